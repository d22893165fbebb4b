/** The files beside the pages, as `prodready.bundle.incidents` writes them. */
import type { Files } from "../runner/types";

/** What is opened or run with one file: the names of all that it takes along, and the program. */
interface Opened {
  files: string[];
  main: string;
}

interface Folder {
  files: Files;
  opens: Record<string, Opened>;
}

/** The files of one snippet. */
export interface Snippet {
  files: Files;
  main: string;
  /** The file that was asked for. */
  shown: string;
}

const folders = new Map<string, Promise<Folder>>();

async function load(address: URL): Promise<Folder> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  return (await answer.json()) as Folder;
}

/**
 * The snippet of a key such as `lesson3/broken.py`; undefined if there is none of that name.
 * Rejects if its folder cannot be fetched; asking again tries again.
 */
export async function snippet(app: string, key: string): Promise<Snippet | undefined> {
  const [, folder, shown] = /^([\w/-]+)\/([\w.-]+)$/.exec(key) ?? [];
  if (!folder || !shown) return undefined;
  let found = folders.get(folder);
  if (!found) {
    found = load(new URL(`snippets/${folder}.json`, app));
    folders.set(folder, found);
    found.catch(() => folders.delete(folder));
  }
  const { files, opens } = await found;
  const opened = opens[shown];
  return opened && { files: Object.fromEntries(opened.files.map((name) => [name, files[name] ?? ""])), main: opened.main, shown };
}
