/** What has been reached, in the form of `src/prodready/schemas/progress.schema.json`; `prodready.progress` does the same. */
import type { ExerciseData, Report, Verdict } from "../runner/types";
import type { Trouble } from "./box";
import { digestOf } from "./digest";
import { askPersistence } from "./persist";
import { type Form, isObject, load as find, save as keep } from "./shelf";
import * as work from "./work";

const PLACE = "prodready.progress";
const STATES = ["new", "started", "passed"];
const VERDICTS = ["passed", "failed", "timed out", "error", "not run here", "not reached"];
const HOLDS: (Verdict | undefined)[] = ["passed", "not run here"];

/** What is remembered about one exercise; see `prodready.progress.file.Entry`. */
export interface Entry {
  state: "new" | "started" | "passed";
  /** The most checks that held at once. */
  best: number;
  /** The last verdict of each check, in the suite's order. */
  last: Record<string, Verdict>;
  /** Up to which hint the ladder has been revealed, by check. */
  hints?: Record<string, number>;
  starter?: string;
  work?: string;
  started?: string;
  passed?: string;
  updated?: string;
}

export interface Progress {
  schema: 1;
  exercises: Record<string, Entry>;
}

/** Whether a value is an entry as the schema says, as far as a program could stumble over it. */
export function isEntry(value: unknown): value is Entry {
  if (!isObject(value)) return false;
  const { state, best, last, hints = {} } = value;
  const dates = ["starter", "work", "started", "passed", "updated"].map((name) => (name in value ? value[name] : ""));
  const isCount = (number: unknown): boolean => Number.isInteger(number) && (number as number) >= 0;
  return STATES.includes(state as string) && isCount(best)
    && isObject(last) && Object.values(last).every((verdict) => VERDICTS.includes(verdict as string))
    && isObject(hints) && Object.values(hints).every(isCount)
    && dates.every((text) => typeof text === "string");
}

const FORM: Form<Progress> = {
  schema: 1,
  parse({ exercises }) {
    if (!isObject(exercises)) return null;
    const entries = Object.entries(exercises);
    const sound = entries.filter((pair): pair is [string, Entry] => isEntry(pair[1]));
    return { value: { schema: 1, exercises: Object.fromEntries(sound) }, mended: sound.length < entries.length };
  },
};

/** Everything that is remembered; what cannot be read is left out. */
export function load(): Progress {
  return find(PLACE, FORM).value ?? { schema: 1, exercises: {} };
}

/** Keeps `progress` in the place of what was there. */
export function save(progress: Progress): Trouble {
  const exercises = Object.fromEntries(Object.entries(progress.exercises).sort(([one], [other]) => (one < other ? -1 : 1)));
  return keep(PLACE, FORM, { schema: 1, exercises });
}

/** The entry of an exercise; a blank one if nothing is known. */
export function of(key: string): Entry {
  return load().exercises[key] ?? { state: "new", best: 0, last: {} };
}

/**
 * Remembers a grading, as `prodready.progress.record` does.
 *
 * A report may hold a few checks only: verdicts of the others are kept. When the files have changed since, a check that
 * held has to hold again: until then it counts as not reached.
 * @param files what was graded; without it, what is kept of the exercise
 */
export function record(key: string, data: ExerciseData, report: Report, files?: Record<string, string>): Entry {
  const graded = files ?? work.load(key)?.files ?? data.starter;
  const starter = digestOfWork(key, data.starter);
  const digest = digestOfWork(key, graded);
  const entry = merged(of(key), data, report, { starter, digest });
  // The first result of all is worth the question that some browsers ask then.
  if (!Object.keys(load().exercises).length) void askPersistence();
  put(key, entry);
  return entry;
}

/** Remembers that the hints of a check have been revealed up to `upTo`, counted from 1. */
export function hint(key: string, check: string, upTo: number): void {
  const entry = of(key);
  if (upTo > (entry.hints?.[check] ?? 0)) put(key, { ...entry, hints: { ...entry.hints, [check]: upTo }, updated: now() });
}

/** Begins an exercise anew: nothing is remembered about it. */
export function forget(key: string): void {
  const { exercises } = load();
  if (!(key in exercises)) return;
  delete exercises[key];
  save({ schema: 1, exercises });
}

/** The digest of an exercise's files as `starter` and `work` have it. */
export function digestOfWork(key: string, files: Record<string, string>): string {
  return digestOf(files, key.slice(0, key.indexOf("/")));
}

/** The time in UTC, to the second. */
export function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}

function put(key: string, entry: Entry): void {
  save({ schema: 1, exercises: { ...load().exercises, [key]: entry } });
}

function merged(entry: Entry, data: ExerciseData, report: Report, graded: { starter: string; digest: string }): Entry {
  const tests = data.checks.map((check) => check.name);
  const last = verdicts(entry, report, tests, graded.digest === entry.work);
  const held = countHeld(last);
  const known = new Set(Object.keys(last).map(nameOf));
  const done = held > 0 && tests.every((test) => known.has(test)) && Object.values(last).every((verdict) => HOLDS.includes(verdict));
  const begun = done || entry.state !== "new" || graded.digest !== graded.starter;
  const date = now();
  const started = entry.started || (begun ? date : "");
  const passed = entry.passed || (done ? date : "");
  return {
    state: done || entry.state === "passed" ? "passed" : begun ? "started" : "new",
    best: Math.max(entry.best, held),
    last,
    ...(entry.hints && Object.keys(entry.hints).length ? { hints: entry.hints } : {}),
    starter: entry.state === "new" || !entry.starter ? graded.starter : entry.starter,
    work: graded.digest,
    ...(started ? { started } : {}),
    ...(passed ? { passed } : {}),
    updated: date,
  };
}

/** What is known about each check now: the report's word, else that of before as far as it still says something. */
function verdicts(entry: Entry, report: Report, tests: string[], same: boolean): Record<string, Verdict> {
  const found = new Map<string, Verdict>();
  for (const [id, verdict] of Object.entries(entry.last)) {
    if (tests.includes(nameOf(id))) found.set(id, same || verdict !== "passed" ? verdict : "not reached");
  }
  for (const { id, verdict } of report.checks) {
    const before = found.get(id) ?? verdict;
    const unjudged = verdict === "not reached" && !report.headline;
    found.set(id, unjudged || (verdict === "not run here" && before === "passed") ? before : verdict);
  }
  const place = (id: string): number => (tests.includes(nameOf(id)) ? tests.indexOf(nameOf(id)) : tests.length);
  return Object.fromEntries([...found].sort(([one], [other]) => place(one) - place(other)));
}

/** How many checks hold; one that runs for several values counts once. */
export function countHeld(last: Record<string, Verdict>): number {
  const names = (wanted: (verdict: Verdict) => boolean): Set<string> =>
    new Set(Object.entries(last).filter(([, verdict]) => wanted(verdict)).map(([id]) => nameOf(id)));
  const broken = names((verdict) => !HOLDS.includes(verdict));
  return [...names((verdict) => verdict === "passed")].filter((name) => !broken.has(name)).length;
}

/** The check's name without its parameters: `test_outage` of `test_outage[503]`. */
export function nameOf(id: string): string {
  return id.split("[")[0]!;
}
