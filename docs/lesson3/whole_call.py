import asyncio
import anyio
import httpx

async def ask(seconds, url, key):
    headers = {"Authorization": f"Bearer {key}"}
    with anyio.fail_after(seconds):
        async with httpx.AsyncClient(timeout=None) as client:
            return await client.get(url, headers=headers)

def within(seconds, url, key):
    return asyncio.run(ask(seconds, url, key))
