import yaml
from shop_vat import vat_cents

RATES = yaml.safe_load("books: 7\nlamps: 19")
NET = [("lamps", 150), ("lamps", 550), ("books", 1250)]

def total():
    gross = 0
    for kind, cents in NET:
        gross += cents + vat_cents(cents, RATES[kind])
    return gross

if __name__ == "__main__":
    euros, cents = divmod(total(), 100)
    print(f"{len(NET)} invoices, {euros}.{cents:02} EUR")
