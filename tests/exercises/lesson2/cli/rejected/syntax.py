"""A quotation mark is missing: the file cannot be loaded.

fails: all
"""

import json
import sys

if __name__ == "__main__":
    print(sum(int(order["cents]) for order in json.load(sys.stdin)))
