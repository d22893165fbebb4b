/** Checks of what somebody else's file says, as `prodready.progress.sound` does them. Each function throws if data have another form. */
import type { Quiz, Reading } from "./merge";
import { type Entry, isEntry } from "./progress";
import { isObject, isTexts } from "./shelf";
import type { Work } from "./work";

const KEY = /^[a-z0-9_]+\/[A-Za-z0-9_.-]+$/;
const LESSON = /^[A-Za-z0-9_.-]+$/;
const MORE = /^prodready\.[A-Za-z0-9_./-]+$/;
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;
const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const DIGEST = /^[0-9a-f]{64}$/;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const MOST = 100_000;

/** What is wrong, for the console: readers are told that the file is damaged. */
export class Unsound extends Error {}

/** Whether a name of a file leads nowhere but below the folder of its lesson, on every system. */
export function isName(name: string): boolean {
  return !/[\\:*?"<>|\p{C}]/u.test(name) && name.split("/").every((part) => part !== "" && !/^ |[ .]$/.test(part) && !RESERVED.test(part));
}

/** What has been reached, by the exercises' keys. */
export function entriesOf(value: unknown): Record<string, Entry> {
  return mapped(object(object(value, "progress").exercises, "exercises"), (key, entry) => {
    need(isKey(key) && isEntry(entry), key);
    const { state, best, last, hints = {}, starter = "", work = "", started = "", passed = "", updated = "" } = entry as Entry;
    const counts = Object.values(hints);
    need([best, ...counts].every((count) => count <= MOST) && !counts.includes(0), key);
    need([started, passed, updated].every((text) => !text || SECOND.test(text)) && [starter, work].every((text) => !text || DIGEST.test(text)), key);
    need([...Object.keys(last), ...Object.keys(hints)].every(isText), key);
    const more = Object.entries({ starter, work, started, passed, updated }).filter(([, text]) => text);
    return { state, best, last, ...(counts.length ? { hints } : {}), ...Object.fromEntries(more) };
  });
}

/** What is remembered of reading. */
export function readingOf(value: unknown): Reading {
  const { schema, last, lessons } = object(value, "reading");
  need(schema === 1 && isText(last), "reading");
  const kept = mapped(object(lessons, "reading"), (key, lesson) => {
    const { at = "", read = false } = object(lesson, "reading");
    need(isText(key) && isText(at) && typeof read === "boolean", "reading");
    return pick(lesson as Record<string, unknown>, ["at", "read"]);
  });
  return { schema: 1, last: last as string, lessons: kept as Reading["lessons"] };
}

/** The answers to quizzes, by lesson. */
export function quizzesOf(value: unknown): Record<string, Quiz> {
  return mapped(object(value, "quizzes"), (key, quiz) => {
    const { schema, questions, sum } = object(quiz, key);
    need(LESSON.test(key) && schema === 1, key);
    const kept = mapped(object(questions, key), (name, question) => {
      const { rev, tries, first, done } = object(question, name);
      need(isText(name) && Array.isArray(tries) && tries.every(isText), key);
      need(Number.isInteger(rev) && (rev as number) >= 0 && isNumber(first) && ["", "right", "shown"].includes(done as string), key);
      return pick(question as Record<string, unknown>, ["rev", "tries", "first", "done"]);
    });
    if (sum === undefined) return { schema: 1, questions: kept } as unknown as Quiz;
    const names = ["points", "total", "right", "count"];
    need(names.every((name) => isNumber(object(sum, key)[name])), key);
    return { schema: 1, questions: kept, sum: pick(sum as Record<string, unknown>, names) } as unknown as Quiz;
  });
}

/** The learner's code, by key. */
export function workOf(value: unknown): Record<string, Work> {
  return mapped(object(value, "work"), (key, found) => {
    const { schema, files, starter, saved } = object(found, key);
    need(isKey(key) && schema === 1 && isTexts(files) && isText(starter) && typeof saved === "string" && DATE.test(saved), key);
    const names = Object.keys(files as Record<string, string>);
    need(names.length > 0 && Object.entries(files as Record<string, string>).flat().every(isText), key);
    need(names.every((name) => isName(name) && !names.some((other) => other.startsWith(`${name}/`))), key);
    return { schema: 1, files, starter, saved } as Work;
  });
}

/** What else a browser keeps. */
export function moreOf(value: unknown): Record<string, string> {
  return mapped(object(value, "more"), (name, text) => {
    need(MORE.test(name) && isText(text), name);
    return text as string;
  });
}

/** A date. */
export function moment(value: unknown, what: string): string {
  need(typeof value === "string" && DATE.test(value), what);
  return value as string;
}

function isKey(key: string): boolean {
  return KEY.test(key) && isName(key);
}

/** Whether a value is a text without halves of characters, which cannot be written. */
function isText(value: unknown): boolean {
  return typeof value === "string" && !/\p{Surrogate}/u.test(value);
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && Math.abs(value) < 1e9;
}

function pick(value: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in value).map((name) => [name, value[name]]));
}

function mapped<T>(value: Record<string, unknown>, change: (key: string, part: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(key, part)]));
}

function object(value: unknown, what: string): Record<string, unknown> {
  need(isObject(value), what);
  return value as Record<string, unknown>;
}

function need(sound: unknown, what: string): void {
  if (!sound) throw new Unsound(`something is wrong with ${what.slice(0, 40)}`);
}
