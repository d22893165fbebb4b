/** Everything that is kept as one file, `prodready-progress.json`: `src/prodready/schemas/backup.schema.json` is its form. */
import { list, read as readText, type Trouble, writeAll } from "./box";
import { mergeProgress, mergeQuizzes, mergeReading, type Quiz, type Reading, same } from "./merge";
import * as progress from "./progress";
import { entriesOf, moment, moreOf, quizzesOf, readingOf, workOf } from "./sound";
import { isObject } from "./shelf";
import * as work from "./work";

export const NAME = "prodready-progress.json";
const KIND = "prodready-backup";
const SCHEMA = 1;
const LARGEST = 32 * 1024 * 1024;
const READING = "prodready.reading";
const QUIZ = "prodready.quiz.";
/** Not in `more`: what has a part of its own, what is about this browser only, and what could not be read. */
const OWN = [READING, QUIZ, "prodready.progress", "prodready.work.", "prodready.shared", "prodready.damaged.", "prodready.offline"];

export interface Backup {
  kind: "prodready-backup";
  schema: 1;
  made: string;
  progress: progress.Progress;
  reading: Reading;
  quizzes: Record<string, Quiz>;
  work: Record<string, work.Work>;
  more: Record<string, string>;
}

/** Why a file cannot be used: the last part of a key of the words `backup.problem`. */
export type Problem = "damaged" | "foreign" | "newer";

/** Code that was edited both here and in the file. */
export interface Conflict {
  key: string;
  mine: work.Work;
  theirs: work.Work;
}

/** What importing did: numbers of exercises, lessons and quizzes that have changed, and what is wrong if nothing could be kept. */
export interface Done {
  trouble: Trouble;
  exercises: number;
  code: number;
  reading: number;
  quizzes: number;
  more: number;
}

const NO_READING: Reading = { schema: 1, last: "", lessons: {} };

/** Everything that can be read of what is kept here. */
export function collect(): Backup {
  const codes = work.keys().map((key) => [key, work.load(key)] as const).filter(([, found]) => found);
  return {
    kind: KIND,
    schema: SCHEMA,
    made: progress.now(),
    progress: { schema: 1, exercises: sound((data) => entriesOf({ exercises: data }), progress.load().exercises) },
    reading: sound((data) => ({ reading: readingOf(data) }), parsed(READING)).reading ?? NO_READING,
    quizzes: Object.assign({}, ...list(QUIZ).map((name) => sound(quizzesOf, { [name.slice(QUIZ.length)]: parsed(name) }))) as Record<string, Quiz>,
    work: Object.assign({}, ...codes.map(([key, found]) => sound(workOf, { [key]: found }))) as Record<string, work.Work>,
    more: Object.assign({}, ...list().filter((name) => !OWN.some((own) => name.startsWith(own))).map((name) => sound(moreOf, { [name]: readText(name) }))) as Record<string, string>,
  };
}

/** Whether there is anything to be saved. */
export function isEmpty({ progress: { exercises }, reading, quizzes, work: code, more }: Backup): boolean {
  return [exercises, reading.lessons, quizzes, code, more].every((part) => !Object.keys(part).length);
}

/** The text of a file. */
export function toText(backup: Backup): string {
  return `${JSON.stringify(backup, null, 1)}\n`;
}

/** The content of a file, or why it cannot be used. A `progress.json` by itself is understood as well. */
export function parse(text: string): { backup: Backup } | { problem: Problem } {
  if (text.length > LARGEST) return { problem: "foreign" };
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { problem: "damaged" };
  }
  if (isObject(data) && !("kind" in data) && "exercises" in data) data = { kind: KIND, schema: SCHEMA, made: progress.now(), progress: data };
  if (!isObject(data) || data.kind !== KIND) return { problem: "foreign" };
  const versions = [data.schema, isObject(data.progress) ? (data.progress.schema ?? 1) : 1];
  if (versions.some((version) => Number.isInteger(version) && (version as number) > SCHEMA)) return { problem: "newer" };
  try {
    return { backup: fromData(data) };
  } catch (error) {
    console.warn(error);
    return { problem: "damaged" };
  }
}

