/** What the learner's code printed, in order, as the captured runs of the page show it. */
import type { Stream } from "../runner/types";
import { make } from "./dom";
import type { Words } from "./words";

/** Lines that are shown of one run; more would make the page slow. */
const MOST_LINES = 2000;

/** A panel for the output of one run. */
export class Output {
  readonly dom: HTMLElement;
  private readonly code = make("code");
  private readonly foot = make("p", { class: "run__foot" });
  private readonly title = make("span", { class: "run__what" });
  private row: HTMLElement | null = null;
  private stream: Stream = "stdout";
  private lines = 0;

  constructor(private readonly words: Words) {
    this.dom = make("div", { class: "run run--paper ed__out", hidden: "" },
      make("p", { class: "run__bar" }, this.title),
      make("pre", { class: "out", role: "group", tabindex: "0", "aria-label": words.say("editor.output") }, this.code),
      this.foot);
  }

  /** Forgets the run before. The panel comes with the first word, or with the end. */
  begin(title: string): void {
    this.title.textContent = title;
    this.code.replaceChildren();
    this.foot.replaceChildren();
    this.row = null;
    this.lines = 0;
    this.dom.hidden = true;
  }

  /** Adds what was written; a line that is not ended goes on with the next piece of the same stream. */
  write(stream: Stream, text: string): void {
    this.dom.hidden = false;
    for (const piece of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
      if (this.lines > MOST_LINES) return;
      if (!this.row || this.stream !== stream) this.start(stream);
      this.row?.append(piece.replace(/\n$/, ""));
      if (!piece.endsWith("\n")) continue;
      this.code.append("\n");
      this.row = null;
    }
  }

  /** No more is shown. */
  cap(limit: number): void {
    this.dom.hidden = false;
    this.note(this.words.say("editor.capped", { limit: Math.round(limit / 1000) }));
  }

  /** Adds a sentence below, such as the exit status. */
  note(...text: (Node | string)[]): void {
    this.dom.hidden = false;
    if (this.foot.childNodes.length) this.foot.append(" ");
    this.foot.append(...text);
  }

  get isEmpty(): boolean {
    return !this.code.childNodes.length;
  }

  private start(stream: Stream): void {
    if (this.row) this.code.append("\n");
    this.stream = stream;
    this.lines += 1;
    if (this.lines > MOST_LINES) {
      this.row = null;
      return this.note(this.words.say("editor.capped_lines", { limit: MOST_LINES }));
    }
    this.row = make("span", { class: stream === "stderr" ? "row row--err" : "row" });
    this.code.append(this.row);
  }
}
