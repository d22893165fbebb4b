import assert from "node:assert/strict";
import { overflow } from "../lib/steps.mjs";

/** The window is never narrower than 447 px, so the page stands in a frame of 390. */
export default async function narrow({ tab, host }) {
  const page = await tab();
  await page.open(host.url);
  await page.evaluate((url) => {
    const frame = Object.assign(document.createElement("iframe"), { src: url, width: 390, height: 844, title: "phone" });
    document.body.replaceChildren(frame);
  }, `${host.url}lesson3/`);
  await page.until("the lesson in the frame", () => globalThis.frames[0]?.document.querySelector('.ex[data-key="lesson3/budget"] [data-do="check"]'));
  await page.evaluate(() => { globalThis.frames[0].document.querySelector('.ex[data-key="lesson3/budget"] [data-do="check"]').click(); });
  await page.until("a verdict in the frame", () => globalThis.frames[0].document.querySelector('.ex[data-key="lesson3/budget"] .check details'));
  assert.deepEqual(await page.evaluate(`globalThis.frames[0].eval(${JSON.stringify(`(${overflow})()`)})`), { px: 0, elements: [] });
}
