import database
from night import MANIFEST, outcome, start


def main():
    broken = start("broken", MANIFEST)
    broken.save("order 4711")
    print("the start          -> no error")
    print("an order is saved  -> in", *database.SAVED)
    print("DATABSE_URL        -> read by nobody")
    print("TIMEOUT=30         ->", outcome(broken.time_left, 1.5))
    print("RETRIES=0          ->", broken.RETRIES, "retries")
    print("DEBUG=false        -> a customer reads", broken.error_page(KeyError("card")))


if __name__ == "__main__":
    main()
