/** Brings files of the runtime, counting bytes as they arrive, and trying again when a connection breaks. */

import type { Asset } from "./types";

/** Seconds before each further try. */
const PAUSES = [0.5, 2];

/** Too few bytes, or others than were built: a page of a captive portal, or a connection that ended early. */
class Damaged extends Error {}

const pause = (seconds: number): Promise<void> => new Promise((done) => setTimeout(done, seconds * 1000));

async function digest(bytes: ArrayBuffer): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** All bytes of an answer; `count` hears of each piece. */
async function readAll(answer: Response, size: number, count: (bytes: number) => void): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  const reader = answer.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    if (at + piece.value.length > size) throw new Damaged(`more than ${size} bytes`);
    bytes.set(piece.value, at);
    at += piece.value.length;
    count(piece.value.length);
  }
  if (at !== size) throw new Damaged(`${at} of ${size} bytes`);
  return bytes.buffer;
}

/** Files below the address of a manifest. */
export class Assets {
  #kept = new Map<string, Promise<ArrayBuffer>>();

  /**
   * @param base Address of the folder that the manifest lies in.
   * @param signal Ends every download.
   * @param count Hears of bytes that have arrived, as most hosts send them; of a negative number when a file has to be brought once more.
   */
  constructor(
    readonly base: string,
    readonly signal: AbortSignal,
    readonly count: (bytes: number) => void,
  ) {}

  /** Whether a file is here, or on its way. */
  has(asset: Asset): boolean {
    return this.#kept.has(asset.file);
  }

  /** The bytes of a file. It is brought once. */
  bytes(asset: Asset): Promise<ArrayBuffer> {
    let found = this.#kept.get(asset.file);
    if (!found) {
      found = this.#bring(asset);
      this.#kept.set(asset.file, found);
      found.catch(() => this.#kept.delete(asset.file));
    }
    return found;
  }

  /** The text of a file. */
  async text(asset: Asset): Promise<string> {
    return new TextDecoder().decode(await this.bytes(asset));
  }

  async #bring(asset: Asset): Promise<ArrayBuffer> {
    for (let tries = 0; ; tries++) {
      let counted = 0;
      try {
        // What was damaged on its way may lie in the browser's cache by now.
        return await this.#once(asset, tries ? "reload" : "default", (bytes) => {
          counted += bytes;
          this.count(bytes);
        });
      } catch (error) {
        this.count(-counted);
        const wait = PAUSES[tries];
        if (this.signal.aborted || wait === undefined) throw error;
        await pause(wait);
        this.signal.throwIfAborted();
      }
    }
  }

  async #once(asset: Asset, cache: RequestCache, count: (bytes: number) => void): Promise<ArrayBuffer> {
    const answer = await fetch(new URL(asset.file, this.base), { signal: this.signal, cache });
    if (!answer.ok) throw new Damaged(`${asset.file}: ${answer.status}`);
    let arrived = 0;
    const bytes = await readAll(answer, asset.bytes, (more) => {
      const sent = (at: number): number => Math.round((at * asset.sent) / asset.bytes);
      count(sent(arrived + more) - sent(arrived));
      arrived += more;
    });
    // `crypto.subtle` exists in secure contexts only: a site that is served over plain HTTP does without.
    if (asset.sha256 && crypto.subtle && (await digest(bytes)) !== asset.sha256) throw new Damaged(asset.file);
    return bytes;
  }
}
