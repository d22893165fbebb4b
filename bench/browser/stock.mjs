// A folder with stock Pyodide, the wheels that its lock names for pytest, and a page that runs the suite with them.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PYODIDE = fileURLToPath(new URL("../../web/node_modules/pyodide/", import.meta.url));
const PUBLISHED = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"];
const OURS = ["price.py", "test_price.py", "worker.mjs"];

/** A package of the lock, with all that it depends on. */
function wanted(packages, name, found = new Set()) {
  if (!found.has(name)) {
    found.add(name);
    for (const other of packages[name].depends) wanted(packages, other, found);
  }
  return found;
}

/**
 * Makes the folder, once: wheels come from the registry that pip uses, in the versions that Pyodide's lock names, and are
 * built by pip where there is only source. Pyodide's own copies are repacked, so the lock here has the digests of these.
 *
 * @param {string} folder
 * @returns {string[]} What differs from Pyodide's lock, for the reader of the figures.
 */
export function makeStock(folder) {
  const wheels = join(folder, "wheels"), site = join(folder, "site");
  for (const made of [wheels, site]) mkdirSync(made, { recursive: true });
  const lock = JSON.parse(readFileSync(join(PYODIDE, "pyodide-lock.json"), "utf8")), names = [...wanted(lock.packages, "pytest")];
  const missing = [];
  for (const name of names) {
    const { version } = lock.packages[name], stem = `${name.replaceAll("-", "_")}-${version}-`;
    const find = () => readdirSync(wheels).find((file) => file.toLowerCase().startsWith(stem));
    if (!find()) {
      try {
        execFileSync("python3", ["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", wheels, `${name}==${version}`], { stdio: ["ignore", "ignore", "pipe"] });
      } catch {
        missing.push(`${name} ${version}`);
        continue;
      }
    }
    const file = find(), data = readFileSync(join(wheels, file));
    lock.packages[name] = { ...lock.packages[name], file_name: file, sha256: createHash("sha256").update(data).digest("hex") };
    writeFileSync(join(site, file), data);
  }
  const gone = new Set(missing.map((one) => one.split(" ")[0]));
  lock.packages = Object.fromEntries(names.filter((name) => !gone.has(name)).map((name) => [name, { ...lock.packages[name], depends: lock.packages[name].depends.filter((other) => !gone.has(other)) }]));
  writeFileSync(join(site, "lock.json"), JSON.stringify(lock));
  for (const file of PUBLISHED) copyFileSync(join(PYODIDE, file), join(site, file));
  for (const file of OURS) copyFileSync(join(HERE, file), join(site, file));
  copyFileSync(join(HERE, "stock.html"), join(site, "index.html"));
  return missing;
}
