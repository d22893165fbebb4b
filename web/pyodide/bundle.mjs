// Boots the bundle itself under Node, as far as Node can be a page: its core, engine and packs, and nothing of this machine.
// bundle.mjs APP PACKS: the folder of the manifest, and names of packs with commas. Python is read from stdin and run; what it
// passes to `tell`, as a text, is a line of stdout.
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { loadPyodide } from "../node_modules/pyodide/pyodide.mjs";

const fail = (error) => {
  process.stderr.write(String(error?.message ?? error).slice(-4000) + "\n");
  process.exit(1);
};
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
net.Socket.prototype.connect = net.Server.prototype.listen = () => {
  throw new Error("there are no sockets in a browser");
};

const code = fs.readFileSync(0, "utf8"); // Before Pyodide has stdin: what is longer than a pipe holds could not be read then.
const [app, packs] = process.argv.slice(2);
const manifest = JSON.parse(fs.readFileSync(path.join(app, "manifest.json"), "utf8"));
const bytes = (asset) => new Uint8Array(fs.readFileSync(path.join(app, asset.file)));

const python = await loadPyodide({
  packageBaseUrl: "/nowhere/",
  lockFileContents: manifest.lock,
  stdLibURL: path.join(app, manifest.core.file),
  env: { HOME: "/tmp", PYTHONDONTWRITEBYTECODE: "1", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" },
  stdout: (text) => process.stderr.write(text + "\n"),
  stderr: (text) => process.stderr.write(text + "\n"),
});
const place = (asset, native) => {
  const { FS } = python;
  FS.mkdirTree(native ? asset.path : path.posix.dirname(asset.path));
  if (native) python.unpackArchive(bytes(asset), "zip", { extractDir: asset.path });
  else FS.writeFile(asset.path, bytes(asset));
  python.runPython(`import sys; sys.path.append(${JSON.stringify(asset.path)})`);
};
place(manifest.engine, false);
for (const name of packs ? packs.split(",") : []) {
  for (const first of [...manifest.packs[name].after, name]) place(manifest.packs[first], manifest.packs[first].native);
}
python.globals.set("tell", (line) => fs.writeSync(1, line + "\n"));
python.runPython(code);
process.exit(0);
