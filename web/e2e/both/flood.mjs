// Code that sends the page more than it can take: it is ended, and the page's own thread answers all the while.
import assert from "node:assert/strict";
import { solution } from "../lib/steps.mjs";
import { probe, reportOf, runnerTab } from "./hostile.mjs";

/** The longest stretch, in ms, that the page may be busy: it hangs for good without a bound on messages. 200 is the aim on a quiet machine. */
const STALL_MS = 5000;

export default async function flood(world) {
  const runner = await runnerTab(world), stalls = {};
  await runner.run("print(1)");
  for (const kind of ["emit", "huge", "junk", "post", "errors"]) {
    const { done, events, stall, ms } = await runner.run(probe("messages", { '"post"': `"${kind}"` }));
    assert.equal(done, "failed", `${kind}: ${done}`);
    assert.ok(events.at(-1).error.message, kind);
    stalls[kind] = stall;
    if (process.env.HOSTILE_SHOWN) console.error(kind, done, ms, stall, events.at(-1));
    const report = reportOf(await runner.grade(solution("lesson3/budget")));
    assert.ok(report.checks.every(({ verdict }) => verdict === "passed"), `after ${kind}`);
  }
  for (const [kind, stall] of Object.entries(stalls)) assert.ok(stall < STALL_MS, `${kind}: the page was busy for ${stall} ms`);
}