function fromData(data: Record<string, unknown>): Backup {
  if (data.schema !== SCHEMA) throw new Error("no schema version");
  const { made, progress: reached = { exercises: {} }, reading = NO_READING, quizzes = {}, work: code = {}, more = {} } = data;
  return {
    kind: KIND,
    schema: SCHEMA,
    made: moment(made, "made"),
    progress: { schema: 1, exercises: entriesOf(reached) },
    reading: readingOf(reading),
    quizzes: quizzesOf(quizzes),
    work: workOf(code),
    more: moreOf(more),
  };
}

/** Code that was edited on both sides: the reader decides. */
export function conflicts(found: Backup, starters: (key: string) => string): Conflict[] {
  return Object.entries(found.work).flatMap(([key, theirs]) => {
    const mine = work.load(key);
    const starter = starters(key);
    const decided = !mine || same(mine.files, theirs.files) || isStarter(mine, key, starter) || isStarter(theirs, key, starter);
    return decided ? [] : [{ key, mine, theirs }];
  });
}

/**
 * Merges a file into what is kept; all of it, or nothing where there is no room.
 * @param taken keys of conflicts in which the file's code is to replace what is here
 * @param starters digests of the starters, by key; empty if unknown
 */
export function take(found: Backup, taken: ReadonlySet<string>, starters: (key: string) => string): Done {
  const mine = collect();
  const merged = mergeProgress(mine.progress, found.progress);
  const quizzes = mergeQuizzes(mine.quizzes, found.quizzes);
  const reading = mergeReading(mine.reading, found.reading);
  const code = Object.entries(found.work).filter(([key, theirs]) => {
    const own = mine.work[key];
    if (!own || taken.has(key)) return !own || !same(own.files, theirs.files);
    const starter = starters(key);
    return !same(own.files, theirs.files) && isStarter(own, key, starter) && !isStarter(theirs, key, starter);
  });
  const more = Object.entries(found.more).filter(([name]) => readText(name) === null && !OWN.some((own) => name.startsWith(own)));
  const changed = (now: object, before: object): string[] => Object.entries(now).filter(([key, part]) => !same(part, (before as Record<string, unknown>)[key])).map(([key]) => key);
  const news = {
    exercises: changed(merged.exercises, mine.progress.exercises),
    reading: changed(reading.lessons, mine.reading.lessons),
    quizzes: changed(quizzes, mine.quizzes),
  };
  const texts: [string, unknown][] = [
    ...(news.exercises.length ? [["prodready.progress", merged] as [string, unknown]] : []),
    ...(news.reading.length ? [[READING, reading] as [string, unknown]] : []),
    ...news.quizzes.map((key): [string, unknown] => [QUIZ + key, quizzes[key]]),
    ...code.map(([key, theirs]): [string, unknown] => [`prodready.work.${key}`, theirs]),
  ];
  const copies = texts.flatMap(([name]) => copyOfDamaged(name));
  const trouble = writeAll([...copies, ...texts.map(([name, value]): [string, string] => [name, JSON.stringify(value)]), ...more]);
  const count = trouble ? () => 0 : (part: unknown[]) => part.length;
  return { trouble, exercises: count(news.exercises), code: count(code), reading: count(news.reading), quizzes: count(news.quizzes), more: count(more) };
}

/** Whether code is the starter; `starter` is its digest as in `progress.json`. */
function isStarter(code: work.Work, key: string, starter: string): boolean {
  return starter !== "" && progress.digestOfWork(key, code.files) === starter;
}

/** What stands under a name, to be kept under another one, if `collect` cannot read all of it. */
function copyOfDamaged(name: string): [string, string][] {
  const text = readText(name);
  if (text === null) return [];
  const part = name.startsWith(QUIZ) ? (data: unknown) => quizzesOf({ quiz: data })
    : name === READING ? readingOf
    : name === "prodready.progress" ? entriesOf
    : (data: unknown) => workOf({ "lesson1/code": data });
  try {
    part(JSON.parse(text));
    return [];
  } catch {
    return [[`prodready.damaged.${name.slice("prodready.".length)}.${Date.now()}`, text]];
  }
}

function parsed(name: string): unknown {
  try {
    return JSON.parse(readText(name) ?? "null");
  } catch {
    return null;
  }
}

/** What `read` makes of data; nothing if they are damaged: a damaged part keeps nobody from saving the others. */
function sound<T extends object>(read: (data: unknown) => T, data: unknown): Partial<T> & T {
  try {
    return read(data);
  } catch {
    return {} as T;
  }
}
