import contextlib
import io

from night import KEY, MANIFEST, PROD, start

GOOD = {"API_KEY": KEY, "DATABASE_URL": PROD}
NIGHT = {
    "that night's manifest": MANIFEST,
    "four wrong values": {**GOOD, "API_KEY": " \n", "TIMEOUT_S": "-1", "RETRIES": "ten", "DEBUG": "flase"},
    "RETRIES=0, DEBUG=false": {**GOOD, "RETRIES": "0", "DEBUG": "false"},
    "another tool's variable": {**GOOD, "STRIPE_KEY": "sk_live_zzz999"},
    "no variables, --help": {},
}


def ran(program, argv, env):
    """Exit status of the program, and the lines that it wrote."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = program.main(argv, env)
    return status, said.getvalue().splitlines()


def main():
    program = start("program", {})
    for what, env in NIGHT.items():
        status, (first, *others) = ran(program, [] if env else ["--help"], env)
        print(f"{what:23} -> exit status {status}, {first}")
        for line in others:
            print(f"{'':23} -> {line}")


if __name__ == "__main__":
    main()
