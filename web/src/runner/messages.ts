/** What a worker says is somebody else's text: learner code may have got hold of its port. It is held to these forms. */

import type { CheckResult, Event, Report, Verdict } from "./types";

/** What a worker says about itself, beside the events of a run. */
export interface Message extends Event {
  /** It has started; see `Seat.marks`. */
  ready?: Record<string, number>;
  /** It cannot start, and why. */
  refused?: string;
  /** A pack is in its place. */
  packed?: string;
  /** The request is served. */
  end?: true;
  /** Python has ended in the middle of the request. */
  died?: string;
  /** Nothing more can be graded in this worker, which is not going to happen anyway. */
  retire?: string;
}

/** Characters of one message. The longest that our own code sends is a report of some twenty checks. */
export const LONGEST = 1 << 19;

/** Messages of one run. Our own code sends a thousand pieces of output; whoever sends far more wants to freeze the page. */
export const MOST = 4000;

const VERDICTS: readonly string[] = ["passed", "failed", "timed out", "error", "not run here", "not reached"] satisfies Verdict[];
const MAX_CHECKS = 500;
const MAX_HINTS = 20;

type Test<T> = (value: unknown) => value is T;

const isText: Test<string> = (value): value is string => typeof value === "string";
const isNumber: Test<number> = (value): value is number => typeof value === "number";
const isTrue: Test<true> = (value): value is true => value === true;
const isAny: Test<unknown> = (value): value is unknown => value !== undefined;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const listOf =
  <T>(test: Test<T>, most: number): Test<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.length <= most && value.every(test);

/** An object with these fields. Others may be there, and are nobody's business. */
function shaped<T extends object>(fields: { [Name in keyof Required<T>]: Test<unknown> }): Test<T> {
  const tests = Object.entries(fields) as [string, Test<unknown>][];
  return (value): value is T => isObject(value) && tests.every(([name, test]) => test(value[name]));
}

const isCheck: Test<CheckResult> = shaped<CheckResult>({
  id: isText,
  title: isText,
  verdict: (value): value is Verdict => isText(value) && VERDICTS.includes(value),
  symptom: isText,
  expected: isText,
  observed: isText,
  where: isText,
  reason: isText,
  hints: listOf(isText, MAX_HINTS),
  seconds: isNumber,
});

const isReport: Test<Report> = shaped<Report>({
  key: isText,
  label: isText,
  checks: listOf(isCheck, MAX_CHECKS),
  headline: isText,
  where: isText,
  seed: isText,
  seconds: isNumber,
});

const FORMS: { [Name in keyof Message]-?: Test<unknown> } = {
  begin: shaped<{ key: string; label: string; checks: string[] }>({
    key: isText,
    label: isText,
    checks: listOf(isText, MAX_CHECKS),
  }),
  loaded: isTrue,
  check: isCheck,
  report: isReport,
  output: shaped<{ stream: string; text: string }>({
    stream: (value): value is string => value === "stdout" || value === "stderr",
    text: isText,
  }),
  capped: shaped<{ limit: number }>({ limit: isNumber }),
  exit: shaped<{ status: number | null; how: string }>({
    status: (value): value is number | null => value === null || isNumber(value),
    how: isText,
  }),
  broken: shaped<{ key: string; why: string }>({ key: isText, why: isText }),
  error: shaped<{ message: string; hint: string }>({ message: isText, hint: isText }),
  incident: isAny,
  survived: isAny,
  test: isAny,
  tests: isAny,
  ready: (value): value is Record<string, number> => isObject(value) && Object.values(value).every(isNumber),
  refused: isText,
  packed: isText,
  end: isTrue,
  died: isText,
  retire: isText,
};

/**
 * The message that a worker has sent.
 *
 * @param data What arrived at the port.
 * @returns Exactly one field of `Message`; null for what our own code never sends.
 */
export function readMessage(data: unknown): Message | null {
  if (!isText(data) || data.length > LONGEST) return null;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  for (const name of Object.keys(FORMS) as (keyof Message)[]) {
    if (Object.hasOwn(value, name)) return FORMS[name](value[name]) ? ({ [name]: value[name] } as Message) : null;
  }
  return null;
}
