import { wait } from "../lib/server.mjs";
import { LOOP, open, solution } from "../lib/steps.mjs";

/** Stops a loop, goes on, and does both once more. */
export default async function stop(world) {
  const { exercise } = await open(world, "lesson3/budget");
  for (let round = 0; round < 2; round += 1) {
    await exercise.write(LOOP);
    await exercise.check();
    await wait(1000);
    await exercise.stop();
    await exercise.write(solution("lesson3/budget"));
    await exercise.holds();
  }
}
