import assert from "node:assert/strict";
import { open, overflow } from "../lib/steps.mjs";

/** A phone's width: the editor and every account open. `E2E_SHOTS` names a folder for a picture of it. */
export default async function narrow(world) {
  const { page, exercise } = await open({ ...world, tab: async () => { const tab = await world.tab(); await tab.resize(390, 844); return tab; } }, "lesson3/budget");
  await exercise.enter();
  await exercise.grade();
  await page.evaluate((where) => { for (const box of document.querySelectorAll(`${where} details`)) box.open = true; }, exercise.where);
  assert.deepEqual(await page.evaluate(overflow), { px: 0, elements: [] });
  if (process.env.E2E_SHOTS) await page.screenshot(`${process.env.E2E_SHOTS}/narrow-${world.browser.name}.png`);
}
