/** A message about the learner's code that waits for an answer. One at a time, below the editor. */
import { button, make, withCode } from "./dom";

/** What the reader can answer; the notice goes with the answer unless it `stays`. */
export interface Answer {
  text: string;
  act(): void;
  stays?: boolean;
}

/** The place of the message. */
export class Notice {
  readonly dom = make("div", { class: "ed__notice", role: "status" });

  show(text: string, answers: Answer[]): void {
    const buttons = answers.map(({ text: label, act, stays }) => button(label, () => {
      if (!stays) this.clear();
      act();
    }));
    this.dom.replaceChildren(make("p", {}, ...withCode(text)), make("p", { class: "ed__answers" }, ...buttons));
  }

  /** Adds something below the message, such as a difference. */
  add(node: Node): void {
    this.dom.querySelector(".diff")?.remove();
    this.dom.append(node);
  }

  clear(): void {
    this.dom.replaceChildren();
  }
}
