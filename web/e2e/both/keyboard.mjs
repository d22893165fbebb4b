import assert from "node:assert/strict";
import { Exercise, open, solution } from "../lib/steps.mjs";

/** Presses Tab until the focus is where it is wanted. */
export async function tabTo(page, what, selector, most = 30) {
  for (let presses = 0; presses < most; presses += 1) {
    if (await page.evaluate((wanted) => Boolean(document.activeElement?.closest(wanted)), selector)) return;
    await page.press("Tab");
  }
  throw new Error(`${most} times Tab did not lead to ${what}; ${await page.seen()}`);
}

/** No mouse: into the editor, out of it, to Check, and to the account of the first broken check. */
export default async function keyboard(world) {
  const { page, exercise } = await open(world, "lesson3/budget");
  await page.focus(`${exercise.where} .headerlink`);
  await tabTo(page, "the editor", `${exercise.where} :is(textarea, .cm-content)`);
  await page.until("the editor with the focus", (where) => document.activeElement?.closest(`${where} .cm-content`), exercise.where);
  await page.press("a", "Control");
  await page.type("def fetch_order(client, order_id, budget_s):\nreturn {}");
  await page.press("Escape");
  await page.until("leaving the editor", (where) => !document.activeElement?.closest(`${where} .cm-content`), exercise.where);
  await page.until("leaving that is announced", (where) => [...document.querySelectorAll(`${where} [role="status"]`)].some((region) => region.textContent), exercise.where);
  await tabTo(page, "Check", exercise.button("check"));
  await exercise.watch();
  await page.press("Enter");
  const { held, count } = await exercise.result();
  assert.ok(held < count);
  await tabTo(page, "a broken check", `${exercise.where} .check summary`, 40);
  const was = await page.evaluate(() => document.activeElement.parentElement.open);
  await page.press("Enter");
  await page.until("an account that opens or closes", (before) => document.activeElement.parentElement.open !== before, was);
  await checkByKey(page, exercise);
}

/** Ctrl+Enter, from inside the editor. */
async function checkByKey(page, /** @type {Exercise} */ exercise) {
  await exercise.write(solution(exercise.key));
  await exercise.watch();
  await page.press("Enter", "Control");
  const { held, count, says } = await exercise.result();
  assert.equal(held, count, says);
}
