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

/**
 * What Python looks at regularly while it computes: it makes the interpreter come back to JavaScript now and then, without
 * which WebKit cannot end a worker, and raises SIGINT once `arm` says that time is up.
 */
function makeAlarm(): { buffer: Uint8Array; arm: (seconds: number) => void; slow: (factor: number) => void } {
  const now = performance.now.bind(performance);
  let due = Infinity;
  let stretch = 1000;
  const buffer = {
    get 0(): number {
      if (now() < due) return 0;
      due = now() + AGAIN;
      return SIGINT;
    },
    set 0(_: number) {},
  };
  const arm = (seconds: number): void => {
    due = seconds > 0 ? now() + seconds * stretch : Infinity;
  };
  const slow = (factor: number): void => {
    stretch = 1000 * factor;
  };
  return { buffer: buffer as unknown as Uint8Array, arm, slow };
}

/** Starts Python from what was handed in. */
async function boot(start: Start): Promise<PyodideAPI> {
  const wasm = { headers: { "content-type": "application/wasm" } };
  self.fetch = (address) =>
    String(address).endsWith(".zip")
      ? Promise.resolve(new Response(start.core.bytes))
      : Promise.resolve(new Response(new ArrayBuffer(0), wasm));
  WebAssembly.instantiateStreaming = async (_source: unknown, imports?: WebAssembly.Imports) => ({
    module: start.module,
    instance: await WebAssembly.instantiate(start.module, imports),
  });
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
  const python = await boot(start);
  mark("python");
  const { buffer, arm, slow } = makeAlarm();
  python.setInterruptBuffer(buffer);
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
