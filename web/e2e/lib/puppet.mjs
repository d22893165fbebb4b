// Chromium and Firefox, both of the machine: one by its own protocol, the other by WebDriver BiDi; no driver beside them.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

export const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** How long anything may take before it is given up; `E2E_PATIENCE_S` is for a machine that does much else. */
export const PATIENCE_MS = Number(process.env.E2E_PATIENCE_S ?? 90) * 1000;
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** What axe-core found, one text per rule. */
export const broken = ({ violations }) => violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(" ")).join(", ")}`);

/** A page of Chromium or Firefox, with the words that `webkit.mjs` has too. */
export class Tab {
  /** @type {string[]} What the console and the page complained about. */
  errors = [];

  /** @param {import("puppeteer-core").Page} page */
  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    page.on("pageerror", (error) => this.errors.push(`${error.message}`));
    page.on("console", (message) => { if (message.type() === "error") this.errors.push(message.text()); });
  }

  /** Opens an address and waits until its scripts have run. */
  async open(url) {
    const answer = await this.page.goto(url, { waitUntil: "load" });
    if (answer && answer.status() >= 400) throw new Error(`${url} answers with ${answer.status()}.`);
  }
  async reload() { await this.page.reload({ waitUntil: "load" }); }
  evaluate(f, ...values) { return this.page.evaluate(f, ...values); }

  /** Waits until `f` is true in the page; says `what` was waited for when it never is. */
  async until(what, f, ...values) {
    try {
      await this.page.waitForFunction(f, { timeout: PATIENCE_MS, polling: 50 }, ...values);
    } catch (error) {
      throw new Error(`Waited ${PATIENCE_MS / 1000} s for ${what}; ${await this.seen()}`, { cause: error });
    }
  }

  /** What a person would see of the page, for a message. */
  async seen() {
    const shown = await this.evaluate(() => `${location.pathname}, focus on <${document.activeElement?.tagName}>`).catch(() => "the page is gone");
    return `${shown}; errors: ${this.errors.join(" | ") || "none"}`;
  }

  async click(selector) {
    try {
      await this.page.locator(selector).setTimeout(PATIENCE_MS).click();
    } catch (error) {
      throw new Error(`${selector} could not be clicked; ${await this.seen()}`, { cause: error });
    }
  }

  focus(selector) { return this.page.focus(selector); }

  /** Presses a key, with others held down: `press("Enter", "Control")`. */
  async press(key, ...held) {
    for (const other of held) await this.page.keyboard.down(other);
    await this.page.keyboard.press(key);
    for (const other of held.reverse()) await this.page.keyboard.up(other);
  }

  type(text) { return this.page.keyboard.type(text); }
  resize(width, height) { return this.page.setViewport({ width, height }); }
  screenshot(path) { return this.page.screenshot({ path }); }

  /** What axe-core finds in the page as it is now. */
  async axe() {
    await this.page.evaluate(AXE);
    return broken(await this.page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES));
  }
}

/**
 * Starts a browser of the machine.
 *
 * @param {"chromium" | "firefox"} name
 * @param {string} executablePath
 * @param {{profile?: string}} [options] A folder for what the browser keeps; without it nothing outlives the browser.
 * @returns `tab()` opens a page in a profile of its own.
 */
export async function launch(name, executablePath, { profile } = {}) {
  const userDataDir = profile ?? mkdtempSync(join(tmpdir(), `${name}-`));
  const common = { executablePath, headless: true, userDataDir, protocolTimeout: 300_000 };
  const browser = await puppeteer.launch(name === "firefox" ? { ...common, browser: "firefox" } : { ...common, args: FLAGS });
  return {
    name,
    browser,
    version: await browser.version(),
    pid: browser.process()?.pid ?? 0,
    /** A page in an empty profile. */
    async tab() {
      const context = profile ? browser.defaultBrowserContext() : await browser.createBrowserContext();
      const tab = new Tab(await context.newPage());
      await tab.resize(1280, 900);
      return tab;
    },
    async close() {
      await browser.close();
      if (!profile) rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
