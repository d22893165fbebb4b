/** What the pages and the service worker have to agree on. */

/** How many hexadecimal digits of SHA-256 a list has of each file; see `prodready.bundle.offline`. */
export const DIGITS = 20;

/** A request with this name in its query is never answered by the service worker: it is about the newest build. */
export const LATEST = "latest";

/** A value that stands for "no build: this page came from the network". */
export const NETWORK = "network";

/** `offline.json` of a site. */
export interface Head {
  schema: 1;
  build: string;
  bytes: number;
  count: number;
  list: string;
}

/** `offline-BUILD.json`: digest and size of every file, by its address below the site. */
export interface List {
  schema: 1;
  build: string;
  files: Record<string, [string, number]>;
}

/** The names of caches below one site; another site of the same host has others. `root` is the address of the site. */
export function cacheNames(root: string): { prefix: string; state: string; build(id: string): string; idOf(name: string): string } {
  const prefix = `prodready ${new URL(root).pathname} `;
  return { prefix, state: `${prefix}state`, build: (id) => `${prefix}build ${id}`, idOf: (name) => name.slice(`${prefix}build `.length) };
}

/** Small values that pages and the service worker share, in a cache of their own. */
export class State {
  private readonly cache: string;

  constructor(private readonly root: string) {
    this.cache = cacheNames(root).state;
  }

  private address(name: string): string {
    return new URL(`offline-state/${encodeURIComponent(name)}`, this.root).href;
  }

  async get(name: string): Promise<string | undefined> {
    if (!(await caches.has(this.cache))) return undefined;
    return (await (await caches.open(this.cache)).match(this.address(name)))?.text();
  }

  async set(name: string, value: string): Promise<void> {
    await (await caches.open(this.cache)).put(this.address(name), new Response(value));
  }

  async drop(name: string): Promise<void> {
    if (await caches.has(this.cache)) await (await caches.open(this.cache)).delete(this.address(name));
  }

  /** The names under which something is. */
  async names(): Promise<string[]> {
    if (!(await caches.has(this.cache))) return [];
    const requests = await (await caches.open(this.cache)).keys();
    return requests.map(({ url }) => decodeURIComponent(url.slice(url.lastIndexOf("/") + 1)));
  }
}
