r"""Whether a lock locks: the whole tree, one version each, bytes that are known, and no older than its project.

    check_lock(pyproject: str, lock_text: str, requires: dict[str, list[str]]) -> set[tuple[str, str]]

Return one pair `(kind, package)` for each problem. A lock without problems gives `set()`.

- `pyproject`: the text of `pyproject.toml`. What the project declares is the list `dependencies` under `[project]`:
  requirements such as `requests>=2.31,<3` or `httpx[http2]~=0.27; python_version > '3.10'`, at most one per package.
- `lock_text`: the text of the lock, in the format that pip installs from; see below.
- `requires`: what each package needs itself: `{"requests": ["urllib3>=1.21,<3", "idna"], "urllib3": []}`.
  A package without a key needs nothing. Packages may need each other in a circle.
  Extras are taken into account already: all that stands here is needed.

A package is needed if it is declared, or if a needed package requires it. Needed is needed, whatever a marker says:
the lock is for every machine.

    kind        the problem
    unpinned    An entry does not name one version with `==`: it has no version, a range, or a star as in `==2.*`.
    no-hash     An entry has no `--hash`.
    floating    An entry names a place whose content may change: with `-e` always; with an address, unless it ends
                in `@` and a whole commit (40 hexadecimal digits), or the entry has a `--hash`.
    missing     A package is needed, and has no entry.
    stale       An entry names one version, and the project's own range for that package excludes it.

An entry with `-e` or an address is never `unpinned`, `no-hash` or `stale`. Other kinds may come together.
The ranges in `requires` are not checked, and an entry that nobody needs is no problem.
Whether an installer likes every such entry is another matter: pip takes no repositories beside hashes.

A lock looks like this; everything that may occur in one does:

    # Made on the build server.
    --only-binary :all:
    requests[socks]==2.31.0 ; python_version >= '3.11' \
        --hash=sha256:0d… \
        --hash=sha256:9a…
        # via invoices
    idna==3.4 --hash=sha256:f5…  # via requests
    rates @ git+https://example.org/shop/rates@5f2d9c40d1b8a3e7665f0c1d2e3f4a5b6c7d8e9f
    -e git+https://example.org/shop/labels@main#egg=labels

- An entry may go on in the next lines: then each of its lines but the last one ends in `\`.
- An entry begins with a requirement, or with `-e` and an address that ends in `#egg=` and the package's name.
- A line that begins with `--` is a setting of the file, and no entry.
- A comment begins with `#` at the start of a line, or with `#` after a space.
- A package may have several entries, with different markers. Each of them has to be right.

`package` in a pair is the name in lower case, with one `-` for every run of `-`, `_` and `.`: `python-dotenv`.
In the three arguments it may be spelt in another way, such as `Python_Dotenv`.
Versions are numbers with dots. `2.31` and `2.31.0` are the same version, and `2.10` comes after `2.9`. Ranges use
`>=` `<=` `>` `<` `==` `!=` `~=` and commas. `packaging` may be used, and so may everything in the standard library.
"""

import tomllib


# TODO: make it hold for real locks as well. `prodready hint lesson1/lockcheck` helps, one step at a time.
def check_lock(pyproject, lock_text, requires):
    problems = set()
    locked = {}
    for line in lock_text.splitlines():
        if line and not line.startswith("#"):
            name, _, version = line.partition("==")
            locked[name] = version
            if not version:
                problems.add(("unpinned", name))
            if "--hash" not in line:
                problems.add(("no-hash", name))
    for name in tomllib.loads(pyproject)["project"]["dependencies"]:
        if name not in locked:
            problems.add(("missing", name))
    return problems


if __name__ == "__main__":
    project = '[project]\nname = "invoices"\ndependencies = ["requests>=2.31"]\n'
    lock = "requests==2.30.0 \\\n    --hash=sha256:0d\nidna>=3\n"
    print(check_lock(project, lock, {"requests": ["urllib3>=1.21,<3", "idna"]}))
