// The course without a network, in Chromium: what tests/web/test_offline.py asks for.
//
//   node web/browser/offline.mjs CHROMIUM SITE NEWER
//
// SITE and NEWER are two builds of the site. Names of scenarios come in, one per line; what was seen goes out as JSON.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const [, , EXECUTABLE, SITE, NEWER] = process.argv;
const BASE = "/course/";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
const LONG = { timeout: 120_000 };

/** A host of a build below `/course/`, on a port that stays the same while it is stopped. */
class Host {
  folder = SITE;
  port = 0;
  /** @type {{method: string, url: string, range?: string}[]} */
  asked = [];
  /** Called with the path of each request; what it returns is sent in its place: "break", or a text. */
  meddle = (/** @type {string} */ _) => "";

  get url() {
    return `http://127.0.0.1:${this.port}${BASE}`;
  }

  async start() {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise((resolve) => this.server.listen(this.port, "127.0.0.1", resolve));
    this.port = this.server.address().port;
  }

  async stop() {
    const ended = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await ended;
  }

  answer(request, response) {
    const { pathname } = new URL(request.url, "http://host");
    const name = decodeURIComponent(pathname.slice(BASE.length));
    this.asked.push({ method: request.method, url: name, range: request.headers.range });
    const meddled = this.meddle(name);
    if (meddled === "break") return request.socket.destroy();
    let file = path.join(this.folder, name);
    if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, "index.html");
    const found = pathname.startsWith(BASE) && existsSync(file);
    const kind = TYPES[path.extname(found ? file : ".html")] ?? "application/octet-stream";
    response.writeHead(found ? 200 : 404, { "Content-Type": kind, "Cache-Control": "max-age=600" });
    if (meddled) return response.end(meddled);
    createReadStream(found ? file : path.join(this.folder, "404.html")).pipe(response);
  }
}

/** What a browser has for this site: service workers, and builds. */
const kept = () => Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]).then(([workers, names]) => ({ workers: workers.map((each) => new URL(each.scope).pathname), builds: names.filter((name) => name.includes(" build ")), caches: names.length }));
const text = (page, selector) => page.textContent(selector, LONG).then((found) => found.trim());
/** Notes what could not be fetched; what was given up because the page was left is no loss. */
const failed = (page, seen) => page.on("requestfailed", (request) => request.failure()?.errorText !== "net::ERR_ABORTED" && seen.push(request.url()));

/** Presses the button, and waits until the page has been loaded again out of what is kept. */
async function keep(page, host) {
  await page.goto(`${host.url}scorecard/`);
  await page.click("course-offline button", LONG);
  await page.waitForFunction(() => navigator.serviceWorker.controller && document.querySelector("course-offline > [role=status]")?.textContent, undefined, LONG);
}

