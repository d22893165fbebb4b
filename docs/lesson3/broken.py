import requests

def get_quote(url):
    try:
        answer = requests.get(url)
        return answer.json()
    except:
        pass

def shipping_cents(url):
    quote = get_quote(url)
    if quote:
        return quote["cents"]
    return 0
