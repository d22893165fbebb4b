// The end-to-end files of this folder in one real browser.
//
//   node web/e2e/run.mjs chromium /usr/bin/chromium site              all of them
//   node web/e2e/run.mjs firefox /usr/bin/firefox-esr site solve stop  those
//   node web/e2e/run.mjs chromium /usr/bin/chromium site golden --write  writes the goldens anew
//   node web/e2e/run.mjs firefox /usr/bin/firefox-esr site -           names from the input, one per line; what became of each as JSON
//
// Each file has one export, a function of a world: `host` serves the site, `tab()` opens a page in an empty profile, and the
// rest are the words of `lib/steps.mjs`. A file that comes to its end holds.
import { readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { launch } from "./lib/puppet.mjs";
import { serve } from "./lib/server.mjs";
import { launchWebKit } from "./lib/webkit.mjs";

const [browserName, path, site, ...rest] = process.argv.slice(2);
const write = rest.includes("--write"), wanted = rest.filter((name) => name !== "--write");
const FILES = fileURLToPath(new URL(browserName === "webkit" ? "webkit/" : "both/", import.meta.url));
const ONLY = { chromium: fileURLToPath(new URL("chromium/", import.meta.url)) };

/** The files that this browser runs: name and place. */
function files() {
  const folders = [FILES, ...(ONLY[browserName] ? [ONLY[browserName]] : [])];
  return new Map(folders.flatMap((folder) => readdirSync(folder).sort().map((file) => [file.replace(".mjs", ""), folder + file])));
}

let browser;
/** A browser that is still there; WebKit has a fresh one for each file, because it has one session only. */
async function started() {
  if (browserName === "webkit") {
    await browser?.close();
    browser = undefined;
  }
  browser ??= browserName === "webkit" ? await launchWebKit(path) : await launch(browserName, path);
  return browser;
}

/** Runs one file; what was wrong, or nothing. */
async function attempt(name) {
  const file = files().get(name), began = performance.now();
  if (!file) return { name, failed: `There is no end-to-end file \`${name}\` for ${browserName}. There are: ${[...files().keys()].join(", ")}.`, seconds: 0 };
  const host = await serve(site, { maxAge: 0 }), tabs = [];
  let failed = "", note = "";
  try {
    const world = await started();
    const tab = async () => { const made = await world.tab(); tabs.push(made); return made; };
    note = (await (await import(file)).default({ browser: world, host, tab, write })) ?? "";
  } catch (error) {
    failed = String(error?.stack ?? error);
  }
  for (const tab of tabs) if (tab.page) await tab.page.browserContext().close().catch(() => {});
  await host.stop();
  return { name, failed, note, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

let bad = 0;
if (wanted[0] === "-") {
  for await (const line of createInterface({ input: process.stdin })) process.stdout.write(`${JSON.stringify(await attempt(line.trim()))}\n`);
} else {
  for (const name of wanted.length ? wanted : files().keys()) {
    const { failed, note, seconds } = await attempt(name);
    bad += failed ? 1 : 0;
    console.log(`${failed ? "FAILED" : note ? "differs" : "holds "}  ${browserName} ${name} ${seconds} s ${note}${failed && `\n${failed}`}`);
  }
}
await browser?.close();
process.exit(bad ? 1 : 0);
