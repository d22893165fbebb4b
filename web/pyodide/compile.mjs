// Compiles Python for the browser with Pyodide's own Python, under Node: no other Python of that version is needed.
// compile.mjs PLAN: a JSON file that `web/build.mjs` writes; what was made is printed as JSON.
import fs from "node:fs";
import path from "node:path";
import { loadPyodide } from "../node_modules/pyodide/pyodide.mjs";

const fail = (error) => {
  process.stderr.write(String(error?.message ?? error).slice(-4000) + "\n");
  process.exit(1);
};
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

const root = path.parse(process.cwd()).root;
const inside = (file) => "/host" + path.resolve(file).slice(root.length - 1).replaceAll("\\", "/");
const plan = JSON.parse(fs.readFileSync(process.argv[2], "utf8"), (key, value) =>
  typeof value === "string" && path.isAbsolute(value) && key !== "path" ? inside(value) : value,
);
const tool = plan.find((archive) => archive.tool)?.tool;
const python = await loadPyodide({
  packageBaseUrl: "/nowhere/",
  env: {
    HOME: "/tmp",
    // Columns of expressions are for marks under a line of source, and the source of a library is not there.
    PYTHONNODEBUGRANGES: "1",
    // Modules then carry the hash of their source, and no date.
    SOURCE_DATE_EPOCH: "315532800",
    ...(tool ? { PYTHONPYCACHEPREFIX: `${tool}/pyc` } : {}),
  },
});
python.mountNodeFS("/host", root);
python.globals.set("PLAN", JSON.stringify(plan));
const before = process.cpuUsage();
python.runPython(fs.readFileSync(new URL("compile.py", import.meta.url), "utf8"));
const made = python.runPython("import json; json.dumps([make(archive) for archive in json.loads(PLAN)])");
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ made: JSON.parse(made), seconds: (user + system) / 1e6 }));
process.exit(0);
