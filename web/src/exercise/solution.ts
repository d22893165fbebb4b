/** The reference solution, as the difference from the learner's own code. */
import type { Files } from "../runner/types";
import type { Desk } from "./desk";
import { difference } from "./difference";
import { button, make } from "./dom";
import type { Words } from "./words";

/** Fetches the solution of an exercise. */
export async function fetchSolution(app: string, key: string): Promise<Files> {
  const answer = await fetch(new URL(`solutions/${key}.json`, app));
  if (!answer.ok) throw new Error(`solutions/${key}.json: ${answer.status}`);
  return ((await answer.json()) as { files: Files }).files;
}

/** The panel with the solution; `close` is called by its button. */
export function solutionPanel(files: Files, desk: Desk, words: Words, close: () => void): HTMLElement {
  const mine = desk.files;
  const text = Object.entries(files).map(([name, source]) => desk.shorten(name, source)).join("\n");
  const parts = Object.entries(files).map(([name, source]) => {
    const label = words.say("editor.difference", { file: name });
    const found = difference(desk.shorten(name, mine[name] ?? ""), desk.shorten(name, source), words, label);
    return [make("p", { class: "ex__h" }, label), found ?? make("p", {}, words.say("editor.same"))];
  });
  const copy = button(words.say("editor.copy_solution"), () => void navigator.clipboard?.writeText(text).then(() => { copy.textContent = words.say("site.copied"); }));
  const bar = make("p", { class: "ed__answers" }, copy, button(words.say("editor.close"), close));
  return make("div", { class: "ex__solution", tabindex: "-1" }, make("p", {}, words.say("editor.solution_said")), ...parts.flat(), bar);
}
