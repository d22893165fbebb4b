/**
 * Inside the sandboxed frame, whose origin is opaque: no storage, no network, no channel to the site.
 *
 * It compiles Pyodide once, and starts and ends workers when the page says so through its port. Nothing that runs in a
 * worker can reach the page but through the port that the page has made for it.
 */

import type { Boot, Order, Start, Stock, Told } from "./orders";

const workers = new Map<number, Worker>();

function listen(port: MessagePort, boot: Boot): void {
  const tell = (told: Told): void => port.postMessage(told);
  const address = URL.createObjectURL(new Blob([boot.worker], { type: "text/javascript" }));
  const module = WebAssembly.compile(boot.wasm);
  module.catch((error: unknown) => tell({ broken: String(error) }));
  boot.wasm = new ArrayBuffer(0); // its ten megabytes are compiled, and not needed any more
  let deliver: (stock: Stock) => void = () => {};
  const stocked = new Promise<Stock>((done) => (deliver = done));

  const end = (id: number): void => {
    workers.get(id)?.terminate();
    workers.delete(id);
  };

  const lose = (id: number): void => {
    end(id);
    tell({ lost: id });
  };

  async function start(id: number, own: MessagePort): Promise<void> {
    const worker = new Worker(address);
    workers.set(id, worker);
    const lost = (): void => {
      if (workers.has(id)) lose(id);
    };
    // Our own worker never throws out of its handlers, and speaks through its port only. Whatever else arrives here is
    // learner code that tries to keep this thread busy.
    worker.onerror = worker.onmessage = worker.onmessageerror = lost;
    const [compiled, stock] = await Promise.all([module, stocked]);
    if (workers.has(id)) worker.postMessage({ module: compiled, lock: boot.lock, ...stock } satisfies Start, [own]);
  }

  port.onmessage = (event: MessageEvent<Order>): void => {
    const order = event.data;
    if ("end" in order) end(order.end);
    else if ("stock" in order) deliver(order.stock);
    else if (event.ports[0]) start(order.start, event.ports[0]).catch(() => lose(order.start));
  };
}

self.onmessage = (event: MessageEvent<Boot>): void => {
  self.onmessage = null;
  const port = event.ports[0];
  if (port) listen(port, event.data);
};
