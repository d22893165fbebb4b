import os
import sys
from holding import ConfigError, load

def main(argv, env):
    if "--help" in argv:
        print("usage: program.py [--help]")
        return 0
    try:
        settings = load(env)
    except ConfigError as problem:
        print(problem, file=sys.stderr)
        return 2
    print("open, retries:", settings.retries)
    return 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
