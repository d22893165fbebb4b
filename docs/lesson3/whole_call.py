import asyncio
import httpx

async def ask(url, key):
    headers = {"Authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(timeout=None) as client:
        return await client.get(url, headers=headers)

def within(seconds, url, key):
    return asyncio.run(asyncio.wait_for(ask(url, key), seconds))
