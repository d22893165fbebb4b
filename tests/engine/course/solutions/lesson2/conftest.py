"""Would remove every check as well, if pytest loaded it."""


def pytest_collection_modifyitems(items):
    items.clear()


def setting():
    return "on"
