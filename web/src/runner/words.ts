/** The runner's words, from the same catalogue as everywhere; built in, because they are needed when nothing can be loaded. */

import { check, grading, runner } from "../../../src/prodready/words/en.json";

const WORDS: Record<string, Record<string, string>> = { check, grading, runner };

/** The text of a key such as `check.stuck`, with its fields filled in; a key that is not there comes back as it is. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  const [group = "", name = ""] = key.split(".");
  const text = WORDS[group]?.[name] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, field: string) => String(values[field] ?? whole));
}
