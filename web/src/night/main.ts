/** "Run it at 3 a.m.": runs a program of the page in the page. Its output takes the place of what was captured. */
import { button as makeButton, make, one, withCode } from "../exercise/dom";
import { megabytes } from "../exercise/loading";
import { Words } from "../exercise/words";
import { Runtime } from "../runner/runtime";
import type { Ending, Event, Run, Status } from "../runner/types";
import { Consent } from "./consent";
import { normalise, Rows, withoutPorts } from "./output";
import { snippet } from "./snippets";

const SILENCE_S = 10;

/** How a program ended, as `prodready.browser.incident` says it. */
interface Ended {
  status: number | null;
  seconds: number;
  waits: string;
}

/** One run block of the page. */
class Night {
  private readonly code: HTMLElement;
  private readonly out: HTMLElement;
  private readonly captured: Node[];
  private readonly expected: string;
  private readonly label: string;
  private readonly status = make("p", { class: "run__foot", role: "status" });
  private readonly swap: HTMLButtonElement;
  private readonly runtime: Runtime;
  private readonly consent: Consent;
  private live: Node[] = [];
  /** What the status says of the last run. */
  private told: Node[] = [];
  private run: Run | undefined;
  private going = false;

  constructor(private readonly go: HTMLButtonElement, private readonly app: string, private readonly words: Words) {
    const box = go.closest<HTMLElement>(".run")!;
    this.runtime = Runtime.for(app);
    this.out = one(box, ".out");
    this.code = one(this.out, "code");
    this.captured = [...this.code.childNodes];
    this.expected = normalise(this.code.textContent ?? "");
    this.label = go.textContent ?? "";
    this.swap = makeButton(this.say("captured"), () => this.show(this.code.firstChild === this.captured[0]), "btn--quiet");
    const change = make("a", { class: "btn btn--quiet", href: new URL(`../../../playground/#${this.key}`, app).href }, this.say("change"));
    this.consent = new Consent(this.status, app, words, this.runtime);
    this.out.after(this.status, make("p", { class: "run__acts" }, this.swap, change));
  }

  /** What the button does now. */
  press(): void {
    if (this.going) this.stop();
    else void this.start();
  }

  private get key(): string {
    return this.go.dataset.night ?? "";
  }

  private say(key: string, values: Record<string, string | number> = {}): string {
    return this.words.say(`night.${key}`, values);
  }

  private tell(key: string, values: Record<string, string | number> = {}): void {
    this.status.replaceChildren(...withCode(this.say(key, values)));
  }

  private async start(): Promise<void> {
    if (!(await this.consent.given())) return;
    this.going = true;
    this.hold();
    this.swap.disabled = true;
    this.go.textContent = this.say("stop");
    this.tell("starting");
    const off = this.runtime.onstatus((status) => this.loading(status));
    try {
      const found = await snippet(this.app, this.key);
      if (!found) throw new Error(`There is no ${this.key}`);
      if (this.going) await this.play(found.files, found.main);
    } catch (error) {
      console.error(error);
      this.show(false);
      this.tell("data");
    } finally {
      off();
      this.going = false;
      this.run = undefined;
      this.go.textContent = this.live.length ? this.say("again") : this.label;
      this.swap.disabled = !this.live.length;
      this.out.style.minHeight = "";
    }
  }

  /** The place of the output, and of the button, stay as large as they are while it runs. */
  private hold(): void {
    this.out.style.minHeight = `${this.out.offsetHeight}px`;
    this.go.style.minWidth = `${this.go.offsetWidth}px`;
  }

  private loading({ phase, loaded, total }: Status): void {
    if (!this.going || phase !== "loading") return;
    if (total > 0 && loaded < total) this.tell("loading", { done: megabytes(loaded), total: megabytes(total) });
    else this.tell("starting");
  }

  private async play(files: Record<string, string>, script: string): Promise<void> {
    let rows: Rows | undefined;
    let ended: Ended | undefined;
    let problem = "";
    const on = (event: Event): void => {
      if (event.output) {
        if (!rows) this.tell("running");
        rows ??= new Rows(this.code);
        rows.add(withoutPorts(event.output.text));
      } else if (event.capped) rows?.add(`\n${this.say("capped", { limit: event.capped.limit })}\n`);
      else if (event.incident) ended = event.incident as Ended;
      else if (event.error) problem = event.error.message;
    };
    this.run = this.runtime.run({ do: "incident", files, script }, on, { silence_s: SILENCE_S });
    const ending = await this.run.done;
    if (rows) this.live = [...this.code.childNodes];
    else this.show(false);
    this.finish(ending, ended, rows?.text ?? "", problem);
  }

  private finish(ending: Ending, ended: Ended | undefined, text: string, problem: string): void {
    this.swap.textContent = this.say("captured");
    if (ending === "stopped") this.tell(text ? "stopped" : "stopped_early");
    else if (ending === "timed out") this.tell("timed_out", { seconds: SILENCE_S });
    else if (ending === "failed" || !ended) {
      this.show(false);
      this.tell("failed", { why: problem || this.runtime.status.message || "" });
    } else if (ended.waits) this.tell("waits", { place: ended.waits });
    else this.tell(normalise(text) === this.expected ? "same" : "other", { seconds: ended.seconds.toFixed(1) });
    this.told = [...this.status.childNodes];
  }

  /** Shows what was printed here, or what was captured. */
  private show(live: boolean): void {
    this.code.replaceChildren(...(live && this.live.length ? this.live : this.captured));
    this.swap.textContent = this.say(live ? "captured" : "live");
    if (live) this.status.replaceChildren(...this.told);
    else this.tell("is_captured");
  }

  private stop(): void {
    this.going = false;
    if (this.run) this.run.stop();
    else {
      this.runtime.cancel();
      this.show(false);
    }
  }
}

const nights = new WeakMap<HTMLElement, Night>();
let words: Promise<Words> | undefined;

/** Does what the button of a run block says; `app` is the address of this script's folder. */
export async function press(go: HTMLButtonElement, app: string): Promise<void> {
  words ??= Words.fetch(app).catch((error: unknown) => {
    words = undefined;
    throw error;
  });
  const found = await words;
  const night = nights.get(go) ?? new Night(go, app, found);
  nights.set(go, night);
  night.press();
}
