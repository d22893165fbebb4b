/** Runs the program or the tests, and shows what they print. */
import { one, withCode } from "../exercise/dom";
import { megabytes } from "../exercise/loading";
import type { Words } from "../exercise/words";
import { Consent } from "../night/consent";
import { Rows } from "../night/output";
import type { Runtime } from "../runner/runtime";
import type { Event, Files, Request, Run, Status } from "../runner/types";

const SILENCE_S = 10;

type Values = Record<string, string | number>;

/** The panel below the editor. */
export class Runner {
  private readonly code: HTMLElement;
  private readonly status: HTMLElement;
  private readonly consent: Consent;
  private run: Run | undefined;
  private waiting = false;

  constructor(box: HTMLElement, app: string, private readonly runtime: Runtime, private readonly words: Words, private readonly stopButton: HTMLButtonElement) {
    this.code = one(box, "code");
    this.status = one(box, ".run__foot");
    this.consent = new Consent(this.status, app, words, runtime);
    runtime.onstatus((status) => this.loading(status));
  }

  /** Nothing has run yet. */
  clear(): void {
    this.stop();
    this.code.replaceChildren();
    this.tell("idle");
  }

  stop(): void {
    this.run?.stop();
  }

  /** Runs one file as `python NAME` does. */
  async program(files: Files, name: string): Promise<void> {
    await this.start({ do: "program", files, main: name }, "running", { name }, ({ exit }) => {
      if (exit?.status === null) this.status.replaceChildren(...withCode(exit.how));
      else this.tell("ended", { name, status: exit?.status ?? "" });
    });
  }

  /** Runs every `test_*.py` with pytest. */
  async tests(files: Files): Promise<void> {
    if (!Object.keys(files).some((name) => /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(name))) {
      this.code.replaceChildren();
      return this.tell("no_tests");
    }
    await this.start({ do: "tests", files }, "testing", {}, (event) => {
      const { status, counts } = event.tests as { status: number; counts: Record<string, number> };
      const { passed = 0, failed = 0 } = counts;
      this.tell(failed ? "tests_broke" : passed && !status ? "tests_held" : "tests_none", { passed, failed, status });
    });
  }

  private async start(request: Request, doing: string, values: Values, end: (event: Event) => void): Promise<void> {
    if (!(await this.consent.given())) return;
    this.stop();
    const rows = new Rows(this.code);
    let over = false;
    const on = (event: Event): void => {
      this.waiting = false;
      if (event.output) rows.add(event.output.text);
      else if (event.capped) rows.add(`\n${this.say("capped", { limit: event.capped.limit })}\n`);
      else if (event.error) {
        over = true;
        this.tell("problem", { ...event.error });
      } else if (event.exit || event.tests) {
        over = true;
        end(event);
      }
    };
    this.tell(doing, values);
    this.waiting = true;
    this.stopButton.disabled = false;
    const run = this.runtime.run(request, on, { silence_s: SILENCE_S });
    this.run = run;
    const ending = await run.done;
    if (this.run !== run) return; // Another one has begun.
    this.run = undefined;
    this.waiting = false;
    this.stopButton.disabled = true;
    if (ending === "stopped") this.tell("stopped");
    else if (ending === "timed out") this.tell("timed_out", { seconds: SILENCE_S });
    else if (ending === "failed" && !over) this.tell("problem", { message: this.runtime.status.message ?? "", hint: "" });
  }

  private loading({ phase, loaded, total }: Status): void {
    if (!this.waiting || phase !== "loading") return;
    if (total > 0 && loaded < total) this.tell("loading", { done: megabytes(loaded), total: megabytes(total) });
    else this.tell("starting");
  }

  private say(key: string, values: Values = {}): string {
    return this.words.say(`playground.${key}`, values);
  }

  private tell(key: string, values: Values = {}): void {
    this.status.replaceChildren(...withCode(this.say(key, values)));
  }
}
