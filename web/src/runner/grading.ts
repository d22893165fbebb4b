/** What became of a grading whose worker had to be ended: the same words as on the learner's own machine. */

import type { CheckResult, Event, ExerciseData, Report } from "./types";
import { say } from "./words";

/** Collects what a grading brings, over as many workers as it takes. */
export class Ledger {
  #begun: Event["begin"];
  #loaded = false;
  #done: CheckResult[] = [];
  #report: Report | null = null;

  constructor(
    readonly exercise: ExerciseData,
    readonly seed: string,
    readonly on: (event: Event) => void,
  ) {}

  /** Names of the checks that are still to come; undefined before the first worker has named them. */
  get left(): string[] | undefined {
    const done = new Set(this.#done.map((check) => check.id));
    return this.#begun?.checks.filter((name) => !done.has(name));
  }

  /** Whether the last worker has brought its report. */
  get reported(): boolean {
    return this.#report !== null;
  }

  /** Whether the learner's files could be imported. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Takes an event of a worker, and passes on what the reader has not heard before. */
  take(event: Event): void {
    if (event.begin) {
      if (this.#begun) return;
      this.#begun = event.begin;
    } else if (event.loaded) {
      if (this.#loaded) return;
      this.#loaded = true;
    } else if (event.check) {
      const { id } = event.check;
      if (!this.#begun?.checks.includes(id) || this.#done.some((check) => check.id === id)) return;
      this.#done.push(event.check);
    } else if (event.report) {
      this.#report = event.report;
      return;
    } else if (event.broken && this.#loaded) {
      // The suite ran until now, so it is what was graded that has broken it.
      return;
    }
    this.on(event);
  }

  /**
   * A worker has gone without a report.
   *
   * @param silent Whether it was given up; otherwise it ended by itself.
   * @param why In words for the learner.
   * @returns Whether others can go on with the checks that are left.
   */
  lose(silent: boolean, why: string): boolean {
    const [name] = this.left ?? [];
    if (!this.#loaded || name === undefined) return false;
    this.take({ check: this.#lost(name, silent ? "timed out" : "failed", why) });
    return this.left?.length !== 0;
  }

  #spec(name: string): ExerciseData["checks"][number] | undefined {
    return this.exercise.checks.find((check) => check.name === name.split("[")[0]);
  }

  #lost(name: string, verdict: "timed out" | "failed" | "not reached", why: string): CheckResult {
    const spec = this.#spec(name);
    const bare = { id: name, title: spec?.title ?? name, verdict, symptom: "", expected: "", observed: "", where: "", reason: "", hints: [], seconds: 0 };
    if (verdict === "not reached") return { ...bare, reason: why };
    return { ...bare, symptom: spec?.symptom ?? "", expected: say("check.a_result"), observed: why, hints: spec?.hints ?? [] };
  }

  /** The report over all workers. `why` says what ended the last one, if it did not end in order. */
  close(why: string): void {
    const last = this.#report;
    const unloaded = why !== "" && !this.#loaded;
    const reason = say(unloaded || last?.headline ? "check.not_reached" : "check.stopped_before");
    const results = new Map([...(last?.checks ?? []), ...this.#done].map((check) => [check.id, check]));
    const names = this.#begun?.checks ?? this.exercise.checks.map((check) => check.name);
    const checks = names.map((name) => results.get(name) ?? this.#lost(name, "not reached", reason));
    this.on({
      report: {
        key: this.exercise.key,
        label: last?.label ?? this.#begun?.label ?? "",
        checks,
        headline: unloaded ? say("check.cannot_load", { why }) : (last?.headline ?? ""),
        where: last?.where ?? "",
        seed: this.seed,
        seconds: last?.seconds ?? 0,
      },
    });
  }
}
