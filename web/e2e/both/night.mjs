import assert from "node:assert/strict";
import { complaints } from "../lib/complaints.mjs";
import { RUNTIME } from "../lib/steps.mjs";

const GO = '[data-night="lesson3/incident.py"]';

/** In the page: the box of that run. */
const shown = (go) => {
  const box = document.querySelector(go).closest(".run");
  return { says: box.querySelector("[role=status]")?.textContent ?? "", out: box.querySelector(".out").textContent.trim(), top: box.querySelector(".out").getBoundingClientRect().top, button: box.querySelector("[data-night]").textContent };
};

/** Runs an incident in its page: the captured text stands there first, and what it prints here is the same. */
export default async function night({ tab, host }) {
  const page = await tab();
  await page.open(`${host.url}lesson3/`);
  const before = await page.evaluate(shown, GO);
  assert.match(before.out, /the carrier answers 503\s+-> shipping costs 0/);
  assert.deepEqual(host.asked(...RUNTIME), []);
  await page.evaluate((go) => document.querySelector(go).scrollIntoView({ block: "center", behavior: "instant" }), GO);
  await page.click(GO);
  await page.until("the end of the run", (go) => /printed what was captured/.test(document.querySelector(go).closest(".run").querySelector("[role=status]")?.textContent ?? ""), GO);
  const after = await page.evaluate(shown, GO);
  assert.equal(after.out, before.out);
  assert.match(after.says, /2\.5 s/);
  assert.equal(after.button, "Run it again");
  await page.evaluate(() => scrollTo(0, 0));
  assert.deepEqual(await page.axe(), []);
  assert.deepEqual(complaints(page), []);
}
