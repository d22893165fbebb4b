/** Python in the page: loads it when it is asked for, keeps one worker in reserve, and runs what the reader wants. */

import { Ledger } from "./grading";
import { Output } from "./output";
import { load } from "./loading";
import type { Loaded } from "./loading";
import { needs } from "./packs";
import type { Need } from "./packs";
import type { Outcome, Seat } from "./pool";
import type { Ending, Event, ExerciseData, Files, Limits, Pack, Request, Run, Status } from "./types";
import { say } from "./words";

/** Seconds without a message after which a run is ended; more on a machine on which Python starts slowly. */
export const SILENCE_S = 10;

/** Milliseconds that a run may go on before the next worker is started beside it: most are over by then. */
const PATIENCE_MS = 300;

/** Workers that one grading may lose before the checks that are left are not reached any more. */
const LIVES = 5;

/** Gigabytes of memory up to which a second worker, of some 100 MB, has to wait until the first has ended. */
const SMALL_GB = 4;

type On = (event: Event) => void;
type Step = Outcome | { silent: number } | { stopped: true } | { failed: string };

function isModest(): boolean {
  const { deviceMemory } = navigator as { deviceMemory?: number };
  return (deviceMemory !== undefined && deviceMemory <= SMALL_GB) || matchMedia("(pointer: coarse)").matches;
}

/** Something that happens once, and can be waited for. */
class Flag {
  raised = false;
  raise: () => void = () => {};
  readonly wait = new Promise<void>((done) => {
    this.raise = (): void => {
      this.raised = true;
      done();
    };
  });
}

/** Everything of a request that may name a library. */
function textsOf(request: Request): Files[] {
  const files = request.files ?? {};
  if (request.do !== "grade") return [files];
  return [files, request.exercise.given, { suite: request.exercise.suite.source }];
}

/** Python for one page. */
export class Runtime {
  static #all = new Map<string, Runtime>();

  /** The runtime of a page; one for each address of `app/<hash>/`. */
  static for(appUrl: string): Runtime {
    const address = new URL(appUrl.endsWith("/") ? appUrl : `${appUrl}/`, document.baseURI).href;
    const found = Runtime.#all.get(address) ?? new Runtime(address);
    Runtime.#all.set(address, found);
    return found;
  }

  /** Asked before a pack is loaded that says so. Without it such packs are not loaded. */
  onask: ((name: string, pack: Pack) => Promise<boolean>) | null = null;

  status: Status = { phase: "idle", loaded: 0, total: 0 };
  #listeners = new Set<(status: Status) => void>();
  #abort = new AbortController();
  #loading: Promise<Loaded> | null = null;
  #loaded: Loaded | null = null;
  #spare: Seat | null = null;
  #ahead: Files[] = [];
  #allowed = new Map<string, boolean>();
  #turn: Promise<unknown> = Promise.resolve();
  #ran = false;

  private constructor(readonly appUrl: string) {}

  /** Have `f` called with every change of the status. Returns what ends that. */
  onstatus(f: (status: Status) => void): () => void {
    this.#listeners.add(f);
    return () => this.#listeners.delete(f);
  }

  /** Start loading, and the first worker. With `files` the libraries that they name are loaded into it as well. */
  warm(files?: Files): void {
    if (files) this.#ahead = [files];
    this.#fill().then((seat) => this.#equip(seat, this.#ahead, true)).catch(() => {});
  }

  /** Give up loading. It can be asked for again. */
  cancel(): void {
    if (this.status.phase !== "loading") return;
    this.#reset({ phase: "idle", loaded: 0, total: 0 });
  }

