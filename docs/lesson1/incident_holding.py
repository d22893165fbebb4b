from machines import PAGE, Machine, workshop
from shelves import MARCH, MIRROR, MOVED, NOVEMBER

LOCK = PAGE / "holding" / "requirements.lock"


def built(folder, name, packages, lock=LOCK):
    """A clean machine that is built from a lock alone, and the first sentence of pip's complaint."""
    machine = Machine(folder, name, packages)
    complaint = machine.install("--no-deps", "--require-hashes", "-r", lock)
    return machine, "".join(complaint[:1]).partition(". ")[0]


def without(package, folder):
    """The lock, without the three lines of one package."""
    lines = LOCK.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith(package))
    lock = folder / "gap.lock"
    lock.write_text("".join(lines[:start] + lines[start + 3 :]), encoding="utf-8")
    return lock


def checked(machine):
    """What `pip check` ends with and says."""
    status, lines, _ = machine.pip("check")
    return f"status {status}: {' '.join(lines)}"


def main():
    with workshop() as folder:
        march, _ = built(folder, "march", MARCH)
        november, _ = built(folder, "november", NOVEMBER)
        print("a new server, index of March     ->", march.run())
        print("a new server, index of November  ->", november.run())
        print("have both the same packages?     ->", march.installed() == november.installed())
        print("a mirror with other bytes        ->", built(folder, "mirror", MIRROR)[1])

        gap, _ = built(folder, "gap", NOVEMBER, without("shop-rounding", folder))
        print("pip check, a package not locked  ->", checked(gap))
        november.install("--no-deps", "--find-links", Machine(folder, "own", [MOVED]).index, "invoices")
        print("pip check, a range moved since   ->", checked(november))


if __name__ == "__main__":
    main()
