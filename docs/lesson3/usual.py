import requests

LIMIT_S = 5

class QuoteError(Exception): ...
# region call
def get_quote(url):
    try:
        answer = requests.get(url, timeout=LIMIT_S)
        answer.raise_for_status()
        return answer.json()
    except requests.Timeout:
        raise QuoteError("timed out")
    except requests.RequestException as problem:
        raise QuoteError(f"failed: {problem}")
# endregion
