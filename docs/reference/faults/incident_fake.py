# region shown
from prodready.kit import Raises
from prodready.kit.incident import check


def checkout(cents, *, stock, gateway):
    ticket = stock.reserve("lamp")
    try:
        return gateway.charge(cents)
    except Exception:
        stock.release(ticket)
        raise


def charge(cents):
    limit = Raises("PermissionError", "over the limit")
    return "p-4711" if cents < 10_000 else limit


def main():
    with check(__file__) as suite:
        stock = suite.fake("stock", reserve="t-1", release=None)
        gateway = suite.fake("gateway", charge=charge)
        for cents in (495, 49_500):
            fakes = {"stock": stock, "gateway": gateway}
            print(cents, "->", suite.learner.call("checkout", cents, **fakes).show())
    print("journal ->", ", ".join(suite.journal))
    print("released ->", stock.calls[-1].args)


# endregion
if __name__ == "__main__":
    main()
