// What code gets at that finds its way to JavaScript: nothing of the page, of what the browser keeps, or of the network.
import assert from "node:assert/strict";
import { solution } from "../lib/steps.mjs";
import { probe, reportOf, runnerTab, textOf } from "./hostile.mjs";

/** What each attempt in a bare worker of the frame may end in. `asked` is one whose traces are looked for elsewhere. */
const WORKER = `
self.onmessage = async ({ data, ports: [port] }) => {
  const origin = ORIGIN, found = {};
  const attempts = {
    fetch: async () => (await fetch(origin + "/stolen-by-fetch")).status,
    "relative fetch": async () => (await fetch("/stolen-by-relative-fetch")).status,
    import: async () => Object.keys(await import(origin + "/stolen-by-import.js")),
    xhr: async () => { const x = new XMLHttpRequest(); x.open("GET", origin + "/stolen-by-xhr", false); x.send(); return x.status; },
    scripts: async () => { importScripts(origin + "/stolen-by-scripts.js"); return "read"; },
    socket: () => new Promise((done, fail) => { const s = new WebSocket(origin.replace("http", "ws") + "/stolen-by-socket"); s.onopen = done; s.onerror = () => fail("refused"); }),
    events: () => new Promise((done, fail) => { const s = new EventSource(origin + "/stolen-by-events"); s.onopen = done; s.onerror = () => fail("refused"); }),
    nested: () => new Promise((done, fail) => {
      const code = "fetch('" + origin + "/stolen-by-nested').then(() => postMessage('read'), () => postMessage('refused'))";
      const w = new Worker(URL.createObjectURL(new Blob([code])));
      w.onmessage = (e) => (e.data === "read" ? done("read") : fail(e.data));
      w.onerror = () => fail("refused");
    }),
    database: () => new Promise((done, fail) => { const q = indexedDB.open("stolen"); q.onsuccess = done; q.onerror = () => fail("refused"); }),
    caches: async () => { await caches.open("stolen"); return "opened"; },
    folder: async () => { await navigator.storage.getDirectory(); return "opened"; },
  };
  new BroadcastChannel("stolen").postMessage("stolen");
  for (const [name, attempt] of Object.entries(attempts)) {
    const late = new Promise((done, fail) => setTimeout(() => fail("nothing happened"), 3000));
    try { found[name] = "GOT " + String(await Promise.race([attempt(), late])); } catch (error) { found[name] = "refused"; }
  }
  port.postMessage(JSON.stringify({ tests: { origin: self.origin, found } }));
};`;

/** In the page: something to steal, and an ear for what others send. */
async function plant() {
  localStorage.setItem("prodready.work.kept", "mine");
  const kept = await caches.open("kept");
  await kept.put("/kept", new Response("mine"));
  await new Promise((done) => { indexedDB.open("kept").onsuccess = done; });
  globalThis.overheard = [];
  new BroadcastChannel("stolen").onmessage = (event) => globalThis.overheard.push(event.data);
}

/** In the page: what of it is as it was. */
async function look() {
  const databases = (await indexedDB.databases()).map(({ name }) => name);
  const inside = await (await (await caches.open("kept")).match("/kept"))?.text();
  return JSON.stringify({ storage: { ...localStorage }, caches: await caches.keys(), databases, inside, overheard: globalThis.overheard });
}

/** In the page: runs a script in the very frame that Python runs in. */
async function bare(worker) {
  const text = async (name) => (await fetch(globalThis.runner.home + name)).text();
  const empty = { path: "", bytes: new ArrayBuffer(0) };
  const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]).buffer;
  const shop = new globalThis.runner.Workshop({ frame: await text("frame.js"), worker, wasm, lock: {} }, () => {});
  shop.furnish({ core: empty, engine: empty });
  const seat = shop.seat();
  const said = await new Promise((done) => { void seat.run("", done); });
  shop.close();
  return JSON.stringify(said.tests);
}

export default async function wall(world) {
  const runner = await runnerTab(world), { page } = runner, { host } = world;
  await page.evaluate(plant);
  const before = await page.evaluate(look);
  await runner.run("print(1)");
  host.forget();

  const reached = JSON.parse(textOf(await runner.run(probe("reach", { "http://nowhere.invalid": host.origin }))));
  assert.equal(reached.hidden, true, "a module of Pyodide can be imported");
  assert.equal(reached.reached, true, "the probe does not find JavaScript any more, so it shows nothing: mend the probe");
  for (const name of ["sync request", "import scripts"]) assert.match(reached[name], /^refused/, name);

  const { origin, found } = JSON.parse(await page.evaluate(bare, WORKER.replace("ORIGIN", JSON.stringify(host.origin))));
  assert.equal(origin, "null");
  for (const [name, what] of Object.entries(found)) assert.equal(what, "refused", name);

  assert.equal(await page.evaluate(look), before);
  assert.deepEqual(host.log.map(({ path }) => path).filter((path) => path.includes("stolen")), []);
  const honest = reportOf(await runner.grade(solution("lesson3/budget")));
  assert.ok(honest.checks.every(({ verdict }) => verdict === "passed"));
}
