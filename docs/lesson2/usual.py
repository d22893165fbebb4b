import logging

LINE = "%(asctime)s %(levelname)s %(message)s"
logging.basicConfig(level="WARNING", format=LINE)
logger = logging.getLogger(__name__)

def pay(refunds):
    logger.info("Paying %d refunds", len(refunds))
    for refund in refunds:
        try:
            cents = int(refund["cents"])
            print(refund["account"], cents, sep=",")
        except Exception as e:
            logger.error("Refund failed:", e)
    logger.info("Done")
