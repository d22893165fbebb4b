// A grading worker inside Pyodide under Node. Reads a job from stdin, writes one JSON object per line to stdout.
// worker.mjs SRC NATIVE SITE_PACKAGES CACHE: where the engine is, where the libraries are (first those that are built for
// Pyodide, which hide the ones of this machine), and where compiled files are kept.
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { loadPyodide } from "../node_modules/pyodide/pyodide.mjs";

const HOST = "/host";
const fail = (error) => {
  process.stderr.write(String(error?.message ?? error).slice(-4000) + "\n");
  process.exit(1);
};
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

// A browser has no sockets. Node does, and they would hide what fails in a page.
net.Socket.prototype.connect = net.Server.prototype.listen = () => {
  throw new Error("there are no sockets in a browser");
};

const inside = (file) => HOST + path.resolve(file).slice(root.length - 1).replaceAll("\\", "/");
const root = path.parse(process.cwd()).root;
const [src, native, packages, cache] = process.argv.slice(2);
fs.mkdirSync(cache, { recursive: true });

// Raises SIGINT in code that computes beyond its limit, as the worker of a page does; see `ALARM` in kit/host/runner.py.
// Python asks this function now and then, many thousand times a second, so it stands in the place of Pyodide's own, which
// would look into an interrupt buffer: a buffer that tells the time makes Python two to three times slower.
const SIGINT = 2;
let due = Infinity;
const alarm = () => {
  if (due === Infinity || performance.now() < due) return 0;
  due = performance.now() + 500;
  return SIGINT;
};
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = (source, imports) => {
  if (imports?.env && "_Py_CheckEmscriptenSignals_Helper" in imports.env) imports.env._Py_CheckEmscriptenSignals_Helper = alarm;
  return instantiate(source, imports);
};

const python = await loadPyodide({
  // Without these two Pyodide would look for packages on a server of its own.
  packageBaseUrl: "/nowhere/",
  lockFileContents: {
    info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" },
    packages: {},
  },
  env: { PYTHONPYCACHEPREFIX: inside(cache), PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1", HOME: "/tmp" },
  stdout: (text) => process.stderr.write(text + "\n"),
  stderr: (text) => process.stderr.write(text + "\n"),
});
python.mountNodeFS(HOST, root);

python.setInterruptBuffer(new Uint8Array(4)); // Has Python ask at all.

// A machine that took long to start, because others are busy on it, gets that much more time.
const slow = Math.min(8, Math.max(1, performance.now() / 1500));
python.globals.set("arm", (seconds) => {
  due = seconds > 0 ? performance.now() + seconds * 1000 * slow : Infinity;
});

const rewrite = (value, key) =>
  typeof value === "string" && ["suites", "suite", "path"].includes(key) ? inside(value) : value;
const job = JSON.parse(fs.readFileSync(0, "utf8"), function (key, value) {
  if (key === "given") return Object.fromEntries(Object.entries(value).map(([name, file]) => [name, inside(file)]));
  return rewrite(value, key);
});

python.globals.set("JOB", JSON.stringify(job));
python.globals.set("PATHS", python.toPy([src, native, packages].map(inside)));
python.globals.set("write", (line) => fs.writeSync(1, line + "\n"));
python.runPython(`
import json, sys
sys.path[:0] = PATHS
from prodready.grading.worker import run_job
from prodready.kit.host import runner
runner.ALARM = arm
run_job(json.loads(JOB), lambda message: write(json.dumps(message)))
write(json.dumps({"end": True}))
`);
process.exit(0);
