import { Exercise, keepOffline, open, solution } from "../lib/steps.mjs";

/** Keeps the course, then takes the server away: a lesson, its libraries and its quiz come for the first time. */
export default async function offline(world) {
  const { host } = world, page = await world.tab();
  await keepOffline(page, host);
  await host.stop();
  const { exercise } = await open({ host, tab: async () => page }, "lesson3/fetch");
  await exercise.write(solution("lesson3/fetch"));
  await exercise.holds();
  await page.open(`${host.url}lesson1/`);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.until("a quiz without a server", () => document.querySelector("course-quiz input"));
  await new Exercise(page, "lesson1/manifest").grade();
}
