import { keepOffline, open, solution } from "../lib/steps.mjs";

/** In one session, because the profile does not outlive it. */
export default async function offline(world) {
  const page = await world.tab();
  await keepOffline(page, world.host);
  await world.host.stop();
  const { exercise } = await open(world, "lesson3/fetch");
  await exercise.write(solution("lesson3/fetch"));
  await exercise.holds();
}
