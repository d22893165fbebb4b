from difflib import get_close_matches
from holding import Settings

OURS = [name.upper() for name in Settings.model_fields]

def misspelt(env):
    absent = [name for name in OURS if name not in env]
    for name in env:
        if name not in OURS:
            for near in get_close_matches(name, absent, 1, 0.8):
                yield f"{name} is set, {near} is not"
