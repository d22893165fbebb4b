"""What programs on pages may use: a check of their own functions."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from prodready.kit.incident import check

CODE = "import os\n\ndef pay(gateway):\n    open('note', 'w').close()\n    os.environ['PAID'] = '1'\n    return gateway.charge(17)\n"


def test_functions_of_a_file_are_called(tmp_path: Path) -> None:
    """A function is called as in a real check: with fakes whose calls the suite sees."""
    (tmp_path / "incident_pay.py").write_text(CODE, encoding="utf-8")
    with check(str(tmp_path / "incident_pay.py")) as suite:
        gateway = suite.fake("gateway", charge="p-1")
        outcome = suite.learner.call("pay", gateway)

    assert outcome.value == "p-1"
    assert suite.journal == ["gateway.charge"]
    assert [call.args for call in gateway.calls] == [(17,)]


def test_the_program_stays_as_it_was(tmp_path: Path) -> None:
    """Folder, environment and modules of the program are untouched."""
    (tmp_path / "incident_pay.py").write_text(CODE, encoding="utf-8")
    before = (Path.cwd(), dict(os.environ), list(sys.meta_path))
    with check(str(tmp_path / "incident_pay.py")) as suite:
        suite.learner.call("pay", suite.fake("gateway", charge="p-1"))

    assert (Path.cwd(), dict(os.environ), list(sys.meta_path)) == before
    assert "incident_pay" not in sys.modules
    assert [path.name for path in tmp_path.iterdir()] == ["incident_pay.py"]
