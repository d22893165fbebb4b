/** Files in a link: JSON, deflated, in the letters of an address. Such a link is text from a stranger. */
import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";
import type { Files } from "../runner/types";

export const MOST_CHARACTERS = 8000;
const MOST_BYTES = 200_000;
const MOST_FILES = 20;
const STEP = 512;
const NAME = /^(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*$/;
const PREFIX = "code=";

/** What the playground holds. */
export interface Project {
  files: Files;
  /** The file that is run. */
  main: string;
  /** The file that is open. */
  shown: string;
}

/** Whether a file may have this name: no way out of the folder, nothing hidden. */
export function isName(name: string): boolean {
  return name.length <= 60 && NAME.test(name);
}

/** Whether another file can be added. */
export function isFull(files: Files): boolean {
  return Object.keys(files).length >= MOST_FILES;
}

/** `data` as a project, if it is one; else undefined. */
export function asProject(data: unknown): Project | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { files, main, shown } = data as Partial<Record<string, unknown>>;
  if (typeof files !== "object" || files === null || typeof main !== "string") return undefined;
  const pairs = Object.entries(files);
  const good = pairs.every(([name, text]) => isName(name) && typeof text === "string");
  const size = pairs.reduce((sum, [, text]) => sum + String(text).length, 0);
  if (!good || !pairs.length || pairs.length > MOST_FILES || size > MOST_BYTES) return undefined;
  const known = (name: unknown): string => (typeof name === "string" && Object.hasOwn(files, name) ? name : pairs[0]![0]);
  return { files: Object.fromEntries(pairs) as Files, main: known(main), shown: known(shown) };
}

/** The fragment that holds a project, without `#`. */
export function toFragment({ files, main, shown }: Project): string {
  const packed = deflateSync(strToU8(JSON.stringify({ files, main, shown })), { level: 9 });
  const letters = btoa(String.fromCharCode(...packed));
  return PREFIX + letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The project of a fragment; null if it holds none, undefined if it is damaged. */
export function fromFragment(fragment: string): Project | null | undefined {
  if (!fragment.startsWith(PREFIX)) return null;
  try {
    const letters = fragment.slice(PREFIX.length).replaceAll("-", "+").replaceAll("_", "/");
    const packed = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    return asProject(JSON.parse(strFromU8(inflated(packed))));
  } catch {
    return undefined;
  }
}

/** In small steps, so that a short link cannot fill the memory. */
function inflated(packed: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Inflate((part) => {
    parts.push(part);
    size += part.length;
  });
  for (let from = 0; from < packed.length; from += STEP) {
    stream.push(packed.subarray(from, from + STEP), from + STEP >= packed.length);
    if (size > 2 * MOST_BYTES) throw new Error("too large");
  }
  const whole = new Uint8Array(size);
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}
