import logging
from holding import CarrierDown

log = logging.getLogger(__name__)
# region send
def send(parcel, shelf, carrier):
    shelf.take(parcel)
    try:
        return carrier.buy_label(parcel)
    except BaseException:
        shelf.put_back(parcel)
        raise

def send_all(parcels, shelf, carrier):
    for parcel in parcels:
        try:
            send(parcel, shelf, carrier)
        except CarrierDown:
            log.warning("parcel %s waits", parcel, exc_info=True)
# endregion
