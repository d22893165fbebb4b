from machines import PAGE, Machine, workshop
from shelves import MARCH, NOVEMBER

REQUIREMENTS = PAGE / "broken" / "requirements.txt"


def main():
    with workshop() as folder:
        laptop = Machine(folder, "laptop", MARCH)
        laptop.install("PyYAML")  # for another project
        laptop.install("-r", REQUIREMENTS)
        print("the laptop, since March      ->", laptop.run())

        server = Machine(folder, "server", NOVEMBER)
        server.install("-r", REQUIREMENTS)
        print("the server, rebuilt at 03:00 ->", server.run())
        server.install("PyYAML")
        print("after `pip install PyYAML`   ->", server.run())

        then, now = laptop.installed(), server.installed()
        changed = [f"{name} {then[name]} has become {now[name]}" for name in then if then[name] != now[name]]
        print("laptop and server            ->", "; ".join(changed))


if __name__ == "__main__":
    main()
