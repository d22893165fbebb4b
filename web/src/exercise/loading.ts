/** How far Python has come, in words; giving up, and trying again. */
import type { Status } from "../runner/types";
import { button, make } from "./dom";
import type { Words } from "./words";

/** Megabytes as people read them. */
export function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

/** Whether the reader has asked their browser to spare data. */
export function sparesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

/** What the panel can be asked to do. */
export interface LoadingEvents {
  cancel(): void;
  again(): void;
}

/** The line below the buttons while Python is on its way. */
export class Loading {
  readonly dom = make("div", { class: "ed__load", hidden: "" });
  private readonly text = make("p");
  private readonly bar = make("progress", { "aria-hidden": "true" });

  constructor(private readonly words: Words, private readonly events: LoadingEvents) {}

  /** @param wanted whether somebody waits for it; what comes ahead of time is not shown */
  show({ phase, loaded, total, message }: Status, wanted: boolean): void {
    this.dom.hidden = !wanted || phase === "idle" || phase === "ready";
    if (this.dom.hidden) return;
    if (phase === "failed") {
      const again = button(this.words.say("editor.again"), () => this.events.again());
      this.say(message ?? "", again);
      return;
    }
    this.text.textContent = this.words.say(loaded < total || !total ? "editor.loading" : "editor.starting", { loaded: megabytes(loaded), total: megabytes(total) });
    if (total) Object.assign(this.bar, { max: total, value: loaded });
    if (this.bar.isConnected) return;
    this.dom.replaceChildren(this.text, this.bar, button(this.words.say("editor.cancel"), () => this.events.cancel()));
  }

  /** Says something that is to be answered, or read, in this place. */
  say(text: string, ...buttons: HTMLButtonElement[]): void {
    this.dom.hidden = false;
    this.text.textContent = text;
    this.dom.replaceChildren(this.text, ...buttons);
  }

  hide(): void {
    this.dom.hidden = true;
  }
}
