/**
 * One Python, for one run. A classic script: module workers fail where the origin is opaque.
 *
 * Everything it needs was handed in, so nothing here fetches; what Pyodide would fetch is answered from that. After that
 * `fetch` is gone.
 */

import { loadPyodide } from "pyodide";
import type { PyodideAPI } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";

import type { Start, Task } from "./orders";

/** Addresses that nobody has (RFC 2606). Pyodide wants some, and none is ever asked. */
const NOWHERE = "https://nowhere.invalid/";

/** Milliseconds between two interrupts of code that goes on after its limit. */
const AGAIN = 500;

/** Milliseconds that a start takes on a slow laptop; a machine that needs longer gets that much more time for everything. */
const USUAL_MS = 1500;
const SLOWEST = 8;

/** What Python gives us: serves a request, and emits events as JSON. */
type Handle = (request: string, emit: (event: string) => void) => void;

/** The number of the signal that Python is to raise; `0` is none. See `PyErr_CheckSignals` in Pyodide. */
const SIGINT = 2;

const began = performance.now();
const marks: Record<string, number> = {};
const mark = (name: string): void => {
  marks[name] = Math.round(performance.now() - began);
};

/** The function of Pyodide that Python calls many thousand times a second, to hear whether there is a signal. */
const ASKED = "_Py_CheckEmscriptenSignals_Helper";

interface Alarm {
  /** Stands in the place of `ASKED`: the number of a signal, or 0. */
  ask: () => number;
  /** Have a signal raised in so many seconds, and again from there on; 0 ends that. */
  arm: (seconds: number) => void;
  /** From now on, every second is so many. */
  slow: (factor: number) => void;
}

/**
 * What Python asks regularly while it computes: it makes the interpreter come back to JavaScript now and then, without
 * which WebKit cannot end a worker, and raises SIGINT once `arm` says that time is up. An interrupt buffer whose element
 * tells the time would do the same, and make Python two to three times slower.
 */
function makeAlarm(): Alarm {
  const now = performance.now.bind(performance);
  let due = Infinity;
  let stretch = 1000;
  const ask = (): number => {
    if (due === Infinity || now() < due) return 0;
    due = now() + AGAIN;
    return SIGINT;
  };
  const arm = (seconds: number): void => {
    due = seconds > 0 ? now() + seconds * stretch : Infinity;
  };
  const slow = (factor: number): void => {
    stretch = 1000 * factor;
  };
  return { ask, arm, slow };
}

/** Starts Python from what was handed in. */
async function boot(start: Start, ask: () => number): Promise<PyodideAPI> {
  const wasm = { headers: { "content-type": "application/wasm" } };
  self.fetch = (address) =>
    String(address).endsWith(".zip")
      ? Promise.resolve(new Response(start.core.bytes))
      : Promise.resolve(new Response(new ArrayBuffer(0), wasm));
  WebAssembly.instantiateStreaming = async (_source: unknown, imports: WebAssembly.Imports = {}) => {
    if (imports.env) imports.env[ASKED] = ask;
    return { module: start.module, instance: await WebAssembly.instantiate(start.module, imports) };
  };
  const python = await loadPyodide({
    createPyodideModule,
    indexURL: NOWHERE,
    packageBaseUrl: NOWHERE,
    stdLibURL: `${NOWHERE}core.zip`,
    lockFileContents: start.lock,
    env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" },
    stdout: () => {},
    stderr: () => {},
  } as Parameters<typeof loadPyodide>[0]);
  Object.defineProperty(self, "fetch", { value: undefined });
  return python;
}

function place(python: PyodideAPI, pack: Extract<Task, { pack: unknown }>["pack"], addPath: (path: string, ahead: string) => void): void {
  if (pack.native) {
    python.FS.mkdirTree(pack.path);
    python.unpackArchive(pack.bytes, "zip", { extractDir: pack.path });
  } else {
    python.FS.mkdirTree(pack.path.slice(0, pack.path.lastIndexOf("/")) || "/");
    python.FS.writeFile(pack.path, new Uint8Array(pack.bytes));
  }
  addPath(pack.path, pack.ahead.join(" "));
}

/** The last line of what Python says about an error that reached us. */
function why(error: unknown): string {
  const lines = String((error as { message?: unknown })?.message ?? error).trimEnd().split("\n");
  return (lines.at(-1) ?? "").slice(0, 500);
}

async function serve(start: Start, port: MessagePort): Promise<void> {
  const send = port.postMessage.bind(port);
  const write = JSON.stringify;
  const tell = (message: Record<string, unknown>): void => send(write(message));
  const { ask, arm, slow } = makeAlarm();
  const python = await boot(start, ask);
  mark("python");
  python.setInterruptBuffer(new Uint8Array(4)); // has Python ask at all
  python.FS.writeFile(start.engine.path, new Uint8Array(start.engine.bytes));
  const door = python.runPython(
    `import sys; sys.path.append(${JSON.stringify(start.engine.path)}); import prodready.browser.door as door; door`,
  );
  const getReady = door.get_ready as (arm: (seconds: number) => void) => [Handle, (path: string, ahead: string) => void];
  const [handle, addPath] = getReady(arm);
  mark("engine");
  marks.slow = Math.min(SLOWEST, Math.max(1, (marks.engine ?? 0) / USUAL_MS));
  slow(marks.slow);

  port.onmessage = (event: MessageEvent<Task>): void => {
    const task = event.data;
    try {
      if ("pack" in task) {
        place(python, task.pack, addPath);
        tell({ packed: task.pack.name });
      } else {
        handle(task.run, send);
        tell({ end: true });
      }
    } catch (error) {
      tell({ died: why(error) });
    }
  };
  tell({ ready: marks });
}

self.onmessage = (event: MessageEvent<Start>): void => {
  self.onmessage = null;
  const port = event.ports[0];
  if (port) serve(event.data, port).catch((error: unknown) => port.postMessage(JSON.stringify({ refused: why(error) })));
};
