from night import KEY, PROD, outcome, start, values


def started(names, env, dotenv=""):
    """What `usual.py` makes of these variables and of this `.env`."""
    return outcome(lambda: values(start("usual", {"API_KEY": KEY, **env}, dotenv).settings, *names.split()))


def main():
    print("RETRIES=0, DEBUG=false      ->", started("retries debug", {"RETRIES": "0", "DEBUG": "false"}))
    print("DATABSE_URL, as before      ->", started("database_url", {"DATABSE_URL": PROD}))
    print("an empty key, a limit of -1 ->", started("api_key timeout_s", {"API_KEY": "", "TIMEOUT_S": "-1"}))
    print("two allowed origins         ->", started("allowed_origins", {"ALLOWED_ORIGINS": "https://a,https://b"}))
    print("a test without variables    ->", outcome(start, "usual", {}))
    print("another tool's line in .env ->", started("debug", {}, "STRIPE_KEY=sk_live_zzz999\n"))
    print("no default, and a SecretStr  ->", outcome(start, "stricter", {"API_KEY": KEY, "DATABSE_URL": PROD}))


if __name__ == "__main__":
    main()
