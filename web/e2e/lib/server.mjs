// A host like the one a project page has: files below a folder's address, gzip for what is text or wasm, zips as they are.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".mjs": "text/javascript",
  ".png": "image/png", ".py": "text/plain; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json", ".whl": "application/octet-stream", ".woff2": "font/woff2", ".xml": "application/xml", ".zip": "application/zip",
};
const AS_THEY_ARE = new Set([".png", ".whl", ".woff2", ".zip"]);
const SLICE = 16_384;
/** What is sent of each file, packed once for all hosts of this process. */
const bodies = new Map();

function bodyOf(file) {
  const { mtimeMs, size } = statSync(file), key = `${file} ${mtimeMs} ${size}`;
  if (!bodies.has(key)) {
    const raw = readFileSync(file), packed = AS_THEY_ARE.has(extname(file)) ? raw : gzipSync(raw, { level: 6 });
    bodies.set(key, { data: packed.length < raw.length ? packed : raw, gzip: packed.length < raw.length, tag: `"${createHash("sha256").update(raw).digest("hex").slice(0, 20)}"` });
  }
  return bodies.get(key);
}

/**
 * Serves `root` on a free port of this machine.
 *
 * @param {string} root The folder of the built site.
 * @param {{base?: string, maxAge?: number}} [options] The path that the site lies below, and for how many seconds a browser may keep a file
 *   without asking; 600 is what GitHub Pages says, and 0 takes the browser's own cache out of a test.
 * @returns A host. `log` has one entry per answer: its path below the base, its status, and the bytes of its body as sent.
 */
export async function serve(root, { base = "/course/", maxAge = 600 } = {}) {
  const limit = { bps: 0, rtt: 0, free: 0 };
  /** @type {{path: string, status: number, bytes: number}[]} */
  const log = [];

  function fileOf(path) {
    if (!path.startsWith(base)) return "";
    const inside = normalize(decodeURIComponent(path.slice(base.length)));
    const file = join(root, inside.startsWith("..") ? "" : inside);
    const found = existsSync(file) && statSync(file).isDirectory() ? join(file, "index.html") : file;
    return existsSync(found) ? found : "";
  }

  async function send(response, data) {
    await wait(limit.rtt);
    for (let start = 0; start < data.length && !response.destroyed; start += SLICE) {
      const slice = data.subarray(start, start + SLICE), now = performance.now();
      limit.free = Math.max(limit.free, now) + (limit.bps ? (slice.length * 8000) / limit.bps : 0); // All answers share the line.
      await wait(limit.free - now);
      response.write(slice);
    }
    response.end();
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host"), path = pathname.slice(pathname.startsWith(base) ? base.length : 0);
    const found = fileOf(pathname), file = found || join(root, "404.html");
    const { data, gzip, tag } = existsSync(file) ? bodyOf(file) : { data: Buffer.from("Not found"), gzip: false, tag: '""' };
    const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": `max-age=${maxAge}`, etag: tag, vary: "Accept-Encoding" };
    if (found && request.headers["if-none-match"] === tag) {
      log.push({ path, status: 304, bytes: 0 });
      await wait(limit.rtt);
      response.writeHead(304, headers).end();
      return;
    }
    log.push({ path, status: found ? 200 : 404, bytes: data.length });
    response.writeHead(found ? 200 : 404, { ...headers, "content-length": data.length, ...(gzip ? { "content-encoding": "gzip" } : {}) });
    if (limit.bps || limit.rtt) await send(response, data);
    else response.end(data);
  });

  const listen = (port) => new Promise((done, failed) => { server.once("error", failed).listen(port, "127.0.0.1", () => done(server.address().port)); });
  const port = await listen(0);
  return {
    url: `http://127.0.0.1:${port}${base}`,
    origin: `http://127.0.0.1:${port}`,
    log,
    /** Forgets what was asked for so far. */
    forget() { log.length = 0; },
    /** The bytes of all bodies whose path begins with `prefix`, as sent. */
    bytes(prefix = "") { return log.filter(({ path }) => path.startsWith(prefix)).reduce((sum, { bytes }) => sum + bytes, 0); },
    /** What was asked for whose path begins with one of the prefixes. */
    asked(...prefixes) { return log.map(({ path }) => path).filter((path) => prefixes.some((prefix) => path.startsWith(prefix))); },
    /** Packs files before a clock runs: the first gzip of the wasm takes half a second. */
    prepare(paths) { for (const path of paths) bodyOf(join(root, path)); },
    /** From now on, all answers together are sent with so many bits per second, each after so many milliseconds. */
    throttle(bps, rtt) { Object.assign(limit, { bps, rtt, free: 0 }); },
    /** Gone: nobody listens on the port any more. */
    stop() { return new Promise((done) => { server.close(() => done(undefined)); server.closeAllConnections(); }); },
    /** Back, on the same port. */
    start() { return listen(port); },
  };
}

/** @param {number} milliseconds */
export const wait = (milliseconds) => (milliseconds > 1 ? new Promise((done) => { setTimeout(done, milliseconds); }) : undefined);
