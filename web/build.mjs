// Builds what a page needs to run Python. `python tasks.py build` calls it with everything that it reads in its place.
//   node web/build.mjs run   build/web/run/HASH/: Pyodide, the standard library with pytest, packs of libraries
//   node web/build.mjs app   build/web/app/HASH/: scripts of the pages, the engine, exercises, manifest.json
// HASH is that of the content, and build/web/{run,app}.json say which one is the newest.
import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { MissingLicence, collect } from "./licences.mjs";

const WEB = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.dirname(WEB);
const OUT = path.join(ROOT, "build", "web");
const PYODIDE = path.join(WEB, "node_modules", "pyodide");
const WHEELS = path.join(ROOT, ".cache", "wheels");
const TOOL = path.join(ROOT, ".cache", "pyodide-build");
const GRADING = ["__init__", "jobs", "node", "pool", "process", "run", "worker"].map((name) => `grading/${name}`);
const ENGINE = ["__init__", "errors", "files", "model", "report", "suitefile", "words", "kit", "browser", ...GRADING];
const ENGINE_PATH = "/engine";
const BUDGET = 9_000_000;
const STILL_USED_MS = 3_600_000;

class Stop extends Error {}

const sha256 = (data) => crypto.createHash("sha256").update(data).digest("hex");
const readJson = (file) => JSON.parse(fs.readFileSync(file, "utf8"));
const writeJson = (file, data) => fs.writeFileSync(file, JSON.stringify(data));
const size = (file) => fs.statSync(file).size;

/** All files below a folder, sorted, with `/` between the parts of their names. */
function filesBelow(folder) {
  if (!fs.existsSync(folder)) return [];
  const found = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return found.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/")).sort();
}