  /** Do what `request` says in a worker of its own. `on` hears every event. Runs that overlap wait for one another. */
  run(request: Request, on: On, limits: Limits = {}): Run {
    return this.#queue(async (stop): Promise<Ending> => {
      const step = await this.#attempt(request, on, limits, stop);
      if ("end" in step) return "done";
      if ("stopped" in step) return "stopped";
      if ("silent" in step) return "timed out";
      if (!("failed" in step)) on({ error: { message: say("lost" in step ? "runner.lost" : "runner.died"), hint: "" } });
      return "failed";
    });
  }

  /**
   * Grade `files`. A check at which the worker falls silent is "timed out", one at which it ends is "failed", and the
   * others go on in the next worker. The last event is one report over all of them.
   */
  grade(exercise: ExerciseData, files: Files, on: On, limits: Limits = {}): Run {
    const seed = String(crypto.getRandomValues(new Uint32Array(1))[0]);
    const ledger = new Ledger(exercise, seed, on);
    return this.#queue(async (stop): Promise<Ending> => {
      let ending: Ending = "done";
      for (let lives = LIVES; ; lives--) {
        const only = ledger.left;
        const request: Request = { do: "grade", exercise, files, seed, ...(only && { only }) };
        const step = await this.#attempt(request, (event) => ledger.take(event), limits, stop);
        if ("stopped" in step) return "stopped";
        if ("failed" in step) return "failed";
        if ("end" in step) {
          if (!ledger.reported && !ledger.loaded) return "failed";
          if (!ledger.reported) ledger.lose(false, say("runner.broke"));
          ledger.close("");
          return ending;
        }
        const silent = "silent" in step;
        if (silent) ending = "timed out";
        const why = silent ? say("grading.silent", { seconds: step.silent }) : say("grading.died");
        if (ledger.lose(silent, why) && lives > 1) continue;
        ledger.close(why);
        return ending;
      }
    });
  }

  #queue(work: (stop: Flag) => Promise<Ending>): Run {
    const stop = new Flag();
    const before = this.#turn;
    const done = Promise.race([before, stop.wait]).then(() => (stop.raised ? "stopped" : work(stop)));
    // Whoever comes next waits for this one, and, if it was stopped while it waited, for those before it.
    this.#turn = Promise.allSettled([before, done]);
    return { done, stop: () => stop.raise() };
  }

  /** One worker's part of a run. It never throws. */
  async #attempt(request: Request, on: On, limits: Limits, stop: Flag): Promise<Step> {
    const stopped = stop.wait.then((): Step => ({ stopped: true }));
    let seat: Seat | null = null;
    let later: ReturnType<typeof setTimeout> | undefined;
    const work = async (): Promise<Step> => {
      seat = await this.#take(stop);
      if (!seat) return { stopped: true };
      later = setTimeout(() => this.#refill(), PATIENCE_MS);
      await this.#equip(seat, textsOf(request));
      if (stop.raised) return { stopped: true };
      return this.#listen(seat, request, on, (limits.silence_s ?? SILENCE_S) * (seat.marks.slow ?? 1));
    };
    const failed = (error: unknown): Step => {
      if (this.#abort.signal.aborted && this.status.phase !== "failed") return { stopped: true };
      const message = this.status.message ?? say("runner.start", { why: String((error as Error)?.message ?? error) });
      on({ error: { message, hint: say("runner.try_again") } });
      return { failed: message };
    };
    try {
      return await Promise.race([work().catch(failed), stopped]);
    } finally {
      clearTimeout(later);
      (seat as Seat | null)?.kill();
      this.#ran = true;
      this.#refill();
    }
  }

  /** Have a worker serve a request, as long as it is heard of. */
  #listen(seat: Seat, request: Request, on: On, silence: number): Promise<Step> {
    return new Promise((done) => {
      let clock: ReturnType<typeof setTimeout> | undefined;
      const restart = (): void => {
        clearTimeout(clock);
        clock = setTimeout(() => {
          output.flush();
          done({ silent: Math.round(silence) });
        }, silence * 1000);
      };
      const output = new Output(on);
      restart();
      const heard = (event: Event): void => {
        restart();
        output.take(event);
      };
      void seat.run(JSON.stringify(request), heard).then((outcome) => {
        clearTimeout(clock);
        output.flush();
        done(outcome);
      });
    });
  }

  // ---- loading

  #load(): Promise<Loaded> {
    this.#loading ??= this.#bring();
    return this.#loading;
  }

  async #bring(): Promise<Loaded> {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#tell({ phase: "loading", loaded: 0, total: 0 });
    try {
      const loaded = await load(this.appUrl, signal, this.#counter(), (why) => this.#fail(say("runner.start", { why })));
      signal.throwIfAborted();
      this.#loaded = loaded;
      this.#reserve(loaded.first);
      return loaded;
    } catch (error) {
      if (!signal.aborted) this.#fail(say("runner.load"));
      throw error;
    }
  }

  #counter(): { expect(bytes: number): void; count(bytes: number): void } {
    const { signal } = this.#abort;
    const change = (loaded: number, total: number): void => {
      if (!signal.aborted) this.#tell({ ...this.status, loaded: this.status.loaded + loaded, total: this.status.total + total });
    };
    return { expect: (bytes) => change(0, bytes), count: (bytes) => change(bytes, 0) };
  }

  #fail(message: string): void {
    this.#reset({ phase: "failed", loaded: 0, total: 0, message });
  }

  #reset(status: Status): void {
    this.#abort.abort();
    this.#loaded?.workshop.close();
    this.#loaded = this.#loading = this.#spare = null;
    this.#tell(status);
  }

  #tell(status: Status): void {
    this.status = status;
    for (const listener of this.#listeners) listener(status);
  }

  // ---- workers

  /** The next worker, ready; null if it is not wanted any more, and stays in reserve. */
  async #take(stop: Flag): Promise<Seat | null> {
    const seat = await this.#fill();
    await seat.ready;
    if (stop.raised) return null;
    if (this.#spare === seat) this.#spare = null;
    return seat;
  }

  /** See that a worker waits in reserve. */
  async #fill(): Promise<Seat> {
    const { workshop } = await this.#load();
    return this.#spare ?? this.#reserve(workshop.seat());
  }

  #reserve(seat: Seat): Seat {
    this.#spare = seat;
    seat.ready.then(
      () => this.#tell({ ...this.status, phase: "ready" }),
      (error: Error) => this.#lost(seat, error),
    );
    this.#equip(seat, this.#ahead, true).catch(() => {});
    return seat;
  }

  /** A worker that did not start: the page says so, unless it was ended on purpose. */
  #lost(seat: Seat, error: Error): void {
    if (this.#spare !== seat) return;
    this.#spare = null;
    this.#fail(say("runner.start", { why: error.message }));
  }

  /** The next worker, while another is at work. */
  #refill(): void {
    if (this.#loaded && (this.#ran || !isModest())) this.#fill().catch(() => {});
  }

  /** Bring the packs that `texts` name. `ahead`: import what they name, and ask nobody. */
  async #equip(seat: Seat, texts: Files[], ahead = false): Promise<void> {
    const { manifest } = await this.#load();
    if (!ahead && texts.length) this.#ahead = texts;
    for (const need of needs(manifest.packs, ...texts)) {
      if (seat.packs.has(need.name) || (need.pack.asks && !(await this.#allows(need, ahead)))) continue;
      seat.add(need.name, need.pack, await this.#packBytes(need.pack), ahead ? need.named : []);
    }
  }

  async #allows({ name, pack }: Need, ahead: boolean): Promise<boolean> {
    const known = this.#allowed.get(name);
    if (known || ahead) return known ?? false;
    const answer = (await this.onask?.(name, pack)) ?? false;
    this.#allowed.set(name, answer);
    return answer;
  }

  async #packBytes(pack: Pack): Promise<ArrayBuffer> {
    const { assets } = await this.#load();
    if (!assets.has(pack)) this.#tell({ ...this.status, phase: "loading", total: this.status.total + pack.sent });
    const bytes = await assets.bytes(pack);
    if (this.status.loaded >= this.status.total) this.#tell({ ...this.status, phase: "ready" });
    return bytes;
  }
}
