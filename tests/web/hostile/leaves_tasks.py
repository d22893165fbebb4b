# passed
import asyncio

HONEST = place_order


async def forever():
    while True:
        await asyncio.sleep(0)


async def leave():
    asyncio.ensure_future(forever())
    forever()


def place_order(*args, **kwargs):
    asyncio.run(leave())
    return HONEST(*args, **kwargs)
