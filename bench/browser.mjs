// What grading in a page costs: milliseconds, bytes as sent, and memory, beside stock Pyodide with `loadPackage("pytest")`.
//
//   python tasks.py build
//   node bench/browser.mjs [--site site] [--chromium /usr/bin/chromium] [--rounds 5] [--slow]
//
// Each figure is the median of the rounds of one run, on this machine, over loopback. A cold start has an empty profile; a
// warm one is a new browser with the profile, and so the HTTP cache, of the cold one. The status is 1 if a gate is missed.
// `--slow` reports, and does not judge: 10 Mbit/s, and a quarter of one processor, with pictures in .cache/bench/browser/.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "../web/e2e/lib/puppet.mjs";
import { serve, wait } from "../web/e2e/lib/server.mjs";
import { Exercise, LOOP, solution } from "../web/e2e/lib/steps.mjs";
import { family } from "../web/e2e/lib/webkit.mjs";
import { quarter } from "./browser/quarter.mjs";
import { makeStock } from "./browser/stock.mjs";

const { values: options } = parseArgs({ options: { site: { type: "string", default: "site" }, chromium: { type: "string", default: "/usr/bin/chromium" }, rounds: { type: "string", default: "5" }, slow: { type: "boolean", default: false } } });
const CACHE = fileURLToPath(new URL("../.cache/bench/browser", import.meta.url));
const HERE = fileURLToPath(new URL("browser/", import.meta.url));
const KEY = "lesson3/budget"; // Nothing but the standard library: the base set.
const BASE_PACKS = "import pydantic_settings\n", LOG_PACKS = "import structlog, prometheus_client, tenacity\n";
const LINE_BPS = 10e6, LINE_RTT_MS = 40, MB = 1e6;
const SHOTS_S = [1, 3, 6];
const RESTING_S = 0.02; // Of 0.25 s.
const SETTLES_MS = 1000;

/** @type {Map<string, number[]>} What was measured, by name. */
const figures = new Map();
const note = (name, value) => figures.set(name, [...(figures.get(name) ?? []), value]);
const median = (name) => { const all = [...(figures.get(name) ?? [NaN])].sort((a, b) => a - b), middle = all.length >> 1; return all.length % 2 ? all[middle] : (all[middle - 1] + all[middle]) / 2; };

/** Runs something with a browser, in a profile that may have been used before. */
async function inBrowser(profile, work) {
  const browser = await launch("chromium", options.chromium, { profile });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

async function inProfile(work) {
  const profile = mkdtempSync(join(tmpdir(), "bench-browser-"));
  try {
    return await work(profile);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Megabytes in memory of the processes that run pages, those of sandboxed frames included. */
function pagesMemory(pid) {
  const renderers = family(pid).filter(({ pid: one }) => { try { return readFileSync(`/proc/${one}/cmdline`, "latin1").includes("--type=renderer"); } catch { return false; } });
  return renderers.reduce((sum, { pid: one }) => sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, "utf8"))?.[1] ?? 0) / 1000, 0);
}

/** In the page: presses Check and says when the first verdict was there, and the last, after the click. */
async function click(exercise) {
  await exercise.watch();
  const clicked = await exercise.tab.evaluate((where) => { const now = performance.now(); document.querySelector(where).click(); return now; }, exercise.button("check"));
  await exercise.result();
  const { first, over } = await exercise.tab.evaluate(() => globalThis.grading);
  return { first: first - clicked, over: over - clicked };
}

/** In the page: the class `Runtime`, which has no name of its own among the parts that scripts share. */
function findRuntime(parts, app) {
  const ready = (async () => {
    const exports = (await Promise.all(parts.map((part) => import(part)))).flatMap((part) => Object.values(part));
    return exports.find((one) => typeof one === "function" && typeof one.for === "function").for(app);
  })();
  globalThis.python = ready;
}

