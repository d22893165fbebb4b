"""What the code imports and nobody has declared: it is there on your machine, and missing on the next one.

    undeclared(imports: set[str], declared: list[str], installed: dict[str, list[str]], own: set[str]) -> set[str]

Return those names of `imports` that no declared distribution provides. For a project in order that is `set()`.

- `imports`: the modules that the code imports, first part of the name only: `{"json", "yaml", "invoices"}`.
- `declared`: the dependencies in `pyproject.toml`, as they are written there: `["PyYAML>=6", "httpx[http2]~=0.27"]`.
- `installed`: every distribution on the machine, with the modules that it provides. A distribution is what pip
  installs: `{"PyYAML": ["yaml", "_yaml"], "httpx": ["httpx"], "anyio": ["anyio"]}`.
  All that is declared is in there, and a lot more: what those need themselves, and other people's tools.
- `own`: the project's own modules: `{"invoices"}`.

Never report a module of the project itself, or one of the standard library of the Python that runs this.
Report a module that nothing installed provides.

Every string in `declared` is a valid requirement: a name, then perhaps extras, versions, a marker or an address.
    requests    requests >= 2.31, < 3    httpx[http2]~=0.27    tomli>=2; python_version < '3.11'
    rates @ https://example.org/rates-1.2.zip
Only its name counts here, and the marker behind the semicolon changes nothing: declared is declared.

Distributions have one name and many spellings: upper and lower case are the same, and so is every run of `-`, `_`
and `.`: `python-dotenv`, `Python_Dotenv` and `python.dotenv` are one. They may be spelt differently in `declared`
and in `installed`. For modules the spelling counts. If several distributions provide a module, as they do with
`google`, one that is declared is enough.

`packaging` may be used, and so may everything in the standard library.
"""


# TODO: make it hold for real projects as well. `prodready hint lesson1/manifest` helps, one step at a time.
def undeclared(imports, declared, installed, own):
    names = [line.split("==")[0] for line in declared]
    return {name for name in imports if name not in names}


if __name__ == "__main__":
    machine = {"requests": ["requests"], "urllib3": ["urllib3"], "PyYAML": ["yaml", "_yaml"]}
    print(undeclared({"json", "requests", "yaml", "invoices"}, ["requests>=2.31,<3"], machine, {"invoices"}))
