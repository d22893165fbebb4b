"""Sends the page more than it can take, in the way that KIND says."""

import gc
import sys

KIND = "post"

for holder in gc.get_objects():
    values = list(holder.values()) if type(holder) is dict else []
    proxy = next((value for value in values if "JsProxy" in str(type(value))), None)
    if proxy is not None:
        break

window = proxy.constructor("return globalThis")()
CODE = {
    "emit": "const big = 'x'.repeat(1000); for (;;) emit(JSON.stringify({output: {stream: 'stdout', text: big}}))",
    "huge": "for (;;) emit('x'.repeat(50_000_000))",
    "junk": "for (;;) emit({a: 1})",
    "post": "for (;;) postMessage('x')",
    "errors": "for (let i = 0; i < 1e5; i++) reportError(new Error('x')); for (;;);",
}
frame, emit = sys._getframe(), None
while frame:
    emit = frame.f_locals.get("emit", emit)
    frame = frame.f_back
window.Function("emit", CODE[KIND])(emit)
