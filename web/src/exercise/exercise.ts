/** One exercise of a page: its editor, its buttons, its results. */
import { Runtime } from "../runner/runtime";
import type { Ending, Event, ExerciseData, Report, Run } from "../runner/types";
import { progress } from "../store";
import { Desk } from "./desk";
import { button, make, one } from "./dom";
import { Loading, megabytes, sparesData } from "./loading";
import { Output } from "./output";
import { type Count, Results } from "./results";
import { download } from "./save";
import { fetchSolution, solutionPanel } from "./solution";
import { Versions } from "./versions";
import type { Words } from "./words";

const RUN_SILENCE_S = 10;

type Task = "check" | "run";

/** Brings an exercise to life. `act` does what the buttons below the editor say. */
export class Exercise {
  private readonly runtime: Runtime;
  private readonly desk: Desk;
  private readonly versions: Versions;
  private readonly results: Results;
  private readonly output: Output;
  private readonly loading: Loading;
  private readonly said = make("p", { class: "vh", role: "status" });
  /** The sum again, for screens on which the list is far below the buttons. */
  private readonly brief = make("p", { class: "ed__sum", hidden: "" });
  private readonly after = make("div", { class: "ex__after" });
  private active: Run | null = null;
  private last: Task = "check";
  private report: Report | null = null;
  private agreed = !sparesData();

  constructor(private readonly root: HTMLElement, private readonly app: string, private readonly data: ExerciseData, private readonly words: Words) {
    this.runtime = Runtime.for(app);
    this.desk = new Desk(root, data, { onchange: () => this.versions.changed(), onkey: (key) => this.key(key) }, words.say("editor.files"));
    this.versions = new Versions(data, this.desk, words);
    const command = one(root, ".ex__judge .cmdline code").textContent ?? "";
    this.results = new Results(root, data, words, {
      goTo: (file, line) => this.desk.goTo(file, line),
      revealed: (test) => progress.of(data.key).hints?.[test] ?? 0,
      reveal: (test, upTo) => progress.hint(data.key, test, upTo),
    }, command);
    this.output = new Output(words);
    this.loading = new Loading(words, { cancel: () => this.cancel(), again: () => this.again() });
    this.place();
    this.runtime.onstatus((status) => this.loading.show(status, this.active !== null || status.phase === "failed"));
    if (this.agreed) this.runtime.warm({ ...this.data.starter, suite: this.data.suite.source });
  }

  /** Does what a button says. */
  act(name: string): void {
    if (name === "check" || name === "run") this.start(name);
    else if (name === "stop") this.active?.stop();
    else if (name === "reset") this.versions.reset();
    else if (name === "copy") void navigator.clipboard?.writeText(this.desk.shown).then(() => this.say("site.copied"));
    else if (name === "save") download(this.desk.files, this.data.name);
  }

  private place(): void {
    const bar = one(this.root, ".ed__bar");
    bar.before(this.versions.notice.dom);
    bar.after(this.loading.dom, this.brief, this.output.dom, this.said);
    one(this.root, "ol.checks").after(this.after);
    this.showAfter(null);
  }

  private key(key: Task | "leave"): void {
    if (key !== "leave") return this.start(key);
    this.do("check").focus();
    this.say("editor.left");
  }

  private do(name: string): HTMLButtonElement {
    return one(this.root, `.ed__bar [data-do=${name}]`);
  }

  private say(key: string): void {
    this.said.textContent = "";
    setTimeout(() => { this.said.textContent = this.words.say(key); }, 50);
  }

  private start(task: Task): void {
    if (this.active) return;
    this.versions.flush();
    if (!this.agreed) return void this.askForData(task);
    this.setBusy(true);
    this.runtime.onask = (name, { sent }) => this.askForPack(name, sent);
    this.output.begin(this.words.say(task === "run" ? "editor.printed" : "editor.printed_checks", { file: this.data.name }));
    this.active = task === "run" ? this.program() : this.grade();
    this.last = task;
    this.loading.show(this.runtime.status, true);
    void this.active.done.then((ending) => this.end(task, ending));
  }

  /** Whoever spares data is told the size first. */
  private async askForData(task: Task): Promise<void> {
    const manifest = (await (await fetch(new URL("manifest.json", this.app))).json()) as Record<string, { sent?: number }>;
    const bytes = ["worker", "wasm", "core", "engine"].reduce((sum, name) => sum + (manifest[name]?.sent ?? 0), 0);
    const load = button(this.words.say("editor.load"), () => {
      this.agreed = true;
      this.loading.hide();
      this.do(task).focus();
      this.start(task);
    }, "btn--main");
    this.loading.say(this.words.say("editor.size", { total: megabytes(bytes) }), load, button(this.words.say("editor.not_now"), () => this.loading.hide()));
    load.focus();
  }

