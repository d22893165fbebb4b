// WebKitGTK on a screen that nobody sees, over plain WebDriver. Debian: webkit2gtk-driver, xvfb.
//
// Its engine is the one of Safari, with another network, media and memory layer: what holds here is no claim about Safari.
// The profile is new in each session and forgotten after it, there is one session per driver, and no console can be read.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { AXE, broken, PATIENCE_MS, RULES } from "./puppet.mjs";
import { wait } from "./server.mjs";

const KEYS = { Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Control: "\uE009", Escape: "\uE00C", Space: " ", End: "\uE010", Home: "\uE011", ArrowUp: "\uE013", ArrowDown: "\uE015" };
const TICKS_PER_S = 100; // Of `utime` and `stime` in /proc/PID/stat: USER_HZ, which is 100 on Linux.

/** A port that is free now. */
const freePort = () => new Promise((done) => { const server = createServer().listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => done(port)); }); });

/** The children of a process, and theirs: name, and seconds of processor time so far. */
export function family(pid) {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const text = readFileSync(`/proc/${name}/stat`, "utf8"), fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
      return [{ pid: Number(name), name: text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")), parent: Number(fields[1]), busy_s: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S }];
    } catch {
      return []; // It ended while we looked.
    }
  });
  const below = (parent) => all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

/** The one page of a WebKit session, with the words that the tab of `puppet.mjs` has too. */
class Tab {
  /** @type {string[]} WebDriver of WebKit tells nothing of the console; pages collect their own. */
  errors = [];

  constructor(call) { this.call = call; }

  async open(url) { await this.call("POST", "/url", { url }); }
  async reload() { await this.call("POST", "/refresh", {}); }

  evaluate(f, ...values) { return this.run(typeof f === "string" ? `return (${f})` : `return (${f})(...values)`, values); }

  /** What `body`, which may wait, returns in the page, as JSON. */
  async run(body, values) {
    const script = `const done = arguments[arguments.length - 1], values = [...arguments].slice(0, -1);
      (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const answer = await this.call("POST", "/execute/async", { script, args: values });
    if (answer.error) throw new Error(answer.error);
    return answer.value;
  }

  async until(what, f, ...values) {
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await wait(50)) {
      if (await this.run(`return Boolean(await (${f})(...values))`, values)) return;
    }
    throw new Error(`Waited ${PATIENCE_MS / 1000} s for ${what}; ${await this.seen()}`);
  }

  async seen() { return this.evaluate(() => `${location.pathname}, focus on <${document.activeElement?.tagName}>`); }

  async click(selector) {
    const found = await this.call("POST", "/element", { using: "css selector", value: selector });
    await this.call("POST", `/element/${Object.values(found)[0]}/click`, {});
  }

  focus(selector) { return this.evaluate((where) => { document.querySelector(where).focus(); }, selector); }
  keys(actions) { return this.call("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] }); }

  press(key, ...held) {
    const down = [...held, key].map((name) => ({ type: "keyDown", value: KEYS[name] ?? name }));
    const up = [key, ...held.reverse()].map((name) => ({ type: "keyUp", value: KEYS[name] ?? name }));
    return this.keys([...down, ...up]);
  }

  type(text) {
    return this.keys([...text].map((letter) => (letter === "\n" ? KEYS.Enter : letter)).flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]));
  }

  async screenshot(path) { writeFileSync(path, Buffer.from(await this.call("GET", "/screenshot"), "base64")); }

  async axe() {
    await this.call("POST", "/execute/sync", { script: AXE, args: [] });
    return broken(await this.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }).then(({ violations }) => ({ violations: violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target })) })) })), RULES));
  }
}

/** Xvfb on a display that it finds itself, so that two runs on one machine never meet. */
async function screen() {
  const process = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await new Promise((done, failed) => {
    process.once("error", failed).once("exit", () => failed(new Error("Xvfb ended before it had a display")));
    process.stdio[3].once("data", (data) => done(String(data).trim()));
  });
  return { process, display: `:${number}` };
}

/**
 * Starts WebKitGTK's browser for tests.
 *
 * @param {string} miniBrowser Its path: it is not on PATH.
 * @returns `tab` is its one page; `pages()` are the processes that run pages, with their processor time.
 */
export async function launchWebKit(miniBrowser) {
  const { process: xvfb, display } = await screen(), port = await freePort(), base = `http://127.0.0.1:${port}`;
  // Neither WEBKIT_DISABLE_DMABUF_RENDERER nor WEBKIT_DISABLE_COMPOSITING_MODE: with one of them a screenshot never ends.
  const driver = spawn("WebKitWebDriver", ["-p", String(port)], { env: { ...process.env, DISPLAY: display }, stdio: "ignore" });
  const ask = async (method, path, body) => {
    const answer = await (await fetch(base + path, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(2 * PATIENCE_MS) })).json();
    if (answer.value?.error) throw new Error(`${answer.value.error}: ${answer.value.message}`);
    return answer.value;
  };
  let session = "";
  const close = async () => {
    if (session) await ask("DELETE", session).catch(() => {});
    driver.kill();
    await wait(200);
    xvfb.kill();
  };
  try {
    for (let tries = 100; !(await ask("GET", "/status").catch(() => null)); tries -= 1) {
      if (!tries) throw new Error("WebKitWebDriver does not answer");
      await wait(50);
    }
    const options = { alwaysMatch: { "webkitgtk:browserOptions": { binary: miniBrowser, args: ["--automation"] } } };
    const { sessionId, capabilities } = await ask("POST", "/session", { capabilities: options });
    session = `/session/${sessionId}`;
    await ask("POST", `${session}/timeouts`, { script: 2 * PATIENCE_MS });
    const tab = new Tab((method, path, body) => ask(method, session + path, body));
    return { name: "webkit", version: `${capabilities.browserName} ${capabilities.browserVersion}`, pid: driver.pid ?? 0, tab: async () => tab, pages: () => family(driver.pid).filter(({ name }) => name.startsWith("WebKitWebPro")), close };
  } catch (error) {
    await close();
    throw error;
  }
}
