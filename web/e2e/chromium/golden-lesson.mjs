import { treeOf } from "../lib/axtree.mjs";
import { compare } from "../lib/golden.mjs";
import { open } from "../lib/steps.mjs";

/** The head of a lesson, and its exercise with the editor and the results of the starter. */
export default async function lesson(world) {
  const { page, exercise } = await open(world, "lesson3/budget");
  await exercise.enter();
  await exercise.grade();
  await page.until("a runtime that rests", (where) => document.querySelector(`${where} [data-do="stop"]`).disabled, exercise.where);
  return compare(world, "lesson", (await treeOf(page, "header.md-header")) + (await treeOf(page, exercise.where)));
}
