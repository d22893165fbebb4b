/** What page, frame and worker send one another beside the events of a run. */

/** An archive that Python imports from, and where it belongs. */
export interface Placed {
  path: string;
  bytes: ArrayBuffer;
}

/** Page to frame, once, with the port of the frame. */
export interface Boot {
  worker: string;
  wasm: ArrayBuffer;
  lock: unknown;
}

/** What Python imports from when it starts. */
export interface Stock {
  core: Placed;
  engine: Placed;
}

/** Page to frame; `start` comes with the port of the new worker, which waits for the `stock`. */
export type Order = { start: number } | { end: number } | { stock: Stock };

/** Frame to page: a worker misbehaved and was ended, or nothing works at all. */
export type Told = { lost: number } | { broken: string };

/** Frame to worker, once, with the port of the worker. */
export interface Start extends Stock {
  module: WebAssembly.Module;
  lock: unknown;
}

/** Page to worker. A pack's modules are imported ahead if `ahead` says so. */
export type Task = { run: string } | { pack: Placed & { name: string; native: boolean; ahead: string[] } };
