from night import GOOD, run


def main():
    _, out, _ = run("broken.py", GOOD)
    print(out, end="")


if __name__ == "__main__":
    main()
