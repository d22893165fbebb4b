/** `<course-offline>`: keeps the course on this device, says how far that is, and undoes it. */
import { button, make, say, type Words } from "../scorecard/dom";
import { askPersistence, isShared } from "../store";
import { Keeper, Refused } from "./keep";
import type { Head } from "./names";

const JUST_KEPT = "prodready.offline";
const MEGABYTE = 1e6;

/** A size in words. */
export function sized(bytes: number): string {
  return bytes < MEGABYTE ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

export class OfflineBox extends HTMLElement {
  static root = "";
  private words: Words = {};
  private readonly keeper = new Keeper(OfflineBox.root);
  private readonly said = make("p", { role: "status", tabindex: "-1" });

  connectedCallback(): void {
    this.words = JSON.parse(this.dataset.words ?? "{}") as Words;
    addEventListener("forgotten", () => void this.show());
    void this.show();
  }

  private say(name: string, values: Record<string, string | number> = {}): string {
    return say(this.words, name, values);
  }

  private async show(): Promise<void> {
    if (!Keeper.isAble()) return this.replaceChildren(make("p", {}, this.say("unable")));
    const build = await this.keeper.current().catch(() => null);
    if (build) {
      const text = make("p", {}, this.say("kept", { size: sized(await this.keeper.size(build)) }));
      this.replaceChildren(text, make("p", {}, button(this.say("remove"), () => void this.undo())), this.said);
      if (takeNote(JUST_KEPT)) {
        this.said.textContent = text.textContent;
        text.remove();
        this.said.focus();
      }
      return;
    }
    if (isShared()) return this.replaceChildren(make("p", {}, this.say("shared")), this.said);
    const head = await this.keeper.latest();
    if (!head) return this.replaceChildren(make("p", {}, this.say("no_network")), this.said);
    const what = make("p", {}, this.say("what", { size: sized(head.bytes) }));
    this.replaceChildren(what, make("p", {}, button(this.say("keep"), () => void this.keep())), this.said);
  }

  private tell(text: string): void {
    this.said.textContent = text;
    this.said.focus({ preventScroll: true });
  }

  private async keep(): Promise<void> {
    const head = await this.keeper.latest();
    if (!head) return this.tell(this.say("no_network"));
    const stopped = new AbortController();
    const cancel = button(this.say("cancel"), () => stopped.abort());
    const { told, bar } = meter(head, (done) => this.say("keeping", { done: sized(done), size: sized(head.bytes) }));
    this.said.textContent = "";
    this.replaceChildren(bar, make("p", {}, cancel), this.said);
    cancel.focus();
    void askPersistence();
    try {
      await this.keeper.fetchBuild(head, told, stopped.signal);
      await this.keeper.accept(head.build);
    } catch (error) {
      if (stopped.signal.aborted || (error instanceof Refused && error.problem !== "failed")) await this.keeper.abandon(head.build);
      await this.show();
      console.warn(error);
      return this.tell(stopped.signal.aborted ? this.say("cancelled") : this.say(error instanceof Refused ? error.problem : "unable", { size: sized(head.bytes) }));
    }
    // This page came from the network. The same page out of what is kept has all its parts from there, too.
    leaveNote(JUST_KEPT);
    location.hash = this.closest("[id]")?.id ?? "";
    location.reload();
  }

  private async undo(): Promise<void> {
    if (!confirm(this.say("ask"))) return;
    await this.keeper.remove();
    await this.show();
    this.tell(this.say("removed"));
  }
}

/** A bar that fills itself, with its words beside it. Those who listen hear every fifth part. */
export function meter(head: Head, words: (done: number) => string): { bar: HTMLElement; told: (bytes: number) => void } {
  const label = make("span", {}, words(0));
  const progress = make("progress", { max: String(head.bytes), value: "0", "aria-label": words(head.bytes) });
  const heard = make("span", { class: "vh", role: "status" });
  let last = 0;
  const told = (bytes: number): void => {
    progress.value = bytes;
    label.textContent = words(bytes);
    if (bytes - last < head.bytes / 5) return;
    last = bytes;
    heard.textContent = words(bytes);
  };
  return { bar: make("p", { class: "offline__bar" }, progress, " ", label, heard), told };
}

function leaveNote(name: string): void {
  try {
    sessionStorage.setItem(name, "1");
  } catch { /* Then nothing is said after the reload. */ }
}

function takeNote(name: string): boolean {
  try {
    const there = sessionStorage.getItem(name) !== null;
    sessionStorage.removeItem(name);
    return there;
  } catch {
    return false;
  }
}