  /** A large library is fetched only with the reader's consent. */
  private askForPack(name: string, bytes: number): Promise<boolean> {
    return new Promise((answer) => {
      const say = (key: string, yes: boolean): HTMLButtonElement => button(this.words.say(key), () => {
        this.loading.hide();
        answer(yes);
      });
      this.loading.say(this.words.say("editor.pack", { name, total: megabytes(bytes) }), say("editor.load", true), say("editor.not_now", false));
    });
  }

  private program(): Run {
    const files = { ...this.data.given, ...this.desk.files };
    return this.runtime.run({ do: "program", files, main: this.data.name }, (event) => this.hear(event), { silence_s: RUN_SILENCE_S });
  }

  private grade(): Run {
    this.results.begin(this.words.say("editor.checking"));
    this.brief.hidden = true;
    this.report = null;
    this.after.hidden = true;
    return this.runtime.grade(this.data, this.desk.files, (event) => this.hear(event));
  }

  private hear(event: Event): void {
    if (event.output) this.output.write(event.output.stream, event.output.text);
    if (event.capped) this.output.cap(event.capped.limit);
    if (event.check) this.results.add(event.check);
    if (event.report) this.report = event.report;
    if (event.exit) this.exited(event.exit.status, event.exit.how);
    if (event.error && this.runtime.status.phase !== "failed") this.output.note(event.error.message, " ", event.error.hint);
    if (event.broken) this.output.note(this.words.say("editor.broken", { why: event.broken.why }));
  }

  private exited(status: number | null, how: string): void {
    if (status === 0 && this.output.isEmpty) this.output.note(this.words.say("editor.nothing_printed"));
    this.output.note(status === null ? how : this.words.say("editor.status", { status }));
  }

  private end(task: Task, ending: Ending): void {
    this.active = null;
    this.loading.hide();
    this.setBusy(false);
    if (this.runtime.status.phase === "failed") this.loading.show(this.runtime.status, true);
    if (task === "run") {
      if (ending !== "done") this.output.note(this.words.say(`editor.ended.${ending}`));
      this.say(ending === "done" ? "editor.ran" : `editor.ended.${ending}`);
      return;
    }
    this.judge(ending);
  }

  private judge(ending: Ending): void {
    const count = this.results.finish(this.report);
    if (this.report) progress.record(this.data.key, this.data, this.report, this.desk.files);
    const sum = count ? this.sum(count) : this.report ? this.words.say("editor.not_loaded") : "";
    const why = ending === "stopped" || ending === "failed" ? `${this.words.say(`editor.ended.${ending}`)} ` : "";
    this.results.status.textContent = why + sum;
    this.brief.replaceChildren(make("a", { href: `#${one(this.root, "ol.checks").getAttribute("aria-labelledby")}` }, why + sum));
    this.brief.hidden = false;
    this.showAfter(this.report ? count : null);
  }

  private sum({ held, count, away, missing }: Count): string {
    const parts = [this.words.say("editor.sum", { held, count })];
    if (away) parts.push(this.words.say("summary.not_run", { count: away }));
    if (missing) parts.push(this.words.say("summary.missing", { count: missing }));
    return `${parts.join(", ")}.`;
  }

  /** What to do next, once every check holds that runs here; and the solution. */
  private showAfter(count: Count | null): void {
    const passed = count !== null && count.held > 0 && count.held + count.away === count.count;
    const show = button(this.words.say("editor.solution"), () => void this.showSolution(show));
    this.after.hidden = false;
    this.after.replaceChildren(...(passed ? [make("p", { class: "ex__next" }, this.words.say(count.away ? "editor.passed_here" : "editor.passed"), " ", this.next())] : []), show);
  }

  private next(): Node | string {
    const all = [...document.querySelectorAll<HTMLElement>(".ex")];
    const later = all[all.indexOf(this.root) + 1];
    const anchor = later ? (later.dataset.key ?? "").split("/")[1] : document.querySelector("course-quiz") ? "quiz" : "";
    if (!anchor) return "";
    const title = later?.querySelector("h3")?.firstChild?.textContent ?? this.words.say("editor.quiz");
    return make("a", { href: `#${anchor}` }, this.words.say("editor.next", { title }));
  }

  private async showSolution(asked: HTMLButtonElement): Promise<void> {
    const passed = progress.of(this.data.key).state === "passed";
    if (!passed && !confirm(this.words.say("editor.solution_ask"))) return;
    const files = await fetchSolution(this.app, this.data.key);
    this.root.querySelector(".ex__solution")?.remove();
    const panel = solutionPanel(files, this.desk, this.words, () => {
      panel.remove();
      asked.focus();
    });
    one(this.root, ".ex__work").append(panel);
    panel.focus();
  }

  private setBusy(busy: boolean): void {
    const stop = this.do("stop");
    if (!busy && document.activeElement === stop) this.do("check").focus();
    stop.disabled = !busy;
    for (const name of ["check", "run"]) this.do(name).setAttribute("aria-disabled", String(busy));
  }

  private cancel(): void {
    this.active?.stop();
    this.runtime.cancel();
  }

  private again(): void {
    this.loading.hide();
    this.start(this.last);
  }
}
