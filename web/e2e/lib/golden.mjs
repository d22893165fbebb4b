// Texts that are kept beside the files, and compared.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../golden/", import.meta.url));

/**
 * Compares a tree with the kept one, whose name has the major version of the Chromium that wrote it.
 *
 * @param {{browser: {version: string}, write: boolean}} world With `write`, the text is kept instead.
 * @param {string} name
 * @param {string} text
 * @returns {string} Nothing if the two are equal; else why they cannot be compared: another version wrote the kept one.
 */
export function compare({ browser, write }, name, text) {
  const major = /\d+/.exec(browser.version)?.[0], file = `${name}-chromium-${major}.txt`;
  const kept = readdirSync(FOLDER).filter((one) => one.startsWith(`${name}-chromium-`));
  if (write) {
    for (const old of kept) unlinkSync(FOLDER + old);
    writeFileSync(FOLDER + file, text);
    return "";
  }
  const [before] = kept, command = `node web/e2e/run.mjs chromium PATH SITE golden-${name} --write`;
  if (before && readFileSync(FOLDER + before, "utf8") === text) return "";
  if (!existsSync(FOLDER + file)) return `The golden \`${before ?? name}\` was written by another Chromium; this is ${browser.version}, and it tells something else. Read the difference after: ${command}`;
  assert.equal(text, readFileSync(FOLDER + file, "utf8"), `Chromium tells a screen reader something else than web/e2e/golden/${file} says. If it should: ${command}`);
  return "";
}
