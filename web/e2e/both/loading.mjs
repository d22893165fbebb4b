// Loading is given up when the reader says so, says in words when it fails, and can be tried again.
import assert from "node:assert/strict";
import { runnerTab, textOf } from "./hostile.mjs";

const SLOW_BPS = 8_000_000;

export default async function loading(world) {
  const { host } = world, { page, run } = await runnerTab(world);
  const status = () => page.evaluate(() => globalThis.runner.runtime.status);
  const warm = () => page.evaluate(() => globalThis.runner.runtime.warm());
  const until = (phase) => page.until(`the phase ${phase}`, (wanted) => globalThis.runner.runtime.status.phase === wanted, phase);

  host.throttle(SLOW_BPS, 10);
  await warm();
  await page.until("the first bytes", () => globalThis.runner.runtime.status.loaded > 100_000);
  const { loaded, total } = await status();
  assert.ok(loaded < total && total > 5_000_000, `${loaded} of ${total}`);
  await page.evaluate(() => globalThis.runner.runtime.cancel());
  assert.deepEqual(await status(), { phase: "idle", loaded: 0, total: 0 });

  await warm();
  await page.until("the first bytes again", () => globalThis.runner.runtime.status.loaded > 100_000);
  await host.stop();
  await until("failed");
  assert.match((await status()).message, /\w+ .*\./);

  await host.start();
  host.throttle(0, 0);
  assert.equal(textOf(await run("print('there')")), "there\n");
  assert.equal((await status()).phase, "ready");
}
