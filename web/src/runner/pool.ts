/** Workers behind one sandboxed frame. Each serves one run, and is thrown away after it. */

import { MOST, readMessage } from "./messages";
import type { Message } from "./messages";
import type { Boot, Order, Stock, Task, Told } from "./orders";
import type { Pack } from "./types";

/** What the frame may do: run scripts that it was handed, and start workers from them. Nothing is fetched, ever. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:; worker-src blob:";

/** Seconds that Python may take to start before it is given up; a slow phone needs some fifteen. */
const START_S = 120;

/** How a worker ended a request: in order, by dying, or because it sent what no worker of ours sends. */
export type Outcome = { end: true } | { died: string } | { lost: true };

/** One worker, from its start to its end. */
export class Seat {
  /** Resolves when it can take a request; rejects if it never will. */
  readonly ready: Promise<void>;
  readonly packs = new Set<string>();
  /** Milliseconds of each step of its start; `slow` is by how much this machine is slower than usual, 1 or more. */
  marks: Record<string, number> = {};
  #on: ((message: Message) => void) | null = null;
  #over: (outcome: Outcome) => void = () => {};
  #messages = 0;
  #gone = false;
  #begun: (error?: Error) => void = () => {};

  constructor(
    readonly port: MessagePort,
    readonly end: () => void,
  ) {
    this.ready = new Promise((done, fail) => {
      const late = setTimeout(() => this.lose(), START_S * 1000);
      this.#begun = (error) => {
        clearTimeout(late);
        if (error) fail(error);
        else done();
      };
    });
    this.ready.catch(() => {});
    port.onmessage = (event: MessageEvent<unknown>): void => this.#take(event.data);
    port.onmessageerror = (): void => this.lose();
  }

  #take(data: unknown): void {
    if (this.#gone) return;
    const message = ++this.#messages > MOST ? null : readMessage(data);
    if (!message) this.lose();
    else if (message.ready) {
      this.marks = message.ready;
      this.#begun();
    } else if (message.refused !== undefined) this.#fail(new Error(message.refused));
    else if (message.end) this.#finish({ end: true });
    else if (message.died !== undefined) this.#finish({ died: message.died });
    else if (message.packed === undefined) this.#on?.(message);
  }

  /** Have it import from a pack; `ahead` are modules that are imported at once. Tasks are done in their order. */
  add(name: string, pack: Pack, bytes: ArrayBuffer, ahead: string[]): void {
    if (this.packs.has(name)) return;
    this.packs.add(name);
    this.#post({ pack: { name, path: pack.path, native: pack.native, bytes, ahead } });
  }

  /** Serve a request. `on` hears every event; at most one request at a time. */
  run(request: string, on: (message: Message) => void): Promise<Outcome> {
    this.#messages = 0;
    this.#on = on;
    return new Promise((done) => {
      this.#over = done;
      if (this.#gone) done({ lost: true });
      else this.#post({ run: request });
    });
  }

  #post(task: Task): void {
    this.port.postMessage(task);
  }

  #finish(outcome: Outcome): void {
    this.#on = null;
    this.#over(outcome);
  }

  #fail(error: Error): void {
    this.kill();
    this.#begun(error);
  }

  /** It is of no use any more. */
  lose(): void {
    if (this.#gone) return;
    this.#fail(new Error("the worker was lost"));
    this.#finish({ lost: true });
  }

  /** End it now, whatever it does; nothing is heard of it again. */
  kill(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.port.onmessage = null;
    this.port.close();
    this.end();
  }
}

/** What a frame is made of: its own script, and what it is told first. */
export interface Parts extends Boot {
  frame: string;
}

/** The frame; it lives as long as the page. */
export class Workshop {
  #seats = new Map<number, Seat>();
  #next = 0;
  #element: HTMLIFrameElement;
  #port: MessagePort;

  /** @param broken Called if the frame cannot start workers at all, with what the browser said. */
  constructor(parts: Parts, broken: (why: string) => void) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = (event: MessageEvent<Told>): void => {
      if ("lost" in event.data) this.#seats.get(event.data.lost)?.lose();
      else broken(event.data.broken);
    };
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.setAttribute("aria-hidden", "true");
    frame.tabIndex = -1;
    frame.hidden = true;
    frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><script>${parts.frame}</script>`;
    const { frame: _, ...boot } = parts;
    frame.onload = (): void => frame.contentWindow?.postMessage(boot satisfies Boot, "*", [port2, boot.wasm]);
    this.#element = frame;
    document.body.append(frame);
  }

  /** Hand in what Python imports from: all workers wait for it. */
  furnish(stock: Stock): void {
    this.#order({ stock });
  }

  /** A new worker, which starts as soon as everything is there. */
  seat(): Seat {
    const id = this.#next++;
    const { port1, port2 } = new MessageChannel();
    const seat = new Seat(port1, () => {
      this.#seats.delete(id);
      this.#order({ end: id });
    });
    this.#seats.set(id, seat);
    this.#order({ start: id }, port2);
    return seat;
  }

  #order(order: Order, ...ports: MessagePort[]): void {
    this.#port.postMessage(order, ports);
  }

  /** End every worker. */
  close(): void {
    for (const seat of [...this.#seats.values()]) seat.lose();
    this.#port.close();
    this.#element.remove();
  }
}
