// A browser for tests, driven by tests/web/conftest.py: one JSON request per line in, one JSON answer per line out.
//
// A request is {url, scheme, width, steps, evaluate, axe, javascript}. `steps` are calls of the page's own methods, such as
// ["click", "#reset"] or ["keyboard.press", "Tab"]. The answer says what the page asked for, what was wrong with it, and
// what `evaluate` returned. The browser is the system's: its path is the first argument.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const HEIGHT = 844;
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const browser = await chromium.launch({ executablePath: process.argv[2], headless: true, args: FLAGS });

/** What axe-core finds, one text per rule. */
async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES);
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** How far the page is wider than the screen, in px, and the elements that stick out. */
function overflow() {
  const { clientWidth, scrollWidth } = document.documentElement;
  const beyond = [...document.querySelectorAll(".md-content *")].filter((e) => e.getBoundingClientRect().right > clientWidth + 1 && !e.closest("pre, .md-typeset__scrollwrap, .cm-scroller"));
  return { px: scrollWidth - clientWidth, elements: beyond.slice(0, 5).map((e) => e.outerHTML.slice(0, 120)) };
}

async function visit({ url, scheme = "light", width = 1280, steps = [], evaluate = "", axe = false, javascript = true }) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: HEIGHT }, reducedMotion: "reduce", javaScriptEnabled: javascript });
  try {
    const page = await context.newPage();
    const requests = [], errors = [], bodies = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
    page.on("response", (response) => bodies.push(response.body().then((body) => [response.url(), body.length], () => [response.url(), 0])));
    const answer = await page.goto(url, { waitUntil: "networkidle" });
    const first = [...requests];
    const sizes = Object.fromEntries((await Promise.all(bodies)).filter(([address]) => address.startsWith("http")));
    let value;
    for (const [name, ...args] of steps) {
      const [object, method] = name.includes(".") ? [page[name.split(".")[0]], name.split(".")[1]] : [page, name];
      value = await object[method](...args);
    }
    if (evaluate) value = await page.evaluate(evaluate);
    return {
      status: answer.status(), first, requests, sizes, errors, value,
      overflow: javascript ? await page.evaluate(overflow) : null,
      violations: axe ? await violations(page) : [],
    };
  } finally {
    await context.close();
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await visit(JSON.parse(line)).catch((error) => ({ failed: String(error.stack) }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
