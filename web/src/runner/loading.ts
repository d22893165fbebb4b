/** Brings everything that a first run needs, and sets up the frame. */

import { Assets } from "./assets";
import { Workshop } from "./pool";
import type { Seat } from "./pool";
import type { Manifest } from "./types";

/** What is there once loading is over. */
export interface Loaded {
  manifest: Manifest;
  assets: Assets;
  workshop: Workshop;
  /** The first worker, on its way. */
  first: Seat;
}

/** Hears how many bytes more are to come, and how many have arrived; a negative number when a file is brought again. */
export interface Counter {
  expect(bytes: number): void;
  count(bytes: number): void;
}

/**
 * @param appUrl Address of the folder `app/<hash>/`.
 * @param signal Ends it.
 * @param counter Hears of bytes.
 * @param broken Called if workers cannot be started at all.
 */
export async function load(
  appUrl: string,
  signal: AbortSignal,
  counter: Counter,
  broken: (why: string) => void,
): Promise<Loaded> {
  const answer = await fetch(new URL("manifest.json", appUrl), { signal });
  if (!answer.ok) throw new Error(`manifest.json: ${answer.status}`);
  const manifest = (await answer.json()) as Manifest;
  const { worker, frame, wasm, core, engine, lock } = manifest;
  const assets = new Assets(appUrl, signal, (bytes) => counter.count(bytes));
  for (const asset of [worker, frame, wasm, core, engine]) counter.expect(asset.sent);
  const stock = Promise.all([assets.bytes(core), assets.bytes(engine)]);
  stock.catch(() => {});
  const [script, inner, compiled] = await Promise.all([assets.text(worker), assets.text(frame), assets.bytes(wasm)]);
  signal.throwIfAborted();
  // Compiling, and reading the worker's script, takes as long as the rest takes to arrive.
  const workshop = new Workshop({ frame: inner, worker: script, wasm: compiled, lock }, broken);
  const first = workshop.seat();
  try {
    const [standard, own] = await stock;
    signal.throwIfAborted();
    workshop.furnish({ core: { path: core.path, bytes: standard }, engine: { path: engine.path, bytes: own } });
  } catch (error) {
    workshop.close();
    throw error;
  }
  return { manifest, assets, workshop, first };
}
