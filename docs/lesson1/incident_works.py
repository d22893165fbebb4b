from machines import PAGE, Machine, workshop
from shelves import MARCH


def main():
    with workshop() as folder:
        laptop = Machine(folder, "laptop", MARCH)
        laptop.install("PyYAML")  # for another project
        laptop.install("-r", PAGE / "broken" / "requirements.txt")
        print(laptop.run())


if __name__ == "__main__":
    main()
