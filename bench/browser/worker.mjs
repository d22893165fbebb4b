// Pyodide as it is published, `loadPackage("pytest")`, and pytest on two files: what a page does that follows the manual.
import { loadPyodide } from "./pyodide.mjs";

const RUN = `
import sys, pytest
class Each:
    def pytest_runtest_logreport(self, report):
        if report.when == "call":
            tell(report.nodeid, report.outcome)
sys.dont_write_bytecode = True
sys.path.insert(0, "/home/pyodide/work")
int(pytest.main(["-q", "-p", "no:cacheprovider", "/home/pyodide/work/test_price.py"], plugins=[Each()]))
`;
const text = async (name) => (await fetch(name)).text();

try {
  const files = ["price.py", "test_price.py"].map((name) => [name, text(name)]);
  const here = new URL("./", import.meta.url).href;
  const python = await loadPyodide({ indexURL: here, packageBaseUrl: here, lockFileURL: `${here}lock.json`, stdout: () => {}, stderr: () => {} });
  await python.loadPackage("pytest", { messageCallback: () => {} });
  python.FS.mkdirTree("/home/pyodide/work");
  for (const [name, source] of files) python.FS.writeFile(`/home/pyodide/work/${name}`, await source);
  python.globals.set("tell", (test, outcome) => postMessage({ test, outcome }));
  postMessage({ status: python.runPython(RUN) });
} catch (error) {
  postMessage({ failed: String(error) });
}
