/** What the page lists, and what this browser knows of it. */
import { backup, type Entry, progress } from "../store";
import { countHeld, nameOf } from "../store/progress";
import { all } from "./dom";

/** A lesson of the table. */
export interface Lesson {
  key: string;
  title: string;
  url: string;
  row: HTMLElement;
  at: string;
  state: "new" | "begun" | "read";
}

/** An exercise of the table. `held` is the most checks that held at once. */
export interface Exercise {
  key: string;
  title: string;
  url: string;
  item: HTMLElement;
  minutes: number;
  checks: number;
  held: number;
  entry: Entry;
}

/** What a code did under a fault: nothing judged yet, all held, some held and the others are not judged, some did not hold, or it can be judged elsewhere only. */
export interface Trial {
  item: HTMLElement;
  held: number;
  count: number;
  state: "unknown" | "survived" | "part" | "broke" | "local";
}

/** Everything that the page shows. */
export interface Facts {
  known: boolean;
  last: string;
  lessons: Lesson[];
  exercises: Exercise[];
  faults: { row: HTMLElement; trials: Trial[] }[];
  quizzes: { badge: HTMLElement; right: number; count: number; begun: boolean }[];
}

/** Reads the page's tables, and what is kept. */
export function read(): Facts {
  const kept = backup.collect();
  const { reading } = kept;
  return {
    known: !backup.isEmpty(kept),
    last: reading.last,
    lessons: all("[data-lesson]").map((row) => {
      const key = row.dataset.lesson ?? "";
      const known = reading.lessons[key];
      return { key, row, ...linkOf(row), at: known?.at ?? "", state: known?.read ? "read" : known ? "begun" : "new" };
    }),
    exercises: all("[data-exercise]").map((item) => {
      const { exercise: key = "", checks, minutes } = item.dataset;
      const entry = progress.of(key);
      return { key, item, ...linkOf(item), minutes: Number(minutes), checks: Number(checks), held: Math.min(entry.best, Number(checks)), entry };
    }),
    faults: all("[data-fault]").map((row) => ({ row, trials: all("[data-survives]", row).map(trial) })),
    quizzes: all("[data-quiz]").map((badge) => {
      const quiz = kept.quizzes[badge.dataset.quiz ?? ""];
      return { badge, right: quiz?.sum?.right ?? 0, count: quiz?.sum?.count ?? 0, begun: Boolean(quiz && Object.keys(quiz.questions).length) };
    }),
  };
}

function linkOf(node: HTMLElement): { title: string; url: string } {
  const link = node.querySelector("a");
  return { title: link?.textContent ?? "", url: link?.getAttribute("href") ?? "" };
}

/** A fault is survived when each of its checks held in the last run that judged it, with all of its values. */
function trial(item: HTMLElement): Trial {
  const { survives = "", tests = "" } = item.dataset;
  const names = tests.split(" ");
  const judged = Object.entries(progress.of(survives).last).filter(([id]) => names.includes(nameOf(id)));
  const held = countHeld(Object.fromEntries(judged));
  const verdicts = judged.map(([, verdict]) => verdict);
  const broke = verdicts.some((verdict) => verdict === "failed" || verdict === "timed out");
  const local = verdicts.length > 0 && verdicts.every((verdict) => verdict === "not run here");
  const good = held === names.length ? "survived" : held ? "part" : local ? "local" : "unknown";
  return { item, held, count: names.length, state: broke ? "broke" : good };
}

/** What to do next: a lesson or an exercise, with the path of its words. */
export interface Next {
  words: string;
  title: string;
  url: string;
  open?: number;
}

/** The lesson that was left in the middle, else an exercise that was begun, else the next lesson, else the next exercise. */
export function next({ lessons, exercises, last }: Facts): Next | null {
  const left = lessons.find(({ key, state }) => key === last && state === "begun");
  if (left) return { words: "now.continue", title: left.title, url: left.url + (left.at && `#${left.at}`) };
  const started = exercises.filter(({ entry }) => entry.state === "started");
  const begun = started.find(({ key }) => key.startsWith(`${last}/`)) ?? started[0];
  if (begun) return { words: "now.go_on", title: begun.title, url: begun.url, open: begun.checks - countHeld(begun.entry.last) };
  const place = lessons.findIndex(({ key }) => key === last);
  const done = exercises.filter(({ key, entry }) => key.startsWith(`${last}/`) && entry.state === "new")[0];
  if (done && lessons[place]?.state === "read") return { words: "now.next_exercise", title: done.title, url: done.url };
  const unread = [...lessons.slice(place + 1), ...lessons].find(({ state }) => state !== "read");
  if (unread) return { words: "now.next_lesson", title: unread.title, url: unread.url };
  const open = exercises.find(({ entry }) => entry.state === "new");
  return open ? { words: "now.next_exercise", title: open.title, url: open.url } : null;
}
