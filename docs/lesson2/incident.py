from night import REFUNDS, run


def main():
    status, out, err = run("broken.py", REFUNDS)
    print(f"exit status    -> {status}")
    print(f"on the screen  -> {err or 'nothing'}")
    print("in bank.csv:")
    for line in out.splitlines():
        _, _, cents = line.partition(",")
        print(f"  {line:52} -> {'a payment' if cents.isdigit() else 'not a payment'}")


if __name__ == "__main__":
    main()
