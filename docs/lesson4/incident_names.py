from names import misspelt
from night import KEY, PROD

GOOD = {"API_KEY": KEY, "DATABASE_URL": PROD, "PATH": "/usr/bin", "HOME": "/root"}
NIGHT = {
    "one letter short": {**GOOD, "DATABSE_URL": PROD, "DATABASE_URL": None},
    "an optional name": {**GOOD, "RETRIS": "0"},
    "another tool": {**GOOD, "API_URL": "https://carrier"},
    "nothing misspelt": {**GOOD, "RETRIES": "0", "DEBUG": "false"},
}


def main():
    for what, env in NIGHT.items():
        given = {name: text for name, text in env.items() if text}
        print(f"{what:16} -> {'; '.join(misspelt(given)) or 'nothing to report'}")


if __name__ == "__main__":
    main()
