import json
import logging
import os
import sys

from holding import pay

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"

def main():
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(LINE))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(os.environ.get("LOG_LEVEL", "INFO"))
    return 1 if pay(json.load(sys.stdin)) else 0

if __name__ == "__main__":
    sys.exit(main())
