import { open, solution } from "../lib/steps.mjs";

/** Python starts, and a solution holds. */
export default async function boot(world) {
  const { exercise } = await open(world, "lesson3/budget");
  await exercise.write(solution("lesson3/budget"));
  await exercise.holds();
}
