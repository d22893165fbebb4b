/** The head of the scorecard, and the marks in its tables. */
import { onchange } from "../store";
import { button, dated, make, say, type Words } from "./dom";
import { type Exercise, type Facts, next, read, type Trial } from "./facts";

const SHAPES: Record<string, string> = { passed: "passed", survived: "passed", read: "passed", broke: "failed", local: "local" };

/** `<course-scorecard>`: what to do next, and the sums. The tables stand elsewhere on the page. */
export class Scorecard extends HTMLElement {
  private words: Words = {};
  private leave = (): void => {};

  connectedCallback(): void {
    this.words = JSON.parse(this.dataset.words ?? "{}") as Words;
    let waiting = 0;
    this.leave = onchange(() => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => this.show());
    });
    addEventListener("pageshow", ({ persisted }) => persisted && this.show());
    this.show();
  }

  disconnectedCallback(): void {
    this.leave();
  }

  private show(): void {
    const facts = read();
    facts.lessons.forEach(({ row, state }) => this.mark(row.querySelector("td .state"), state, `read.${state}`));
    facts.exercises.forEach((exercise) => this.showExercise(exercise));
    facts.faults.forEach(({ trials }) => trials.forEach((trial) => this.showTrial(trial)));
    for (const { badge, right, count, begun } of facts.quizzes) {
      badge.dataset.state = count && right === count ? "passed" : "";
      if (begun && count) badge.textContent = say(this.words, "of_questions", { right, count });
    }
    this.replaceChildren(...(facts.known ? this.known(facts) : this.empty(facts)));
  }

  private mark(badge: Element | null, state: string, path: string): void {
    if (!(badge instanceof HTMLElement)) return;
    badge.dataset.state = SHAPES[state] ?? "";
    badge.textContent = say(this.words, path);
  }

  private showExercise({ item, entry, held, checks }: Exercise): void {
    this.mark(item.querySelector(".state"), entry.state, `state.${entry.state}`);
    item.querySelector("small")!.textContent = say(this.words, "of_checks", { held, count: checks });
  }

  private showTrial({ item, state, held, count }: Trial): void {
    this.mark(item.querySelector(".state"), state, `state.${state}`);
    item.querySelector("small")!.textContent = say(this.words, "of_checks", { held, count });
  }

  private empty({ lessons, exercises }: Facts): Node[] {
    const first = lessons[0];
    const shortest = exercises.reduce<Exercise | undefined>((best, each) => (!best || each.minutes < best.minutes ? each : best), undefined);
    const start = first ? [make("p", { class: "cta" }, make("a", { class: "btn btn--main", href: first.url }, say(this.words, "now.start", { title: first.title })))] : [];
    const short = shortest ? [make("p", { class: "fine" }, make("a", { href: shortest.url }, say(this.words, "now.first", { title: shortest.title, minutes: shortest.minutes })))] : [];
    return [make("p", {}, say(this.words, "now.empty")), ...start, ...short];
  }

  private known(facts: Facts): Node[] {
    const { lessons, exercises, faults } = facts;
    const held = exercises.reduce((sum, exercise) => sum + exercise.held, 0);
    const checks = exercises.reduce((sum, exercise) => sum + exercise.checks, 0);
    const survived = faults.filter(({ trials }) => trials.every(({ state }) => state === "survived")).length;
    const sums = make("p", { class: "score__sum" }, make("b", {}, say(this.words, "now.sum", { held, checks })), " ", say(this.words, "now.faults", { survived, count: faults.length }));
    const passed = exercises.filter(({ entry }) => entry.state === "passed").length;
    const readSo = lessons.filter(({ state }) => state === "read").length;
    const counts = make("p", {}, say(this.words, "now.read", { read: readSo, count: lessons.length, passed, exercises: exercises.length }));
    const step = next(facts);
    const link = step
      ? make("a", { class: "btn btn--main", href: step.url }, say(this.words, step.words, { title: step.title, open: step.open ?? 0 }))
      : make("a", { class: "btn btn--main", href: this.dataset.plan ?? "" }, say(this.words, "now.done"));
    const paper = make("p", { class: "score__date" }, say(this.words, "now.printed", { date: dated(new Date().toISOString()) }));
    return [sums, counts, make("p", { class: "cta" }, link, " ", button(say(this.words, "now.print"), () => print())), paper];
  }
}