/** An empty folder to build in; `finish` gives it its name. */
function start(kind) {
  const folder = path.join(OUT, `.${kind}-${process.pid}`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** Names the folder after its content, records it as the newest, and removes what no site or test can be using any more. */
function finish(kind, folder, more) {
  const digest = sha256(filesBelow(folder).map((name) => name + sha256(fs.readFileSync(path.join(folder, name)))).join("\n"));
  const hash = digest.slice(0, 12);
  const target = path.join(OUT, kind, hash);
  const pointer = path.join(OUT, `${kind}.json`);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  if (fs.existsSync(target)) fs.rmSync(folder, { recursive: true });
  else fs.renameSync(folder, target);
  const before = fs.existsSync(pointer) ? readJson(pointer).hash : hash;
  writeJson(`${pointer}.new`, { hash, ...more });
  fs.renameSync(`${pointer}.new`, pointer);
  for (const old of fs.readdirSync(path.dirname(target))) {
    const place = path.join(OUT, kind, old);
    const isOld = Date.now() - fs.statSync(place).mtimeMs > STILL_USED_MS;
    if (isOld && old !== hash && old !== before) fs.rmSync(place, { recursive: true, force: true });
  }
  return target;
}

/** Has archives of compiled modules made; see `pyodide/compile.py`. */
function compile(archives) {
  const plan = path.join(OUT, `.plan-${process.pid}.json`);
  writeJson(plan, archives);
  const done = spawnSync(process.execPath, ["--no-warnings", path.join(WEB, "pyodide", "compile.mjs"), plan], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  fs.rmSync(plan);
  if (done.status !== 0) throw new Stop(`Python could not be compiled.\n${done.stderr}`);
  return JSON.parse(done.stdout).made;
}

function wheel(name) {
  const start = name.replaceAll("-", "_") + "-";
  const found = fs.readdirSync(WHEELS).filter((file) => file.toLowerCase().replace(/^[^-]+/, (n) => n.replaceAll(".", "_")).startsWith(start));
  if (found.length !== 1) {
    throw new Stop(`.cache/wheels has ${found.length} wheels of ${name}, and one is needed.\nRun: python tasks.py build`);
  }
  return path.join(WHEELS, found[0]);
}

/** All wheels that are served. */
function served() {
  const { core, packs } = readJson(path.join(WEB, "packs.json"));
  return [core, ...Object.values(packs)].flatMap((pack) => pack.wheels).sort().map(wheel);
}

/** How the parts of the manifest speak of a file: relative to the folder of the manifest. */
function asset(file, from) {
  const [bytes, sent] = measured(file);
  return { file: path.relative(from, file).replaceAll("\\", "/"), bytes, sent, sha256: sha256(fs.readFileSync(file)) };
}

function buildRun() {
  const { core, packs } = readJson(path.join(WEB, "packs.json"));
  const folder = start("run");
  const named = Object.entries(packs);
  const archives = [
    { file: path.join(folder, "core.zip"), path: core.path, docstrings: false, archives: [path.join(PYODIDE, "python_stdlib.zip"), ...core.wheels.map(wheel)] },
    ...named.map(([name, pack]) => ({ file: path.join(folder, `${name}.zip`), path: `/packs/${name}`, archives: pack.wheels.map(wheel), tool: TOOL })),
  ];
  const made = compile(archives);
  fs.copyFileSync(path.join(PYODIDE, "pyodide.asm.wasm"), path.join(folder, "pyodide.asm.wasm"));
  const entries = named.map(([name, pack], index) => {
    const { modules, native } = made[index + 1];
    return [name, { file: `${name}.zip`, path: `/packs/${name}`, modules, after: pack.after ?? [], native, asks: pack.asks ?? false }];
  });
  return finish("run", folder, { core: core.path, packs: Object.fromEntries(entries) });
}

/** Scripts: each folder of `src` with a `main.ts` is one, the worker and the service worker are two more. */
async function buildScripts(folder) {
  const src = path.join(WEB, "src");
  const there = (name) => fs.existsSync(path.join(src, name));
  const common = { bundle: true, minify: true, target: "es2022", legalComments: "none", charset: "utf8", metafile: true, logLevel: "error", absWorkingDir: WEB, external: ["node:*", "ws"] };
  const parts = fs.existsSync(src) ? fs.readdirSync(src).filter((name) => there(`${name}/main.ts`)) : [];
  const entryPoints = Object.fromEntries(parts.map((name) => [name, path.join(src, name, "main.ts")]));
  const classic = Object.entries({ worker: "runner/worker.ts", frame: "runner/frame.ts", sw: "sw.ts" }).filter(([, file]) => there(file));
  const results = [];
  for (const [name, file] of classic) {
    results.push(await build({ ...common, entryPoints: [path.join(src, file)], format: "iife", outfile: path.join(folder, `${name}.js`) }));
  }
  if (parts.length) {
    results.push(await build({ ...common, entryPoints, format: "esm", splitting: true, outdir: folder, chunkNames: "part-[hash]" }));
  }
  return { parts, inputs: results.flatMap((result) => Object.keys(result.metafile.inputs)) };
}

/**
 * The scripts that every page has, shortened: build/web/page/DIGEST.js, by the digest of the script that it is made from.
 * What MkDocs finds there it takes; a script that has changed since stays as it is written.
 */
async function buildPageScripts() {
  const source = path.join(ROOT, "docs", "assets", "js");
  const target = path.join(OUT, "page");
  fs.rmSync(target, { recursive: true, force: true });
  fs.mkdirSync(target, { recursive: true });
  for (const name of filesBelow(source)) {
    const text = fs.readFileSync(path.join(source, name), "utf8");
    const { code } = await transform(text, { minify: true, target: "es2022", charset: "utf8", legalComments: "none" });
    fs.writeFileSync(path.join(target, `${sha256(text)}.js`), code);
  }
}

function engineFiles() {
  const home = path.join(ROOT, "src", "prodready");
  const found = ENGINE.flatMap((name) => {
    const single = path.join(home, `${name}.py`);
    return fs.existsSync(single) ? [`${name}.py`] : filesBelow(path.join(home, name)).map((file) => `${name}/${file}`);
  });
  return Object.fromEntries(
    found.filter((name) => /\.(py|json)$/.test(name)).map((name) => [`prodready/${name}`, path.join(home, name)]),
  );
}

/** The engine, compiled only when one of its files has changed. */
function buildEngine(target) {
  const files = engineFiles();
  const compiler = ["compile.mjs", "compile.py"].map((name) => fs.readFileSync(path.join(WEB, "pyodide", name)));
  const digest = sha256(JSON.stringify([Object.entries(files).map(([name, file]) => [name, sha256(fs.readFileSync(file))]), compiler.map(sha256), readJson(path.join(PYODIDE, "package.json")).version]));
  const cache = path.join(OUT, "engine");
  const kept = path.join(cache, `${digest.slice(0, 16)}.zip`);
  if (!fs.existsSync(kept)) {
    fs.rmSync(cache, { recursive: true, force: true });
    fs.mkdirSync(cache, { recursive: true });
    compile([{ file: `${kept}.${process.pid}`, path: ENGINE_PATH, docstrings: false, files }]);
    fs.renameSync(`${kept}.${process.pid}`, kept);
  }
  fs.copyFileSync(kept, target);
}

async function buildApp() {
  const pointer = path.join(OUT, "run.json");
  if (!fs.existsSync(pointer)) throw new Stop("build/web/run is not built.\nRun: python tasks.py build");
  const runtime = readJson(pointer);
  const folder = start("app");
  const { parts, inputs } = await buildScripts(folder);
  await buildPageScripts();
  buildEngine(path.join(folder, "engine.zip"));
  fs.cpSync(path.join(OUT, "data"), folder, { recursive: true });
  fs.copyFileSync(path.join(ROOT, "src", "prodready", "words", "en.json"), path.join(folder, "words.json"));
  // The final folder is as deep as this one, so addresses relative to it are right already.
  const home = path.join(OUT, "app", "x");
  const run = (file) => asset(path.join(OUT, "run", runtime.hash, file), home);
  const own = (file) => ({ ...asset(path.join(folder, file), folder) });
  const optional = (file) => (fs.existsSync(path.join(folder, file)) ? own(file) : undefined);
  const { version } = readJson(path.join(PYODIDE, "package.json"));
  const { python, abi_version, arch, platform } = readJson(path.join(PYODIDE, "pyodide-lock.json")).info;
  const manifest = {
    schema: 1,
    pyodide: version,
    lock: { info: { abi_version, arch, platform, python }, packages: {} },
    worker: optional("worker.js"),
    frame: optional("frame.js"),
    wasm: run("pyodide.asm.wasm"),
    core: { ...run("core.zip"), path: runtime.core },
    engine: { ...own("engine.zip"), path: ENGINE_PATH },
    words: own("words.json"),
    scripts: Object.fromEntries(parts.map((name) => [name, own(`${name}.js`)])),
    packs: Object.fromEntries(Object.entries(runtime.packs).map(([name, pack]) => [name, { ...pack, ...run(pack.file) }])),
    files: filesBelow(folder).map((name) => [name, size(path.join(folder, name))]),
  };
  writeJson(path.join(folder, "manifest.json"), manifest);
  writeJson(path.join(OUT, "licences.json"), collect(WEB, served(), inputs));
  const target = finish("app", folder, { run: runtime.hash });
  report(target, manifest);
  return target;
}

const sizes = new Map();

/** Bytes of a file, and as a host sends it that compresses scripts and WebAssembly with gzip, and no archives. */
function measured(file) {
  if (!sizes.has(file)) {
    const data = fs.readFileSync(file);
    sizes.set(file, [data.length, /\.zip$/.test(file) ? data.length : zlib.gzipSync(data, { level: 9 }).length]);
  }
  return sizes.get(file);
}

function report(folder, manifest) {
  const scripts = filesBelow(folder).filter((name) => /\.js$/.test(name) && !["sw.js"].includes(name));
  const base = ["manifest.json", "words.json", "engine.zip", ...scripts, manifest.wasm.file, manifest.core.file];
  const rows = base.map((name) => [path.basename(name), ...measured(path.join(folder, name))]);
  const sum = rows.reduce(([raw, sent], row) => [raw + row[1], sent + row[2]], [0, 0]);
  rows.push(["core set", ...sum]);
  for (const [name, pack] of Object.entries(manifest.packs)) rows.push([`pack ${name}`, pack.bytes, pack.bytes]);
  const line = ([name, raw, sent]) => `${name.padEnd(24)}${String(raw).padStart(12)}${String(sent).padStart(12)}`;
  console.log([`${"bytes".padEnd(24)}${"raw".padStart(12)}${"as sent".padStart(12)}`, ...rows.map(line)].join("\n"));
  if (sum[1] > BUDGET) throw new Stop(`The core set is ${sum[1]} bytes as sent, and ${BUDGET} are allowed.\nSee what has grown in the table above.`);
}

try {
  const what = process.argv[2];
  fs.mkdirSync(OUT, { recursive: true });
  if (what === "run") console.log(path.relative(ROOT, buildRun()));
  else if (what === "app") console.log(path.relative(ROOT, await buildApp()));
  else throw new Stop("Say what to build: run, app");
} catch (problem) {
  // esbuild has printed its own errors; of all others the reason is enough.
  if (!problem.errors) console.error(problem instanceof Stop || problem instanceof MissingLicence ? problem.message : problem);
  for (const kind of ["app", "run"]) fs.rmSync(path.join(OUT, `.${kind}-${process.pid}`), { recursive: true, force: true });
  process.exit(1);
}
