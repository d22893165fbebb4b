/** Fetching a build into this browser, making it the current one, and removing everything again. */
import { cacheNames, DIGITS, type Head, LATEST, type List, State } from "./names";

const AT_ONCE = 6;
const TRIES = 3;

/** Why a build could not be kept: the last part of a key of the words `offline`. */
export type Problem = "failed" | "changed" | "full";

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem);
  }
}

/** One site's offline copy. */
export class Keeper {
  private readonly names;
  private readonly state;

  /** @param root the address of the site, ending with `/` */
  constructor(readonly root: string) {
    this.names = cacheNames(root);
    this.state = new State(root);
  }

  /** Whether this browser can keep a site at all. */
  static isAble(): boolean {
    return "serviceWorker" in navigator && "caches" in globalThis && Boolean(globalThis.crypto?.subtle);
  }

  /** The build that is kept; null if none is. */
  async current(): Promise<string | null> {
    const build = await this.state.get("current").catch(() => undefined);
    return build && (await caches.has(this.names.build(build))) ? build : null;
  }

  /** What the server has now; null without a network, or if that site cannot be kept. */
  async latest(): Promise<Head | null> {
    try {
      const answer = await fetch(this.fresh("offline.json"), { cache: "no-cache" });
      return answer.ok ? ((await answer.json()) as Head) : null;
    } catch {
      return null;
    }
  }

  /** Bytes of a build that is kept. */
  async size(build: string): Promise<number> {
    return Object.values((await this.list(build))?.files ?? {}).reduce((sum, [, bytes]) => sum + bytes, 0);
  }

  /** Bytes that a build would still have to be fetched of. */
  async missing(head: Head): Promise<number> {
    const { files } = await this.fetchList(head);
    const here = new Set((await this.lists()).flatMap((list) => Object.entries(list.files).map(([name, [digest]]) => `${name} ${digest}`)));
    return Object.entries(files).reduce((sum, [name, [digest, bytes]]) => sum + (here.has(`${name} ${digest}`) ? 0 : bytes), 0);
  }

  /**
   * Fetches a build; what is here already, from an earlier try or another build, is not fetched again.
   * @param told is called with the bytes that are here so far
   * @throws Refused or, if `signal` says so, AbortError
   */
  async fetchBuild(head: Head, told: (bytes: number) => void, signal: AbortSignal): Promise<void> {
    await this.require(head.bytes);
    const list = await this.fetchList(head);
    await this.state.set("fetching", head.build);
    const cache = await caches.open(this.names.build(head.build));
    const others = (await this.lists()).filter(({ build }) => build !== head.build);
    await this.dropUnfinished([head.build, ...others.map(({ build }) => build)]);
    const waiting = Object.entries(list.files);
    let done = 0;
    const work = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [name, [digest, bytes]] = next;
        signal.throwIfAborted();
        await this.bring(cache, name, digest, others, signal);
        told((done += bytes));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work)).catch((error: unknown) => {
      waiting.length = 0;
      throw error;
    });
    await put(cache, new URL(head.list, this.root).href, new Response(JSON.stringify(list)));
  }

  /** Makes a build that is here the one which pages get from now on. */
  async accept(build: string): Promise<void> {
    await this.state.set("current", build);
    await this.state.drop("fetching");
    await navigator.serviceWorker.register(new URL("sw.js", this.root), { scope: this.root, updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage("prune");
  }

  /** Removes a build that was fetched in part. */
  async abandon(build: string): Promise<void> {
    await this.state.drop("fetching");
    if ((await this.current()) !== build) await caches.delete(this.names.build(build));
    if (!(await this.current())) await this.remove();
  }

  /** Removes all builds, and the service worker. */
  async remove(): Promise<void> {
    for (const registration of await navigator.serviceWorker.getRegistrations()) {
      if (registration.scope === this.root) await registration.unregister();
    }
    for (const name of await caches.keys()) if (name.startsWith(this.names.prefix)) await caches.delete(name);
  }

  /** An address that neither the service worker nor the browser's own cache answers with something older. */
  private fresh(name: string): string {
    const url = new URL(name, this.root);
    if (navigator.serviceWorker?.controller) url.searchParams.set(LATEST, "");
    return url.href;
  }

  private async require(bytes: number): Promise<void> {
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
    if (quota - usage < bytes) throw new Refused("full");
  }

  private async lists(): Promise<List[]> {
    const builds = (await caches.keys()).filter((name) => name.startsWith(this.names.build("")));
    const found = await Promise.all(builds.map((name) => this.list(this.names.idOf(name))));
    return found.filter((list): list is List => list !== null);
  }

  /** Removes what an earlier try has left of a build that is gone. */
  private async dropUnfinished(kept: string[]): Promise<void> {
    for (const name of await caches.keys()) {
      if (name.startsWith(this.names.build("")) && !kept.includes(this.names.idOf(name))) await caches.delete(name);
    }
  }

  private async list(build: string): Promise<List | null> {
    const cache = await caches.open(this.names.build(build));
    const found = await cache.match(new URL(`offline-${build}.json`, this.root).href);
    return found ? ((await found.json()) as List) : null;
  }

  /** The list of a build, held to its name. */
  private async fetchList(head: Head): Promise<List> {
    let list: List;
    try {
      const answer = await fetch(this.fresh(head.list), { cache: "no-cache" });
      if (!answer.ok) throw new Refused("changed");
      list = (await answer.json()) as List;
    } catch (error) {
      throw error instanceof Refused ? error : new Refused("failed");
    }
    const lines = Object.entries(list.files).map(([name, [digest, bytes]]) => `${name}\0${digest}\0${bytes}\n`).join("");
    if ((await sum(new TextEncoder().encode(lines))) !== head.build) throw new Refused("changed");
    return list;
  }

  /** Brings one file: it is here, or in another build, or is fetched and held to its digest. */
  private async bring(cache: Cache, name: string, digest: string, others: List[], signal: AbortSignal): Promise<void> {
    const address = new URL(encodeURI(name), this.root).href;
    if (await cache.match(address)) return;
    const other = others.find(({ files }) => files[name]?.[0] === digest);
    const copy = other && (await (await caches.open(this.names.build(other.build))).match(address));
    if (copy) return put(cache, address, copy);
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await fetch(this.fresh(encodeURI(name)), { cache: attempt > 1 ? "reload" : "no-cache", signal });
        // GitHub's own servers and most others send 404.html as it is when it is asked for by name.
        const bytes = new Uint8Array(await answer.arrayBuffer());
        if ((await sum(bytes)) !== digest) throw new Refused("changed");
        const type = answer.headers.get("Content-Type") ?? "application/octet-stream";
        return await put(cache, address, new Response(bytes, { headers: { "Content-Type": type, "Content-Length": String(bytes.length) } }));
      } catch (error) {
        if (signal.aborted || (error instanceof Refused && error.problem === "full")) throw error;
        if (attempt === TRIES) throw error instanceof Refused ? error : new Refused("failed");
        await new Promise((resolve) => setTimeout(resolve, 300 * attempt));
      }
    }
  }
}

async function put(cache: Cache, address: string, answer: Response): Promise<void> {
  try {
    await cache.put(address, answer);
  } catch (error) {
    throw error instanceof DOMException && error.name === "QuotaExceededError" ? new Refused("full") : error;
  }
}

async function sum(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, DIGITS);
}
