import { treeOf } from "../lib/axtree.mjs";
import { compare } from "../lib/golden.mjs";

/** The quiz of lesson 3, its first question answered. */
export default async function quiz(world) {
  const page = await world.tab();
  await page.open(`${world.host.url}lesson3/`);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.until("the quiz", () => document.querySelector("course-quiz input"));
  await page.click("course-quiz .opt");
  await page.click("course-quiz button");
  await page.until("an answer with its reason", () => document.querySelector("course-quiz input")?.disabled || document.querySelector("course-quiz [data-state]"));
  return compare(world, "quiz", await treeOf(page, "course-quiz"));
}
