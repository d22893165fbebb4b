import assert from "node:assert/strict";
import { wait } from "../lib/server.mjs";
import { open, RUNTIME } from "../lib/steps.mjs";

/** Reads a lesson to its end, and only then touches an editor. */
export default async function idle(world) {
  const { page, exercise } = await open(world, "lesson3/budget");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.until("the quiz", () => document.querySelector("course-quiz input"));
  await wait(500);
  assert.deepEqual(world.host.asked(...RUNTIME), []);
  await exercise.enter();
  assert.notDeepEqual(world.host.asked(...RUNTIME), []);
}