/** Opens a lesson, and says where its scripts are. */
async function openLesson(browser, host) {
  const tab = await browser.tab();
  await tab.open(`${host.url}${KEY.split("/")[0]}/`);
  await wait(300);
  return tab;
}

async function attach(tab, host) {
  const app = await tab.evaluate(() => new URL(JSON.parse(document.querySelector("#course-words").textContent).app, location.href).href);
  const folder = join(options.site, app.slice(host.url.length));
  const parts = readdirSync(folder).filter((name) => /^part-.*\.js$/.test(name)).map((name) => app + name);
  await tab.evaluate(findRuntime, parts, app);
}

/** In the page: the five plain tests; when the first verdict was there, from before the scripts are fetched on. */
async function plainTests(files, began) {
  const seen = [], runtime = await globalThis.python;
  const ending = await runtime.run({ do: "tests", files }, (event) => { if (event.test) seen.push(performance.now() - began); }, { silence_s: 60 }).done;
  return { ending, first: seen[0], tests: seen.length };
}

const TESTS = Object.fromEntries(["price.py", "test_price.py"].map((name) => [name, readFileSync(HERE + name, "utf8")]));

async function ours(kind, browser, host) {
  const tab = await openLesson(browser, host);
  const began = await tab.evaluate(() => performance.now());
  await attach(tab, host);
  const { ending, first, tests } = await tab.evaluate(plainTests, TESTS, began);
  if (ending !== "done" || tests !== 5) throw new Error(`the five tests: ${ending}, ${tests}`);
  note(`plain ${kind}`, first);
  for (let times = 0; times < 3; times += 1) {
    await rest(browser);
    const again = await tab.evaluate(() => performance.now());
    note("plain again", (await tab.evaluate(plainTests, TESTS, again)).first);
  }
}

async function stock(kind, browser, host) {
  const tab = await browser.tab();
  await tab.open(host.url);
  await wait(300);
  host.forget();
  await tab.click("#check");
  await tab.until("the five tests", () => globalThis.times);
  const { first, tests, failed } = await tab.evaluate(() => globalThis.times);
  if (failed || tests !== 5) throw new Error(`stock Pyodide: ${failed ?? tests}`);
  note(`stock ${kind}`, first);
  if (kind === "cold") note("stock bytes", host.bytes() / MB);
}

/** In the page: a loop is stopped, an answer follows at once; also when the next worker waits. */
async function stopAndGo(app, key, loop, answer) {
  const runtime = await globalThis.python;
  const exercise = await (await fetch(`${app}exercises/${key}.json`)).json(), name = Object.keys(exercise.starter)[0];
  const waits = new Promise((done) => { runtime.onstatus(({ phase }) => { if (phase === "ready") done(undefined); }); });
  const stuck = runtime.grade(exercise, { [name]: loop }, () => {});
  await waits;
  await new Promise((done) => { setTimeout(done, 1000); });
  const stopped = performance.now(), seen = { verdict: 0, spare: 0 };
  const ready = new Promise((done) => { runtime.onstatus(({ phase }) => { if (phase === "ready" && seen.verdict && !seen.spare) { seen.spare = performance.now() - stopped; done(undefined); } }); });
  stuck.stop();
  await runtime.grade(exercise, { [name]: answer }, (event) => { if (event.check && !seen.verdict) seen.verdict = performance.now() - stopped; }).done;
  await ready;
  return seen;
}

/** In the page: how long a program takes. */
async function program(text) {
  const runtime = await globalThis.python, began = performance.now();
  let status = null;
  await runtime.run({ do: "program", files: { "main.py": text }, main: "main.py" }, (event) => { if (event.exit) status = event.exit.status; }, { silence_s: 60 }).done;
  if (status !== 0) throw new Error(`the program ended with ${status}: ${text}`);
  return performance.now() - began;
}

