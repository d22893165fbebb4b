from prodready.kit import Each, Raises
from prodready.kit.incident import check


def pay(order_id, gateway):
    for attempt in range(1, 4):
        try:
            return attempt, gateway.charge(order_id)
        except ConnectionError:
            continue
    return None


def main():
    down = Raises("ConnectionResetError", "connection reset by peer")
    with check(__file__) as suite:
        gateway = suite.fake("gateway", charge=Each(down, down, "p-4711"))
        print("returned ->", suite.learner.call("pay", 17, gateway).value)
        print("calls    ->", gateway.count("charge"))


if __name__ == "__main__":
    main()
