import os
import database

API_KEY = "sk_live_abc123"
DATABASE_URL = os.getenv("DATABASE_URL", "postgresql://localhost/shop")
TIMEOUT = os.getenv("TIMEOUT", 5)
RETRIES = int(os.getenv("RETRIES", 0)) or 3
DEBUG = bool(os.getenv("DEBUG", False))

def save(order):
    database.insert(DATABASE_URL, order)

def time_left(spent):
    return TIMEOUT - spent

def error_page(problem):
    return repr(problem) if DEBUG else "Please try again."
