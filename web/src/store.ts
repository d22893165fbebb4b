/**
 * What this browser keeps of a learner. Nothing is sent anywhere.
 *
 * A function that keeps something returns what is wrong, or says it to `onchange`: `full`, `refused`, `damaged` or
 * `newer`, which are words of the group `backup.trouble`. What could not be kept is held until the page is closed.
 */
export { isShared, list, onchange, read, remove, setShared, trouble, write } from "./store/box";
export type { Trouble } from "./store/box";
export * as backup from "./store/backup";
export { askPersistence } from "./store/persist";
export * as progress from "./store/progress";
export type { Entry, Progress } from "./store/progress";
export * as work from "./store/work";
export type { Work } from "./store/work";
