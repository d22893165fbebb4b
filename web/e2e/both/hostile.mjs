// Answers that would break a grader, each followed by an honest one: the page stays alive, and the next verdict is right.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { solution } from "../lib/steps.mjs";

const FOLDER = fileURLToPath(new URL("../../../tests/web/", import.meta.url));
const KEY = "lesson3/budget", NAME = "budget.py";
/** Seconds of silence after which a check is given up: few where a loop is expected, so that the test is over some day. */
const LOOP_S = 3, HONEST_S = 20;

export const hostileAnswer = (name) => `${solution(KEY)}\n\n${readFileSync(`${FOLDER}hostile/${name}.py`, "utf8")}`;
export const probe = (name, replaced = {}) => Object.entries(replaced).reduce((text, [from, to]) => text.replace(from, to), readFileSync(`${FOLDER}probes/${name}.py`, "utf8"));

/** In the page: the runner, and what the tests ask of it. */
async function prepare(key) {
  const { app } = JSON.parse(document.getElementById("course-words").textContent);
  const home = new URL(app.endsWith("/") ? app : `${app}/`, document.baseURI).href;
  const { Runtime, Workshop } = await import(`${home}runner.js`);
  const exercise = await (await fetch(`${home}exercises/${key}.json`)).json();
  const runtime = Runtime.for(home);
  const collect = async (start) => {
    const events = [], began = performance.now();
    let stall = 0, last = began;
    const clock = setInterval(() => { const now = performance.now(); stall = Math.max(stall, now - last); last = now; }, 10);
    const done = await start((event) => events.push(event)).done;
    clearInterval(clock);
    return JSON.stringify({ done, events: events.slice(-60), ms: Math.round(performance.now() - began), stall: Math.round(stall) });
  };
  globalThis.runner = {
    Workshop,
    home,
    runtime,
    grade: (files, silence_s) => collect((on) => runtime.grade(exercise, files, on, { silence_s })),
    run: (source) => collect((on) => runtime.run({ do: "program", files: { "main.py": source }, main: "main.py" }, on)),
  };
}

/** A tab in which the runner can be asked without an interface. */
export async function runnerTab({ tab, host }) {
  const page = await tab();
  await page.open(`${host.url}privacy/`);
  await page.evaluate(prepare, KEY);
  const ask = async (what, ...values) => JSON.parse(await page.evaluate((name, given) => globalThis.runner[name](...given), what, values));
  return {
    page,
    grade: (source, silence = HONEST_S) => ask("grade", { [NAME]: source }, silence),
    run: (source) => ask("run", source),
  };
}

export const reportOf = ({ events }) => events.findLast((event) => event.report)?.report;
export const textOf = ({ events }) => events.filter((event) => event.output).map((event) => event.output.text).join("");

/** What became of an answer, in the words of the files' first lines. */
function ending(result) {
  const report = reportOf(result);
  if (!report) return `no report: ${JSON.stringify(result).slice(0, 400)}`;
  if (report.headline) return "headline";
  const verdicts = report.checks.map(({ verdict }) => verdict);
  return ["timed out", "failed", "not reached", "passed"].find((verdict) => verdicts.includes(verdict)) ?? verdicts.join(" ");
}

export default async function hostile(world) {
  const runner = await runnerTab(world), honest = solution(KEY), wrong = [];
  const names = readdirSync(`${FOLDER}hostile`).filter((name) => name.endsWith(".py") && name.match(process.env.HOSTILE ?? "")).sort();
  assert.equal(ending(await runner.grade(honest)), "passed");
  for (const name of names) {
    const text = readFileSync(`${FOLDER}hostile/${name}`, "utf8"), expected = text.split("\n")[0].slice(2).split(", ");
    const result = await runner.grade(`${honest}\n\n${text}`, name.startsWith("loop") ? LOOP_S : HONEST_S), end = ending(result);
    if (process.env.HOSTILE_SHOWN) console.error(name, end, result.ms, result.stall, JSON.stringify(reportOf(result)?.checks.find((c) => c.verdict !== "passed") ?? reportOf(result)?.headline ?? result).slice(0, 600));
    if (!expected.includes("any") && !expected.includes(end)) wrong.push(`${name}: ${end} instead of ${expected.join(" or ")}`);
    const next = ending(await runner.grade(honest));
    if (next !== "passed") wrong.push(`after ${name}: an honest answer ended as ${next}`);
    if (name === "leaks.py") {
      const left = textOf(await runner.run(probe("clean")));
      if (left.trim() !== "[]") wrong.push(`leaks.py left: ${left}`);
    }
  }
  assert.deepEqual(wrong, []);
}
