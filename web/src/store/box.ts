/**
 * Where texts are kept in this browser: in localStorage, or in sessionStorage on a shared machine.
 * What the browser refuses to keep stays in memory, so that it is there until the page is closed.
 */

/** Every name of ours begins with it. So do `reading.js`, `kept.js` and `quiz.js` in `docs/assets/js`. */
export const PREFIX = "prodready.";
const SHARED = `${PREFIX}shared`;

/**
 * What is wrong with keeping, as the last part of a key of the words `backup.trouble`: there is no room, the browser
 * refuses, what was there cannot be read, or a newer version of the course has written it. Empty if nothing is wrong.
 */
export type Trouble = "" | "full" | "refused" | "damaged" | "newer";

/** What has changed: a name such as `prodready.progress`; empty if it may be anything. */
export type Listener = (name: string, trouble: Trouble) => void;

const memory = new Map<string, string>();
const listeners = new Set<Listener>();
const troubles = new Map<string, Trouble>();

/** Whether this tab keeps nothing beyond its own life. */
export function isShared(): boolean {
  try {
    return sessionStorage.getItem(SHARED) !== null;
  } catch {
    return false;
  }
}

/** Switches shared-machine mode for this tab. What localStorage holds stays there, and is not seen while it is on. */
export function setShared(on: boolean): void {
  try {
    if (on) sessionStorage.setItem(SHARED, "1");
    else for (const name of [...names(sessionStorage), SHARED]) sessionStorage.removeItem(name);
  } catch { /* Then nothing is kept anyway. */ }
  memory.clear();
  troubles.clear();
  tell("", "");
}

function place(): Storage | null {
  try {
    return isShared() ? sessionStorage : localStorage;
  } catch {
    return null;
  }
}

function names(storage: Storage): string[] {
  return Object.keys(storage).filter((name) => name.startsWith(PREFIX) && name !== SHARED);
}

function tell(name: string, trouble: Trouble): void {
  for (const listener of [...listeners]) listener(name, trouble);
}

/** The text under a name; null if there is none. */
export function read(name: string): string | null {
  const waiting = memory.get(name);
  if (waiting !== undefined) return waiting;
  try {
    return place()?.getItem(name) ?? null;
  } catch {
    return null;
  }
}

/** Keeps a text; says what is wrong if it will be gone when the page is closed. */
export function write(name: string, text: string): Trouble {
  try {
    const storage = place();
    if (!storage) return hold(name, text, "refused");
    storage.setItem(name, text);
  } catch (error) {
    return hold(name, text, isFull(error) ? "full" : "refused");
  }
  memory.delete(name);
  troubles.delete(name);
  tell(name, "");
  return "";
}

/** Keeps a text in memory only, and says why. */
export function hold(name: string, text: string, trouble: Trouble): Trouble {
  memory.set(name, text);
  troubles.set(name, trouble);
  tell(name, trouble);
  return trouble;
}

/** Keeps several texts, all of them or none; what is wrong, if it is none. */
export function writeAll(texts: [string, string][]): Trouble {
  const storage = place();
  const before = texts.map(([name]): [string, string | null] => [name, read(name)]);
  try {
    if (!storage) return "refused";
    for (const [name, text] of texts) storage.setItem(name, text);
  } catch (error) {
    for (const [name] of before) storage?.removeItem(name);
    for (const [name, text] of before) if (text !== null) write(name, text);
    return isFull(error) ? "full" : "refused";
  }
  for (const [name] of texts) {
    memory.delete(name);
    troubles.delete(name);
    tell(name, "");
  }
  return "";
}

/** Firefox had another name for it. */
function isFull(error: unknown): boolean {
  return error instanceof DOMException && /^(QuotaExceeded|NS_ERROR_DOM_QUOTA_REACHED)/.test(error.name);
}

/** Forgets what is under a name. */
export function remove(name: string): void {
  memory.delete(name);
  troubles.delete(name);
  try {
    place()?.removeItem(name);
  } catch { /* Nothing was kept. */ }
  tell(name, "");
}

/** The names of ours under which something is kept, sorted. */
export function list(prefix = PREFIX): string[] {
  let kept: string[] = [];
  try {
    const storage = place();
    kept = storage ? names(storage) : [];
  } catch { /* Memory alone. */ }
  return [...new Set([...kept, ...memory.keys()])].filter((name) => name.startsWith(prefix)).sort();
}

/** Copies a text that cannot be read to a name of its own, so that nothing is lost when the name is used again. */
export function setAside(name: string, text: string): void {
  const copy = `${PREFIX}damaged.${name.slice(PREFIX.length)}.${Date.now()}`;
  write(copy, text);
}

/** What is wrong at the moment with what this page keeps; empty if nothing is. */
export function trouble(): Trouble {
  return [...troubles.values()].at(-1) ?? "";
}

/** Calls `listener` at each change, by this tab or another one. @returns a function that ends it */
export function onchange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

addEventListener("storage", ({ key, storageArea }) => {
  if (isShared() || storageArea !== localStorage) return;
  if (key === null || key.startsWith(PREFIX)) tell(key ?? "", "");
});
// `kept.js` says so when its button has removed everything.
addEventListener("forgotten", () => {
  memory.clear();
  troubles.clear();
  tell("", "");
});
