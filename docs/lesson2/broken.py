import json
import sys

def pay(refunds):
    print("Paying", len(refunds), "refunds")
    for refund in refunds:
        try:
            cents = int(refund["cents"])
            print(refund["account"], cents, sep=",")
        except Exception as e:
            print("Error:", e)
    print("Done.")

if __name__ == "__main__":
    pay(json.load(sys.stdin))
