from night import start


def main():
    broken = start("broken", {})
    print("orders are saved in        ->", broken.DATABASE_URL)
    print("after 1.5 s there are left ->", broken.time_left(1.5), "s")
    print("retries                    ->", broken.RETRIES)
    print("a customer reads           ->", broken.error_page(KeyError("card")))


if __name__ == "__main__":
    main()
