"""Puts the key into os.environ, because a client library looks for it there.

fails: test_children_inherit_nothing
"""

import argparse
import os
import sys

from dotenv import dotenv_values
from shop import serve

WORDS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}


def check(env):
    problems = [f"{name} is missing" for name in ("DATABASE_URL", "API_KEY") if not env.get(name)]
    debug = env.get("DEBUG", "false").lower()
    if debug not in WORDS:
        problems.append("DEBUG must be true or false")
    environment = env.get("ENVIRONMENT", "production")
    if environment not in ("production", "development"):
        problems.append("ENVIRONMENT must be production or development")
    if environment == "production":
        if WORDS.get(debug):
            problems.append("DEBUG must be off in production")
        if env.get("DATABASE_URL", "").startswith("sqlite"):
            problems.append("DATABASE_URL must not be a file in production")
    return problems


def variables(env, path):
    if path and not os.path.exists(path):
        raise FileNotFoundError(f"{path} does not exist")
    merged = {**dotenv_values(path), **env} if path else dict(env)
    stripped = {name: value.strip() for name, value in merged.items()}
    return {name: value for name, value in stripped.items() if value}


def main(argv, env):
    parser = argparse.ArgumentParser()
    parser.add_argument("--env-file")
    args = parser.parse_args(argv)
    try:
        given = variables(env, args.env_file)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    problems = check(given)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 2
    os.environ["PAYMENT_API_KEY"] = given["API_KEY"]
    return serve(
        database_url=given["DATABASE_URL"],
        api_key=given["API_KEY"],
        debug=WORDS[given.get("DEBUG", "false").lower()],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
