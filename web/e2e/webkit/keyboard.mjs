import assert from "node:assert/strict";
import { open } from "../lib/steps.mjs";

/** Types an answer, has it graded by Ctrl+Enter, and lets axe-core look at editor and results. */
export default async function keyboard(world) {
  const { page, exercise } = await open(world, "lesson3/budget");
  await exercise.enter();
  await page.press("a", "Control");
  await page.type("answer = 42");
  await exercise.watch();
  await page.press("Enter", "Control");
  const { held, count } = await exercise.result();
  assert.ok(held < count);
  await page.evaluate(() => scrollTo(0, 0));
  assert.deepEqual(await page.axe(), []);
}
