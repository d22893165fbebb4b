"""Checks the configuration while it is imported: neither a test nor `--help` gets any further.

fails: all
says: API_KEY and DATABASE_URL must be configured
"""

import os
import sys

from shop import serve

DATABASE_URL = os.getenv("DATABASE_URL")
API_KEY = os.getenv("API_KEY")

if not API_KEY or not DATABASE_URL:
    raise RuntimeError("API_KEY and DATABASE_URL must be configured")


def main(argv, env):
    if "--help" in argv:
        print("usage: app.py [--help] [--env-file FILE]")
        return 0
    return serve(database_url=DATABASE_URL, api_key=API_KEY, debug=os.getenv("DEBUG") == "true")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
