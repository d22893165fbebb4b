/** `<course-shared>`: on a machine of several people, a tab keeps nothing beyond its own life. */
import { button, make, say, type Words } from "../scorecard/dom";
import { isShared, setShared } from "../store";

export class SharedBox extends HTMLElement {
  private words: Words = {};

  connectedCallback(): void {
    this.words = JSON.parse(this.dataset.words ?? "{}") as Words;
    this.show();
  }

  private show(): void {
    const [text, act] = isShared() ? ["on", "end"] : ["off", "start"];
    const change = button(say(this.words, `mode.${act}`), () => this.change());
    this.replaceChildren(make("p", {}, say(this.words, `mode.${text}`), " ", change));
  }

  private change(): void {
    const on = !isShared();
    if (!on && !confirm(say(this.words, "mode.ask"))) return;
    setShared(on);
    dispatchEvent(new Event("forgotten")); // Everything on the page shows what is kept now.
    this.show();
    const said = make("p", { role: "status", tabindex: "-1" }, say(this.words, on ? "mode.started" : "mode.ended"));
    this.append(said);
    said.focus({ preventScroll: true });
  }
}
