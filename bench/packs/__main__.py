"""What compiling the packs of the site costs: pyodide-build beside a plain loop, in bytes and seconds, in one run.

    python bench/packs [REPEATS]

Both run inside Pyodide and get the same files; see `web/pyodide/compile.py`, which has them both. The site takes
pyodide-build for packs as long as it is not more than 10 % worse in either. Seconds are those of the
processor, for compiling and writing, without the start of Pyodide.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tools.bundle import TOOL, WHEELS, fetch_compiler  # noqa: E402
from tools.environment import Stop  # noqa: E402

WORSE = 1.10
WAYS = ("loop", "pyodide-build")


def plan(way: str, folder: Path) -> list[dict[str, Any]]:
    """The packs as the site has them."""
    packs = json.loads((ROOT / "web" / "packs.json").read_text(encoding="utf-8"))["packs"]
    wheels = sorted(WHEELS.glob("*.whl"))
    tool = {"tool": str(TOOL)} if way == "pyodide-build" else {}

    def wheel(name: str) -> str:
        return next(str(path) for path in wheels if path.name.lower().startswith(name.replace("-", "_") + "-"))

    return [
        {
            "file": str(folder / f"{name}.zip"),
            "path": f"/packs/{name}",
            "archives": [wheel(each) for each in pack["wheels"]],
            **tool,
        }
        for name, pack in packs.items()
    ]


def build(way: str) -> tuple[dict[str, int], float]:
    """Bytes by pack, and seconds.

    Raises:
        Stop: If it fails, with the reason.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.json").write_text(json.dumps(plan(way, folder)), encoding="utf-8")
        command = ["node", "--no-warnings", str(ROOT / "web" / "pyodide" / "compile.mjs"), str(folder / "plan.json")]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise Stop(done.stderr[-3000:])
        seconds = float(json.loads(done.stdout)["seconds"])
        return {path.stem: path.stat().st_size for path in sorted(folder.glob("*.zip"))}, seconds


def main(repeats: int = 1) -> int:
    """Prints the table; status 1 if the site should take the other way."""
    fetch_compiler()
    runs: dict[str, list[tuple[dict[str, int], float]]] = {way: [] for way in WAYS}
    for _ in range(repeats):
        for way in WAYS:
            runs[way].append(build(way))
    sizes, seconds = ({way: runs[way][0][0] for way in WAYS}, {way: median(s for _, s in runs[way]) for way in WAYS})
    print(f"{'':<12}" + "".join(f"{way:>16}" for way in WAYS))
    for name in sizes["loop"]:
        print(f"{name:<12}" + "".join(f"{sizes[way][name]:>16,}" for way in WAYS))
    total = {way: sum(sizes[way].values()) for way in WAYS}
    print(f"{'bytes':<12}" + "".join(f"{total[way]:>16,}" for way in WAYS))
    print(f"{'seconds':<12}" + "".join(f"{seconds[way]:>16.1f}" for way in WAYS) + f"   median of {repeats}")
    bytes_ratio, time_ratio = (each["pyodide-build"] / each["loop"] for each in (total, seconds))
    verdict = "is more than 10 % worse" if max(bytes_ratio, time_ratio) > WORSE else "is within 10 %"
    print(
        f"pyodide-build needs {bytes_ratio:.3f} times the bytes and {time_ratio:.2f} times the seconds: it {verdict}."
    )
    return int(max(bytes_ratio, time_ratio) > WORSE)


if __name__ == "__main__":
    try:
        sys.exit(main(*map(int, sys.argv[1:2])))
    except Stop as problem:
        sys.exit(str(problem))
