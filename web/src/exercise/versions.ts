/** Whose version of the code stands in the editor: the learner's, another tab's, an earlier one, the starter. */
import type { ExerciseData, Files } from "../runner/types";
import { work } from "../store";
import type { Desk } from "./desk";
import { difference } from "./difference";
import { make } from "./dom";
import { isSame, Keep } from "./keep";
import { Notice } from "./notice";
import type { Words } from "./words";

/** Keeps the versions of one exercise apart. */
export class Versions {
  readonly notice = new Notice();
  private readonly keep: Keep;

  constructor(private readonly data: ExerciseData, private readonly desk: Desk, private readonly words: Words) {
    const kept = work.load(data.key);
    const digest = kept ? kept.starter : data.starter_digest;
    this.keep = new Keep(data.key, () => desk.files, digest, {
      onforeign: (files) => this.take(files),
      ontrouble: () => this.notice.show(words.say("editor.not_kept"), []),
    });
    if (kept && digest && digest !== data.starter_digest) this.offerStarter();
  }

  /** The learner has typed. */
  changed(): void {
    this.keep.soon();
  }

  /** Keeps everything now. */
  flush(): void {
    this.keep.flush();
  }

  /** Puts the starter back, after asking; what stood there can be brought back. */
  reset(): void {
    if (isSame(this.data.starter, this.desk.files)) {
      const undo = this.keep.undo;
      this.notice.show(this.words.say("editor.is_starter"), undo ? [this.bringBack(undo)] : []);
      return;
    }
    if (confirm(this.words.say("editor.reset_ask"))) this.replace(this.data.starter, "editor.reset_done");
  }

  /** The starter has changed since the learner began: never over their code, and offered. */
  private offerStarter(): void {
    const { words, data } = this;
    this.notice.show(words.say("editor.starter"), [
      { text: words.say("editor.keep"), act: () => this.keep.adopt(data.starter_digest) },
      { text: words.say("editor.compare"), act: () => this.compare(), stays: true },
      { text: words.say("editor.take"), act: () => this.replace(data.starter, "editor.reset_done") },
    ]);
  }

  private compare(): void {
    const mine = this.desk.files;
    const found = Object.keys(mine).flatMap((name) => difference(mine[name] ?? "", this.data.starter[name] ?? "", this.words, name) ?? []);
    this.notice.add(make("div", { class: "diff" }, ...(found.length ? found : [this.words.say("editor.same")])));
  }

  /** Another tab has written something newer. */
  private take(files: Files): void {
    const mine = this.desk.files;
    if (isSame(mine, files)) return;
    this.desk.files = files;
    this.keep.undo = mine;
    this.notice.show(this.words.say("editor.other_tab"), [this.bringBack(mine)]);
  }

  private replace(files: Files, said: string): void {
    const mine = this.desk.files;
    this.keep.undo = mine;
    this.desk.files = files;
    this.keep.adopt(this.data.starter_digest);
    if (isSame(this.desk.files, this.data.starter)) this.keep.drop();
    this.notice.show(this.words.say(said), [this.bringBack(mine)]);
  }

  private bringBack(files: Files): { text: string; act(): void } {
    return {
      text: this.words.say("editor.undo"),
      act: () => {
        this.desk.files = files;
        this.keep.adopt(this.data.starter_digest);
        this.keep.undo = null;
        this.desk.focus();
      },
    };
  }
}
