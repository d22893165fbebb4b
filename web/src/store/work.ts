/** The learner's code, one entry for each exercise. */
import { list, remove, type Trouble } from "./box";
import { type Form, isTexts, load as find, save as keep } from "./shelf";

const PREFIX = "prodready.work.";

/** What is kept of one exercise. */
export interface Work {
  schema: 1;
  /** Texts by the names that the exercise's data give them. */
  files: Record<string, string>;
  /** Digest of the starter that this began with; empty if unknown. */
  starter: string;
  /** When it was saved last; UTC, ISO 8601. */
  saved: string;
}

/** Whether data are somebody's work. */
export function isWork(data: Record<string, unknown>): boolean {
  return isTexts(data.files) && typeof data.starter === "string" && typeof data.saved === "string";
}

const FORM: Form<Work> = {
  schema: 1,
  parse: (data) => (isWork(data) ? { value: data as unknown as Work, mended: false } : null),
};

/** What is kept of an exercise; null if nothing can be read. */
export function load(key: string): Work | null {
  return find(PREFIX + key, FORM).value;
}

/** Keeps files. @returns what is wrong, if they will be gone when the page is closed */
export function save(key: string, files: Record<string, string>, starter: string, saved = new Date().toISOString()): Trouble {
  return keep(PREFIX + key, FORM, { schema: 1, files, starter, saved });
}

/** Forgets the files of an exercise. */
export function drop(key: string): void {
  remove(PREFIX + key);
}

/** The exercises of which something is kept. */
export function keys(): string[] {
  return list(PREFIX).map((name) => name.slice(PREFIX.length));
}
