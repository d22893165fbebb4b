/** The runner by itself, for pages and tests that bring their own interface. */

export { Workshop } from "./pool";
export { Runtime } from "./runtime";
