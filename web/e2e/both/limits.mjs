// Loops in Python are ended by the engine itself, before the page loses patience: in the words of the learner's own machine.
import assert from "node:assert/strict";
import { hostileAnswer, reportOf, runnerTab, textOf } from "./hostile.mjs";

const LOOP = "def shop():\n    while True:\n        pass\n\n\nprint('open')\nshop()\n";

export default async function limits(world) {
  const runner = await runnerTab(world);
  const { checks } = reportOf(await runner.grade(hostileAnswer("loop_plain"), 10));
  const [loop, ...others] = checks.filter(({ verdict }) => verdict !== "passed");
  assert.deepEqual(others, []);
  assert.equal(loop.verdict, "failed");
  assert.match(loop.observed, /still waiting after \d+ s/);
  assert.match(loop.where, /budget\.py, line \d+/);

  const program = await runner.run(LOOP), exit = program.events.at(-1).exit;
  assert.equal(program.done, "done");
  assert.equal(exit.status, null);
  assert.match(exit.how, /\d+ s/);
  const text = textOf(program);
  assert.ok(text.startsWith("open\n"), text);
  assert.match(text, /File "main\.py", line [23], in shop/);

  const stopped = await runner.run("import time\nwhile True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        continue\n");
  assert.equal(stopped.done, "timed out");
  assert.equal(textOf(await runner.run("print('next')")), "next\n");
}
