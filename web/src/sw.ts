/**
 * The service worker. It is registered only after "Keep offline", and answers from the build that was kept.
 *
 * It fetches no build itself: a page does, where the reader sees it, and then names it as the current one. A page that is
 * opened gets the current build, and everything that this page asks for later comes from the same build, also after another
 * one has become the current one. A build is removed when it is not the current one and no page uses it.
 *
 * A newer version of this script takes over when no page of the site is open, as browsers do it, and serves the same builds.
 */
import { cacheNames, LATEST, NETWORK, State } from "./offline/names";

/** What is used here of the service worker's own interfaces, which cannot be loaded beside those of pages. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Message extends Lasting {
  data: unknown;
}
interface Fetch extends Lasting {
  request: Request;
  clientId: string;
  resultingClientId: string;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  registration: ServiceWorkerRegistration;
  clients: { matchAll(options: { includeUncontrolled: boolean; type: "all" }): Promise<{ id: string }[]> };
  addEventListener(name: "activate", listener: (event: Lasting) => void): void;
  addEventListener(name: "message", listener: (event: Message) => void): void;
  addEventListener(name: "fetch", listener: (event: Fetch) => void): void;
}

const worker = self as unknown as Worker;
const root = worker.registration.scope;
const names = cacheNames(root);
const state = new State(root);
/** Which build a page or a worker uses, by its client's id. The browser may end this script at any time: `state` knows, too. */
const used = new Map<string, string>();

const clientKey = (id: string): string => `client ${id}`;

worker.addEventListener("activate", (event) => event.waitUntil(prune()));

worker.addEventListener("message", (event) => {
  if (event.data === "prune") event.waitUntil(prune());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(root) || request.headers.has("range") || url.searchParams.has(LATEST)) return;
  event.respondWith(request.mode === "navigate" ? page(event, url) : part(event, url));
});

/** A page of the current build; one that this build does not have comes from the network, with all that belongs to it. */
async function page(event: Fetch, url: URL): Promise<Response> {
  const build = (await state.get("current")) ?? NETWORK;
  const found = await find(build, url);
  event.waitUntil(remember(event.resultingClientId, build).then(prune));
  if (found) return found;
  const folder = new URL(`${url.pathname}/`, url);
  if (!url.pathname.endsWith("/") && (await find(build, folder))) return Response.redirect(folder.href + url.search, 302);
  try {
    const answer = await fetch(event.request);
    await remember(event.resultingClientId, NETWORK);
    return answer;
  } catch (error) {
    const missing = await find(build, new URL("404.html", root));
    if (!missing) throw error;
    return new Response(missing.body, { status: 404, headers: missing.headers });
  }
}

/** What a page asks for: from its own build, or from the network if that build does not have it. */
async function part(event: Fetch, url: URL): Promise<Response> {
  const build = await buildOf(event.clientId);
  // A worker of the page is a client of its own, and belongs to the same build.
  if (event.resultingClientId) event.waitUntil(remember(event.resultingClientId, build));
  return (await find(build, url)) ?? fetch(event.request);
}

async function find(build: string, url: URL): Promise<Response | undefined> {
  if (build === NETWORK || !(await caches.has(names.build(build)))) return undefined;
  return (await caches.open(names.build(build))).match(url.origin + url.pathname);
}

async function buildOf(id: string): Promise<string> {
  const known = used.get(id) ?? (await state.get(clientKey(id)));
  if (known) {
    used.set(id, known);
    return known;
  }
  // A client that nobody announced, such as a worker in a browser that gives it no id before: as its neighbours do.
  const builds = new Set(await Promise.all((await clientIds()).map((other) => state.get(clientKey(other)))));
  builds.delete(undefined);
  return builds.size === 1 ? [...builds][0]! : ((await state.get("current")) ?? NETWORK);
}

async function remember(id: string, build: string): Promise<void> {
  if (!id) return;
  used.set(id, build);
  await state.set(clientKey(id), build);
}

async function clientIds(): Promise<string[]> {
  return (await worker.clients.matchAll({ includeUncontrolled: true, type: "all" })).map(({ id }) => id);
}

/** Forgets clients that are gone, and removes builds that nobody needs any more. */
async function prune(): Promise<void> {
  const alive = new Set(await clientIds());
  const needed = new Set([await state.get("current"), await state.get("fetching")]);
  const clients = (await state.names()).filter((name) => name.startsWith(clientKey("")));
  for (const name of clients) {
    const id = name.slice(clientKey("").length);
    // The page that is being opened is no client yet.
    if (alive.has(id) || used.has(id)) needed.add(await state.get(name));
    else await state.drop(name);
    if (!alive.has(id)) setTimeout(() => used.delete(id), 30_000);
  }
  for (const name of await caches.keys()) {
    if (name.startsWith(names.build("")) && !needed.has(names.idOf(name))) await caches.delete(name);
  }
}
