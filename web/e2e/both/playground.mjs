import assert from "node:assert/strict";
import { complaints } from "../lib/complaints.mjs";

const LIST = ".lab__call";

/** Waits until the playground of a tab is there. */
const ready = (page) => page.until("the playground", () => document.querySelector(".pg[data-ready] .cm-content"));

/** Injects `hang`, and nothing else. @returns {Promise<string>} what the list says of it */
async function hang(page) {
  await page.click(".lab [data-do=none]");
  await page.click(".lab [name=fault][value=hang]");
  await page.click(".lab [type=submit]");
  await page.until("the survival list", (list) => document.querySelectorAll(list).length === 1 && /calls ended/.test(document.querySelector(".lab__sum").textContent), LIST);
  return page.evaluate((list) => document.querySelector(list).textContent, LIST);
}

/** What the playground holds, and whether anything has run. */
const held = () => ({
  tabs: [...document.querySelectorAll(".pg [role=tab]")].map((tab) => tab.textContent),
  code: document.querySelector(".pg__panel:not([hidden]) .cm-content").innerText,
  note: document.querySelector(".pg__note").textContent,
  printed: document.querySelector(".pg__run .out").textContent,
  kept: localStorage.getItem("prodready.playground"),
});

/** From the lesson's snippet to the playground; a fault; a link; the link in a clean profile, where nothing runs by itself. */
export default async function playground({ tab, host }) {
  const page = await tab();
  await page.open(`${host.url}lesson3/`);
  await page.click('[data-open="lesson3/broken.py"] .copy--open');
  await ready(page);
  const opened = await page.evaluate(held);
  assert.deepEqual(opened.tabs, ["broken.py", "incident.py", "neighbours.py"]);
  assert.match(opened.code, /answer = requests\.get\(url\)/);
  assert.match(opened.note, /lesson3\/broken\.py/);
  const said = await hang(page);
  assert.match(said, /never.*No answer, ever.*waited for longer than an hour.*broken\.py:5/s);
  await page.click(".pg [data-do=share]");
  const link = await page.evaluate(() => document.querySelector(".pg__link input").value);
  assert.match(link, /\/playground\/#code=[\w-]+$/);

  const other = await tab(), asked = host.asked("assets/run/").length;
  await other.open(link);
  await ready(other);
  const arrived = await other.evaluate(held);
  assert.deepEqual(arrived.tabs, opened.tabs);
  assert.equal(arrived.code, opened.code);
  assert.match(arrived.note, /came with a link.*Nothing has run/s);
  assert.equal(arrived.printed, "");
  assert.equal(arrived.kept, null);
  assert.equal(host.asked("assets/run/").length, asked, "nothing of Python is loaded");
  assert.match(await hang(other), /never/);
  await other.evaluate(() => scrollTo(0, 0));
  assert.deepEqual(await other.axe(), []);
  assert.deepEqual([...complaints(page), ...complaints(other)], []);
}
