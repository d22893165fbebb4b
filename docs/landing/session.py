"""One run of `bill.py` as cron does it, and what is left behind."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("bill.py")


def bill(gateway):
    """Run it against `gateway`, and print what somebody would look at."""
    print(f"$ python {SCRIPT.name} {gateway}")
    done = subprocess.run([sys.executable, SCRIPT, gateway], capture_output=True, text=True, timeout=20)
    print(done.stdout + done.stderr, end="")
    print(f"exit status {done.returncode}")
    last = Path("invoices.csv").read_text(encoding="utf-8").splitlines()[-1]
    print(f"last line of invoices.csv: {last}")
