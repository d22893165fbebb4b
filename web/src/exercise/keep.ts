/** Keeps what the learner writes: a moment after each change, and when the page is left. */
import type { Files } from "../runner/types";
import { onchange, read, remove, work, write } from "../store";

const PAUSE_MS = 400;

/** Two sets of files with the same names and texts. */
export function isSame(one: Files, other: Files): boolean {
  return Object.keys(one).every((name) => one[name] === other[name]);
}

/** Whom keeping tells. */
export interface KeepEvents {
  /** Another tab has written something newer. */
  onforeign(files: Files): void;
  /** Something cannot be kept. */
  ontrouble(): void;
}

/** The kept files of one exercise. */
export class Keep {
  private timer = 0;
  /** What was kept last. */
  private kept: Files;

  constructor(private readonly key: string, private readonly current: () => Files, private digest: string, events: KeepEvents) {
    this.kept = current();
    const leave = (): void => this.flush();
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", () => document.hidden && leave());
    onchange((name, trouble) => {
      if (trouble) events.ontrouble();
      if (name !== `prodready.work.${key}`) return;
      const files = work.load(key)?.files;
      if (!files || isSame(this.kept, files)) return;
      clearTimeout(this.timer);
      this.timer = 0;
      this.kept = files;
      events.onforeign(files);
    });
  }

  /** Something has changed. */
  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE_MS);
  }

  /** Keeps it now, if there is anything new. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    const files = this.current();
    if (isSame(files, this.kept)) return;
    this.kept = files;
    work.save(this.key, files, this.digest);
  }

  /** The starter that the work belongs to from now on. */
  adopt(digest: string): void {
    this.digest = digest;
    this.kept = this.current();
    work.save(this.key, this.kept, digest);
  }

  /** Nothing of the learner's own is left. */
  drop(): void {
    this.kept = this.current();
    work.drop(this.key);
  }

  /** Keeps one earlier version, so that it can be brought back, also tomorrow. */
  set undo(files: Files | null) {
    if (files) write(this.place, JSON.stringify({ schema: 1, files }));
    else remove(this.place);
  }

  get undo(): Files | null {
    try {
      return (JSON.parse(read(this.place) ?? "null") as { files: Files } | null)?.files ?? null;
    } catch {
      return null;
    }
  }

  private get place(): string {
    return `prodready.undo.${this.key}`;
  }
}
