/** The reader's files in this browser. */
import { read, write, remove } from "../store/box";
import { asProject, type Project } from "./link";

const NOW = "prodready.playground";
const BEFORE = "prodready.playground.before";

function parsed(name: string): Project | undefined {
  try {
    return asProject(JSON.parse(read(name) ?? "null"));
  } catch {
    return undefined;
  }
}

/** What the reader wrote last. */
export const load = (): Project | undefined => parsed(NOW);

/** What the reader had written before other files took its place. */
export const loadBefore = (): Project | undefined => parsed(BEFORE);

/** Keeps the files. @returns whether they are still there when the page has been closed */
export function save({ files, main, shown }: Project): boolean {
  return write(NOW, JSON.stringify({ schema: 1, files, main, shown, saved: new Date().toISOString() })) === "";
}

/** Keeps what is there under another name, before other files take its place. */
export function setAside(): void {
  const mine = read(NOW);
  if (mine !== null) write(BEFORE, mine);
}

/** Forgets what the reader wrote last; what was there before stays. */
export const drop = (): void => remove(NOW);
