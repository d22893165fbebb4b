/**
 * Two records of one learner become one, and nothing that was reached is lost. `prodready.progress.merge` does the same,
 * and tests hold the two together. `mine` is what is here, `theirs` comes from a file; merging twice changes nothing more.
 */
import type { Entry, Progress } from "./progress";

/** What is kept of the answers to a question; see `docs/assets/js/quiz.js`. */
export interface Question {
  rev: number;
  tries: string[];
  first: number;
  done: "" | "right" | "shown";
}

export interface Quiz {
  schema: 1;
  questions: Record<string, Question>;
  sum?: { points: number; total: number; right: number; count: number };
}

/** What is remembered of reading; see `docs/assets/js/reading.js`. */
export interface Reading {
  schema: 1;
  last: string;
  lessons: Record<string, { at?: string; read?: boolean }>;
}

const STATES = ["new", "started", "passed"] as const;
const DONE = ["", "shown", "right"];
const EMPTY: Entry = { state: "new", best: 0, last: {} };

/** The exercises of both. */
export function mergeProgress(mine: Progress, theirs: Progress): Progress {
  const both = Object.entries(theirs.exercises).map(([key, entry]) => [key, mergeEntry(mine.exercises[key] ?? EMPTY, entry)]);
  return { schema: 1, exercises: { ...mine.exercises, ...Object.fromEntries(both) } };
}

/** The better state, the higher best, the earlier dates, the hints of both; verdicts are those of the later one. */
export function mergeEntry(mine: Entry, theirs: Entry): Entry {
  const later = (theirs.updated ?? "") > (mine.updated ?? "") ? theirs : mine;
  const state = STATES[Math.max(STATES.indexOf(mine.state), STATES.indexOf(theirs.state))]!;
  const tests = [...new Set([...Object.keys(mine.hints ?? {}), ...Object.keys(theirs.hints ?? {})])].sort();
  const hints = Object.fromEntries(tests.map((test) => [test, Math.max(mine.hints?.[test] ?? 0, theirs.hints?.[test] ?? 0)]));
  const more = {
    starter: later.starter || mine.starter || theirs.starter,
    work: later.work,
    started: earlier(mine.started, theirs.started),
    passed: earlier(mine.passed, theirs.passed),
    updated: later.updated,
  };
  return {
    state,
    best: Math.max(mine.best, theirs.best),
    last: later.last,
    ...(tests.length ? { hints } : {}),
    ...Object.fromEntries(Object.entries(more).filter(([, text]) => text)),
  };
}

/** A lesson is read if it is in one of them; the place where it was left is kept as it is here. */
export function mergeReading(mine: Reading, theirs: Reading): Reading {
  const lessons: Reading["lessons"] = { ...theirs.lessons, ...mine.lessons };
  for (const [key, other] of Object.entries(theirs.lessons)) {
    const own = mine.lessons[key] ?? {};
    lessons[key] = { ...other, ...own, ...(other.read || own.read ? { read: true } : {}) };
  }
  return { schema: 1, last: mine.last || theirs.last, lessons };
}

/** The answers to the questions of both; the sum is left out if it is that of neither. */
export function mergeQuiz(mine: Quiz, theirs: Quiz): Quiz {
  const questions = { ...theirs.questions, ...mine.questions };
  for (const [name, other] of Object.entries(theirs.questions)) {
    const own = mine.questions[name];
    if (own && (other.rev > own.rev || (other.rev === own.rev && DONE.indexOf(other.done) > DONE.indexOf(own.done)))) questions[name] = other;
  }
  for (const { questions: all, sum } of [mine, theirs]) {
    if (sum && same(questions, all)) return { schema: 1, questions, sum };
  }
  return { schema: 1, questions };
}

/** The quizzes of both. */
export function mergeQuizzes(mine: Record<string, Quiz>, theirs: Record<string, Quiz>): Record<string, Quiz> {
  const merged: Record<string, Quiz> = { ...theirs, ...mine };
  for (const [key, quiz] of Object.entries(theirs)) if (mine[key]) merged[key] = mergeQuiz(mine[key], quiz);
  return merged;
}

/** Whether two JSON values are equal, whatever the order of their names. */
export function same(one: unknown, other: unknown): boolean {
  return ordered(one) === ordered(other);
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
}

/** The earlier of two dates; an empty one is none. */
function earlier(one = "", other = ""): string {
  return [one, other].filter(Boolean).sort()[0] ?? "";
}