/** Until a spare is there, and nothing else happens: the browser's processes rest for a second. */
async function rest({ pid }) {
  const used = () => family(pid).reduce((sum, { busy_s }) => sum + busy_s, 0);
  for (let quiet = 0, before = used(), tries = 0; quiet < 4 && tries < 240; tries += 1) {
    await wait(250);
    const now = used();
    quiet = now - before < RESTING_S ? quiet + 1 : 0;
    before = now;
  }
}

/** One exercise in its page: cold, again, stopped, packs. */
async function coldRound(profile, host) {
  await inBrowser(profile, async (browser) => {
    const tab = await openLesson(browser, host), exercise = new Exercise(tab, KEY);
    const before = pagesMemory(browser.pid);
    host.forget();
    const { first, over } = await click(exercise);
    note("cold", first);
    note("cold, last verdict", over);
    note("bytes", host.bytes() / MB);
    await rest(browser);
    note("memory, one worker", pagesMemory(browser.pid) - before);
    for (let times = 0; times < 3; times += 1) {
      note("re-check", (await click(exercise)).first);
      await rest(browser);
    }
    await attach(tab, host);
    const app = await tab.evaluate(() => new URL(JSON.parse(document.querySelector("#course-words").textContent).app, location.href).href);
    const { verdict, spare } = await tab.evaluate(stopAndGo, app, KEY, LOOP, solution(KEY));
    note("after Stop", verdict);
    note("spare again", spare);
    await rest(browser);
    await memoryOfTwo(tab, browser);
    await packs(tab, browser);
  });
}

/** What a second worker adds to one that loops. */
async function memoryOfTwo(tab, browser) {
  const one = pagesMemory(browser.pid);
  await tab.evaluate(async (loop) => {
    const runtime = await globalThis.python, waits = new Promise((done) => { runtime.onstatus(({ phase }) => { if (phase === "ready") done(undefined); }); });
    globalThis.looping = runtime.run({ do: "program", files: { "main.py": loop }, main: "main.py" }, () => {}, { silence_s: 60 });
    await waits;
  }, LOOP);
  await wait(SETTLES_MS);
  note("memory, each further one", pagesMemory(browser.pid) - one);
  await tab.evaluate(() => { globalThis.looping.stop(); });
  await rest(browser);
}

async function packs(tab, browser) {
  const bare = await tab.evaluate(program, "pass\n");
  await rest(browser);
  note("pack settings", (await tab.evaluate(program, BASE_PACKS)) - bare);
  await rest(browser);
  note("packs observability", (await tab.evaluate(program, LOG_PACKS)) - bare);
}

async function round(host, stockHost) {
  await inProfile(async (profile) => {
    await coldRound(profile, host);
    await inBrowser(profile, async (browser) => {
      const tab = await openLesson(browser, host);
      note("warm", (await click(new Exercise(tab, KEY))).first);
    });
  });
  for (const [host_, work] of [[host, ours], [stockHost, stock]]) {
    await inProfile(async (profile) => {
      for (const kind of ["cold", "warm"]) await inBrowser(profile, (browser) => work(kind, browser, host_));
    });
  }
}

/** Name, figure, unit, and the gate: at most, or at least. */
function rows() {
  const ratio = (kind) => median(`stock ${kind}`) / median(`plain ${kind}`);
  return [
    ["click to first verdict, cold", median("cold"), "ms", "<=", 1600],
    ["click to first verdict, warm", median("warm"), "ms", "<=", 1000],
    ["re-check on a fresh spare", median("re-check"), "ms", "<=", 100],
    ["Stop to the next verdict", median("after Stop"), "ms", "<=", 120],
    ["Stop to the next spare", median("spare again"), "ms"],
    ["all that a cold check sends", median("bytes"), "MB", "<=", 8.5],
    ["pack settings, once", median("pack settings"), "ms", "<=", 400],
    ["packs for observability, once", median("packs observability"), "ms", "<=", 400],
    ["memory, first worker and frame", median("memory, one worker"), "MB"],
    ["memory, each further worker", median("memory, each further one"), "MB"],
    ["five plain tests, cold", median("plain cold"), "ms"],
    ["five plain tests, warm", median("plain warm"), "ms"],
    ["five plain tests, fresh spare", median("plain again"), "ms"],
    ["stock Pyodide, five tests, cold", median("stock cold"), "ms"],
    ["stock Pyodide, five tests, warm", median("stock warm"), "ms"],
    ["stock Pyodide, bytes", median("stock bytes"), "MB"],
    ["times faster than stock, cold", ratio("cold"), "x", ">=", 2],
    ["times faster than stock, warm", ratio("warm"), "x", ">=", 2],
  ];
}

