// What a learner does with an exercise in its page, in words that every driver understands.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The reference solution of an exercise that is one file. @param {string} key Such as `lesson3/fetch`. */
export const solution = (key) => readFileSync(`${ROOT}solutions/${key}.py`, "utf8");

/** A loop that no message leaves. */
export const LOOP = "while True:\n    pass\n";

/** The folders that only an editor asks for. */
export const RUNTIME = ["assets/app/", "assets/run/"];

/** In the page: puts a text in the place of all that an editor holds, as pasting does, so that nothing is indented. */
function paste(where, text) {
  const content = document.querySelector(`${where} .cm-content`), all = document.createRange(), clipboardData = new DataTransfer();
  content.focus();
  all.selectNodeContents(content);
  getSelection().removeAllRanges();
  getSelection().addRange(all);
  document.dispatchEvent(new Event("selectionchange"));
  clipboardData.setData("text/plain", text);
  // Firefox takes `dataType` and `data` for a paste that a script makes; the others take `clipboardData`.
  content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, dataType: "text/plain", data: text, bubbles: true, cancelable: true }));
}

/** In the page: from now on, `grading` says when a grading began, when its first verdict came, and when it was over. */
function watch(where) {
  const list = document.querySelector(`${where} ol.checks`), seen = { began: 0, first: 0, over: 0 };
  const look = () => {
    const busy = list.ariaBusy === "true" || list.getAttribute("aria-busy") === "true", now = performance.now();
    if (busy && !seen.began) seen.began = now;
    if (seen.began && !seen.first && list.querySelector(".check--new")) seen.first = now;
    if (seen.began && !seen.over && !busy) seen.over = now;
  };
  globalThis.watching?.disconnect();
  globalThis.watching = new MutationObserver(look);
  globalThis.watching.observe(list, { attributes: true, childList: true, subtree: true });
  globalThis.grading = seen;
}

/** One exercise on the page of a tab. */
export class Exercise {
  /**
   * @param {import("./puppet.mjs").Tab} tab
   * @param {string} key Such as `lesson3/fetch`; the page of its lesson is open.
   */
  constructor(tab, key) {
    this.tab = tab;
    this.key = key;
    this.where = `.ex[data-key="${key}"]`;
    this.name = key.split("/")[1];
  }

  button(name) { return `${this.where} [data-do="${name}"]`; }

  /** Goes into the editor, which fetches it the first time. */
  async enter() {
    if (!(await this.tab.evaluate((where) => Boolean(document.querySelector(`${where} .cm-content`)), this.where))) await this.tab.focus(`${this.where} textarea`);
    await this.tab.until("the editor", (where) => document.querySelector(`${where} .cm-content`), this.where);
  }

  /** Puts a text in the place of the code. */
  async write(text) {
    await this.enter();
    await this.tab.evaluate(paste, this.where, text);
    const last = text.trimEnd().split("\n").at(-1);
    await this.tab.until("the text in the editor", (where, line) => document.querySelector(`${where} .cm-content`).textContent.includes(line), this.where, last);
  }

  /** Watches the next grading, however it is asked for. */
  watch() { return this.tab.evaluate(watch, this.where); }

  /** Presses Check. */
  async check() {
    await this.watch();
    await this.tab.click(this.button("check"));
    await this.tab.until("a grading that begins", () => globalThis.grading.began);
  }

  /** Waits for the end of the grading that is watched. @returns {Promise<{held: number, count: number, verdicts: string[], says: string}>} */
  async result() {
    await this.tab.until("the end of the grading", () => globalThis.grading.over);
    const verdicts = await this.tab.evaluate((where) => [...document.querySelectorAll(`${where} .check`)].map((check) => check.querySelector(".state")?.dataset.state ?? ""), this.where);
    return { held: verdicts.filter((verdict) => verdict === "passed").length, count: verdicts.length, verdicts, says: await this.says() };
  }

  /** Presses Check and waits for all verdicts. */
  async grade() {
    await this.check();
    return this.result();
  }

  /** Fails unless every check that can be run in a page holds, and the live region says how many. */
  async holds() {
    const result = await this.grade(), { verdicts, says } = result;
    assert.ok(verdicts.every((verdict) => ["passed", "local"].includes(verdict)), `${this.key}: ${verdicts.join(", ")}; ${says} ${await this.account()}`);
    assert.match(says, new RegExp(`\\b${result.held} of ${result.count}\\b`));
    return result;
  }

  /** Presses Stop and waits until the grading is over. */
  async stop() {
    await this.tab.click(this.button("stop"));
    await this.tab.until("the end of what was stopped", () => globalThis.grading.over);
  }

  /** What is said of the first failure, or why the file could not be loaded. */
  account() { return this.tab.evaluate((where) => document.querySelector(`${where} :is(.ex__first:not([hidden]), .check details)`)?.textContent ?? "", this.where); }

  /** What the live region says. */
  says() { return this.tab.evaluate((where) => [...document.querySelectorAll(`${where} [role="status"]`)].map((region) => region.textContent.trim()).filter(Boolean).join(" / "), this.where); }
}

/** A tab on the page of an exercise's lesson, and the exercise. */
export async function open({ tab, host }, key) {
  const page = await tab();
  await page.open(`${host.url}${key.split("/")[0]}/`);
  return { page, exercise: new Exercise(page, key) };
}

/** How far the page is wider than its window, in px, and what of the exercises sticks out. */
export function overflow() {
  const { clientWidth, scrollWidth } = document.documentElement;
  const beyond = [...document.querySelectorAll(".ex *")].filter((element) => element.getBoundingClientRect().right > clientWidth + 1 && !element.closest("pre, .md-typeset__scrollwrap, .cm-scroller, .ed__text"));
  return { px: scrollWidth - clientWidth, elements: beyond.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)) };
}

/** Keeps the course on the device, and waits until all of it is there. The page is loaded anew by then. */
export async function keepOffline(page, host) {
  await page.open(`${host.url}scorecard/`);
  await page.until("Keep offline", () => document.querySelector("course-offline button"));
  const before = await page.evaluate(() => document.querySelector("course-offline button").textContent);
  await page.click("course-offline button");
  await page.until("a course that is kept", (keep) => {
    const box = document.querySelector("course-offline"), button = box?.querySelector("button");
    return navigator.serviceWorker.controller && button && button.textContent !== keep && !box.querySelector("progress");
  }, before);
}
