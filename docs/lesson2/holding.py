import logging

log = logging.getLogger(__name__)

def pay(refunds):
    paid = failed = 0
    for number, refund in enumerate(refunds, 1):
        try:
            cents = int(refund["cents"])
            line = f"{refund['account']},{cents}"
        except (LookupError, TypeError, ValueError):
            failed += 1
            log.exception("refund %d not paid", number)
        else:
            print(line)
            paid += 1
    log.info("done: paid=%d failed=%d", paid, failed)
    return failed
