"""What people read while packages are installed, and when that fails.

Standard library only, and the syntax of Python 3.8, like `environment.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

PASSED_ON = re.compile(
    r"(PIP|UV|NPM_CONFIG)_.+|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|REQUESTS_CA_BUNDLE|(HTTPS?|ALL|NO)_PROXY",
    re.IGNORECASE,
)
"""Variables that installers obey. They are passed on as they are, and named when a download fails."""


def pip_progress(lines: Iterable[str], total: int, every: int = 10) -> Iterator[str]:
    """What to say while pip prints its lines: how many packages, how much was downloaded, and when it unpacks."""
    count, megabytes = 0, 0.0
    for line in lines:
        if line.startswith(("Collecting ", "Processing ")):
            count += 1
            if count % every == 0:
                yield f"{count} of about {total} packages, {megabytes:.0f} MB downloaded"
        size = re.search(r"Downloading .*\((\d+(?:\.\d+)?) (kB|MB)\)", line)
        if size:
            megabytes += float(size[1]) / (1000 if size[2] == "kB" else 1)
        if line.startswith("Installing collected packages") and count:
            yield f"{count} packages are here, {megabytes:.0f} MB downloaded; unpacking them takes a while too"


def download_failed(tool: str, last: Iterable[str], environ: Mapping[str, str]) -> str:
    """The end of the installer's output, the names of the settings that it was given, and what to try."""
    names = sorted(name for name in environ if PASSED_ON.fullmatch(name))
    advice = f"""
{tool} could not install the packages; its own words are above.
Your settings that it was given: {", ".join(names) or "none"}.
Behind a proxy, set HTTPS_PROXY. With a mirror, set PIP_INDEX_URL (for uv: UV_DEFAULT_INDEX).
With a certificate of your own, set SSL_CERT_FILE, for pip PIP_CERT, for npm NODE_EXTRA_CA_CERTS.
Then run the same command again: finished downloads are kept."""
    return "\n".join(last) + advice
