from prodready.kit import Raises
from prodready.kit.incident import check


def pay(order_id, gateway):
    try:
        return gateway.charge(order_id)
    except TimeoutError as error:
        raise RuntimeError(f"order {order_id}: nobody knows") from error


def main():
    with check(__file__) as suite:
        gateway = suite.fake("gateway", charge=Raises("TimeoutError", "no answer"))
        error = suite.learner.call("pay", 17, gateway).error
        print("raised ->", f"{error.types[0]}: {error.message}")
        print("cause  ->", f"{error.cause.types[0]}: {error.cause.message}")
        print("where  ->", error.own_line)


if __name__ == "__main__":
    main()