function print() {
  let missed = 0;
  console.log(`\n${"medians".padEnd(36)}${"figure".padStart(10)}  ${"gate".padEnd(12)}`);
  for (const [name, figure, unit, sign, gate] of rows()) {
    const holds = !sign || (sign === "<=" ? figure <= gate : figure >= gate);
    missed += holds ? 0 : 1;
    console.log(`${name.padEnd(36)}${figure.toFixed(unit === "ms" || unit === "MB" && figure > 50 ? 0 : 2).padStart(10)} ${unit.padEnd(3)} ${sign ? `${sign} ${gate} ${unit}`.padEnd(12) : ""}${holds ? "" : "  MISSED"}`);
  }
  return missed;
}

/** A cold start on a slow line or a slow machine, with pictures of what the page shows meanwhile. */
async function slow(name, host, { line = false, share = false }) {
  await inProfile((profile) => inBrowser(profile, async (browser) => {
    const limit = share ? quarter(browser.pid) : undefined;
    if (limit?.why) {
      console.log(`${name.padEnd(36)} not run here: ${limit.why}`);
      return;
    }
    const tab = await openLesson(browser, host), exercise = new Exercise(tab, KEY);
    await tab.evaluate((where) => { document.querySelector(where).scrollIntoView({ block: "center" }); }, exercise.button("check"));
    if (line) host.throttle(LINE_BPS, LINE_RTT_MS);
    const began = performance.now(), clicked = click(exercise);
    for (const second of SHOTS_S) {
      await wait(second * 1000 - (performance.now() - began));
      await tab.screenshot(join(CACHE, `${name.replaceAll(/\W+/g, "-")}-${second}s.png`));
    }
    const { first, over } = await clicked;
    console.log(`${name.padEnd(36)} first verdict ${(first / 1000).toFixed(1)} s, last ${(over / 1000).toFixed(1)} s`);
    host.throttle(0, 0);
    void limit?.free();
  }));
}

mkdirSync(CACHE, { recursive: true });
const missing = makeStock(CACHE), rounds = Number(options.rounds);
const host = await serve(options.site), stockHost = await serve(join(CACHE, "site"), { base: "/" });
host.prepare(readdirSync(join(options.site, "assets/run"), { recursive: true }).filter((file) => file.includes(".")).map((file) => `assets/run/${file}`));
stockHost.prepare(["pyodide.asm.wasm", "pyodide.asm.mjs"]);
console.log(`${execFileSync(options.chromium, ["--version"], { stdio: ["ignore", "pipe", "ignore"] }).toString().trim()}; load ${loadavg().map((load) => load.toFixed(1)).join(" ")}; ${rounds} rounds; without a wheel in the registry: ${missing.join(", ") || "nothing"}`);
if (options.slow) {
  await slow("10 Mbit s", host, { line: true });
  await slow("a quarter of a processor", host, { share: true });
  await slow("both", host, { line: true, share: true });
} else {
  for (let number = 1; number <= rounds; number += 1) {
    await round(host, stockHost);
    console.log(`round ${number}: ${["cold", "warm", "re-check", "after Stop", "plain cold", "plain warm", "stock cold", "stock warm"].map((name) => `${name} ${Math.round(figures.get(name).at(-1))}`).join(", ")}`);
  }
}
const missed = options.slow ? 0 : print();
await Promise.all([host.stop(), stockHost.stop()]);
process.exit(missed ? 1 : 0);
