import assert from "node:assert/strict";
import { wait } from "../lib/server.mjs";
import { LOOP, open, solution } from "../lib/steps.mjs";

const SECOND_SPARE_S = 10; // With a loop that went on it was 11 to 13 s where a first verdict took 2; and a busy machine is given more.
const SLOWER = 4;
const REST_S = 0.4;

/** Processor seconds of the pages' processes in two seconds. */
async function busy({ browser }) {
  const used = () => browser.pages().reduce((sum, { busy_s }) => sum + busy_s, 0), before = used();
  await wait(2000);
  return used() - before;
}

async function seconds(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/**
 * A worker that was ended while Python looped has to be gone: without an interrupt buffer, this engine lets it run on, which
 * the next verdict does not show. The second spare does, because it starts beside the loop, and the processor does.
 */
export default async function loop(world) {
  const { exercise } = await open(world, "lesson3/budget");
  const first = await seconds(() => exercise.grade());
  await exercise.write(LOOP);
  await exercise.check();
  await wait(1500);
  await exercise.stop();
  await exercise.write(solution("lesson3/budget"));
  await exercise.holds();
  const second = await seconds(() => exercise.holds());
  assert.ok(second < Math.max(SECOND_SPARE_S, SLOWER * first), `the second verdict after a loop took ${second.toFixed(1)} s, and the very first ${first.toFixed(1)} s`);
  let used = await busy(world);
  for (let tries = 8; used > REST_S && tries; tries -= 1) used = await busy(world);
  assert.ok(used <= REST_S, `the page's process used ${used.toFixed(2)} s of 2 s, long after the loop was stopped`);
}
