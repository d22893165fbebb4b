import httpx
from whole_call import within

class QuoteError(Exception): ...
class UnknownParcel(QuoteError): ...
class CarrierDown(QuoteError): ...
class BadQuote(QuoteError): ...

def get_quote(url, key, parcel, deadline_s=5):
    try:
        answer = within(deadline_s, f"{url}/{parcel}", key)
    except (TimeoutError, httpx.RequestError) as problem:
        raise CarrierDown(f"parcel {parcel}") from problem
    status = answer.status_code
    if status != 200:
        kind = CarrierDown if status >= 500 else QuoteError
        kind = UnknownParcel if status == 404 else kind
        raise kind(f"parcel {parcel}: status {status}")
    try:
        cents = answer.json()["cents"]
    except (LookupError, TypeError, ValueError) as problem:
        raise BadQuote(f"parcel {parcel}") from problem
    if type(cents) is not int:
        raise BadQuote(f"parcel {parcel}: no whole cents")
    return cents