const scenarios = {
  /** Nothing is there before the button; everything is there after it, also what was never opened, and without a server. */
  async keep(context, host) {
    const page = await context.newPage(), lost = [];
    failed(page, lost);
    await page.goto(`${host.url}lesson1/`, { waitUntil: "networkidle" });
    const before = await page.evaluate(kept);
    await keep(page, host);
    const told = await text(page, "course-offline > [role=status]"), focus = await page.evaluate(() => document.activeElement.getAttribute("role"));
    const after = await page.evaluate(kept);
    await host.stop();
    const asked = host.asked.length;
    await page.goto(`${host.url}lesson3/`, { waitUntil: "networkidle" });
    const first = await text(page, "h1");
    await page.reload({ waitUntil: "networkidle" });
    const look = await page.evaluate(() => ({ fonts: [...document.fonts].filter((font) => font.status === "loaded").length, clock: getComputedStyle(document.querySelector(".clk")).whiteSpace }));
    await page.evaluate(() => document.querySelector("course-quiz").scrollIntoView());
    await page.waitForSelector(".q__bar", LONG);
    await page.click(".md-search__input");
    await page.keyboard.type("deadline");
    await page.waitForSelector(".md-search-result__item a", LONG);
    await page.goto(`${host.url}lesson2`);
    const folder = new URL(page.url()).pathname;
    const missing = await page.goto(`${host.url}nothing/here/`);
    return { before, told, focus, after, first, look, folder, missing: [missing.status(), await text(page, "h1 .clk")], lost, late: host.asked.length - asked };
  },

  /** A first-ever grading, without a server. */
  async grade(context, host) {
    const page = await context.newPage(), lost = [];
    failed(page, lost);
    await keep(page, host);
    await host.stop();
    await page.goto(`${host.url}lesson3/`);
    await page.click(".ex[data-key='lesson3/budget'] [data-do=check]", LONG);
    await page.waitForFunction(() => { const { exercises } = JSON.parse(localStorage["prodready.progress"] ?? "{}"); return Object.keys(exercises?.["lesson3/budget"]?.last ?? {}).length > 9; }, undefined, LONG);
    return { lost };
  },

  /** A newer version is offered; until it is wanted everything stays as it was, and no page ever has parts of two. */
  async update(context, host) {
    const one = await context.newPage(), two = await context.newPage();
    await keep(one, host);
    await one.goto(`${host.url}lesson3/`);
    host.folder = NEWER;
    const version = (page) => page.evaluate(async () => [document.querySelector("h1").textContent.includes("(newer)"), (await (await fetch("../assets/css/course.css")).text()).includes("newer")]);
    await two.goto(`${host.url}lesson2/`);
    const offer = await text(two, ".newer p");
    const before = await version(two);
    await two.click(".newer >> text=Not now");
    await two.reload({ waitUntil: "networkidle" });
    const declined = [await two.isVisible(".newer"), ...(await version(two))];
    await two.close();
    const three = await context.newPage();
    await three.goto(`${host.url}lesson2/`);
    const asked = host.asked.length;
    await three.click(".newer >> text=Use it", LONG);
    await three.waitForFunction(() => document.querySelector("h1").textContent.includes("(newer)"), undefined, LONG);
    const fetched = host.asked.slice(asked).length;
    const both = { old: await version(one), new: await version(three), builds: (await three.evaluate(kept)).builds.length };
    await one.goto(`${host.url}lesson1/`);
    const moved = await version(one);
    await three.waitForTimeout(500);
    await three.goto(`${host.url}lesson3/`);
    await host.stop();
    await three.goto(`${host.url}lesson4/`);
    const last = await version(three);
    await three.waitForFunction(() => caches.keys().then((names) => names.filter((name) => name.includes(" build ")).length === 1), undefined, LONG);
    return { offer, before, declined, fetched, both, moved, last };
  },

  /** What a service worker must not touch, it does not touch. */
  async untouched(context, host) {
    const page = await context.newPage();
    await keep(page, host);
    const from = host.asked.length;
    await page.evaluate(() => Promise.all([fetch("../lesson1/", { headers: { Range: "bytes=0-9" }, cache: "no-store" }), fetch("../lesson1/", { method: "POST" }), fetch("/elsewhere")]).catch(() => 0));
    return { asked: host.asked.slice(from).map(({ method, url, range }) => `${method} ${url} ${range ?? ""}`.trim()) };
  },

  /** What arrives with other bytes than the list says is not kept. */
  async changed(context, host) {
    const page = await context.newPage();
    host.meddle = (name) => (name === "lesson2/" ? "something else" : "");
    await page.goto(`${host.url}scorecard/`);
    await page.click("course-offline button", LONG);
    await page.waitForFunction(() => document.querySelector("course-offline > [role=status]")?.textContent, undefined, LONG);
    return { told: await text(page, "course-offline > [role=status]"), kept: await page.evaluate(kept) };
  },

  /** The network goes away in the middle: nothing is pretended, and the next try goes on. */
  async interrupted(context, host) {
    const page = await context.newPage();
    let count = 0;
    host.meddle = (name) => (name.startsWith("lesson") && ++count > 2 ? "break" : "");
    await page.goto(`${host.url}scorecard/`);
    await page.click("course-offline button", LONG);
    await page.waitForFunction(() => document.querySelector("course-offline > [role=status]")?.textContent, undefined, LONG);
    const told = await text(page, "course-offline > [role=status]"), first = await page.evaluate(kept);
    host.meddle = () => "";
    await keep(page, host);
    const times = (name) => host.asked.filter(({ url }) => url === name).length;
    return { told, first, once: times("symptoms/"), twice: times("lesson2/"), after: await page.evaluate(kept) };
  },

  /** Cancelling removes what had arrived. */
  async cancel(context, host) {
    const page = await context.newPage();
    await page.route("**/*.wasm", async (route) => { await new Promise((resolve) => setTimeout(resolve, 3000)); await route.continue().catch(() => 0); });
    await page.goto(`${host.url}scorecard/`);
    await page.click("course-offline button", LONG);
    await page.waitForFunction(() => document.querySelector("course-offline progress")?.value > 0, undefined, LONG);
    await page.click("course-offline >> text=Cancel");
    await page.waitForFunction(() => document.querySelector("course-offline > [role=status]")?.textContent, undefined, LONG);
    return { told: await text(page, "course-offline > [role=status]"), kept: await page.evaluate(kept) };
  },

  /** Both buttons that remove leave nothing behind. */
  async remove(context, host) {
    const page = await context.newPage();
    page.on("dialog", (dialog) => dialog.accept());
    await keep(page, host);
    await page.evaluate(() => caches.open("prodready /other/ build 1"));
    await page.click("course-offline button");
    await page.waitForFunction(() => document.querySelector("course-offline > [role=status]")?.textContent.startsWith("Removed"), undefined, LONG);
    const removed = await page.evaluate(kept);
    await keep(page, host);
    await page.evaluate(() => { localStorage["prodready.reading"] = '{"schema": 1, "last": "lesson1", "lessons": {"lesson1": {"read": true}}}'; });
    await page.reload();
    await page.click("course-kept button");
    await page.waitForSelector("course-kept [role=status]", LONG);
    return { removed, erased: await page.evaluate(kept), storage: await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("prodready"))) };
  },
};

const browser = await chromium.launch({ executablePath: EXECUTABLE, headless: true, args: FLAGS });
for await (const name of createInterface({ input: process.stdin })) {
  const host = new Host(), context = await browser.newContext({ reducedMotion: "reduce" });
  let seen;
  try {
    await host.start();
    seen = await scenarios[name](context, host);
  } catch (error) {
    seen = { failed: String(error.stack) };
  }
  await context.close();
  await host.stop().catch(() => 0);
  process.stdout.write(`${JSON.stringify(seen)}\n`);
}
await browser.close();
