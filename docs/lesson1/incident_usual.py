from machines import Machine, workshop
from shelves import LABELS, MARCH, MIRROR, NOVEMBER, PINNED

from prodready.kit.wheels import write


def frozen(folder):
    """What `pip freeze` prints on a laptop that has seen another project, and a wheel from a colleague."""
    laptop = Machine(folder, "ana", MARCH)
    (wheel,) = write([LABELS], folder / "ana" / "labels")
    laptop.install("PyYAML", "shop-charts", "shop-vat", wheel)
    wheel.unlink()  # The server is another machine.
    return laptop.pip("freeze")[1]


def told(folder, text):
    """A text in which the laptop's home has the place that it has on laptops."""
    home = folder / "ana"
    return text.replace(home.as_uri(), "file:///home/ana").replace(str(home), "/home/ana")


def server(folder, name, packages, lines):
    """What a machine says that installs these lines: pip's complaint, or the program's last line."""
    file = folder / f"{name}.txt"
    file.write_text("\n".join(lines))
    machine = Machine(folder, name, packages)
    complaint = machine.install("-r", file)
    return told(folder, complaint[0].partition("[Errno 2] ")[2]) if complaint else machine.run()


def main():
    with workshop() as folder:
        lines = frozen(folder)
        print("pip freeze, on the laptop:")
        for line in lines:
            print("  " + told(folder, line.partition("#")[0]))
        print("the server, with these lines      ->", server(folder, "first", NOVEMBER, lines))
        lines = [line for line in lines if " @ " not in line]
        print("without the one of shop-labels    ->", server(folder, "second", NOVEMBER, lines))
        print("the same again, from a mirror     ->", server(folder, "third", MIRROR, lines))
        both = Machine(folder, "both", [*NOVEMBER, PINNED]).install("invoices", "shop-stock")
        print("pins in pyproject.toml, two teams ->", both[-1].partition(":")[0])


if __name__ == "__main__":
    main()
