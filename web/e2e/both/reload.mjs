import assert from "node:assert/strict";
import { open } from "../lib/steps.mjs";

const MINE = "answer = 42  # mine\n";

/** Writes something, and reloads at once; looks before and after the editor is fetched. */
export default async function reload(world) {
  const { page, exercise } = await open(world, "lesson3/budget");
  await exercise.write(MINE);
  await page.reload();
  await page.until("what was written", (where, text) => document.querySelector(`${where} textarea`)?.value === text, exercise.where, MINE);
  await exercise.enter();
  assert.equal(await page.evaluate((where) => document.querySelector(`${where} .cm-line`).textContent, exercise.where), MINE.trim());
}
