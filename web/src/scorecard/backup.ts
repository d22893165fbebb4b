/** Saving everything as one file, and merging such a file. */
import { backup, onchange, trouble } from "../store";
import { all, button, dated, make, say, type Words } from "./dom";

/** `<course-backup>`: two buttons, what they did, and a question where both sides have changed the same code. */
export class BackupBox extends HTMLElement {
  private words: Words = {};
  private said = make("p", { role: "status", tabindex: "-1" });
  private place = make("div");
  private warning = make("p", { class: "score__warning" });

  connectedCallback(): void {
    this.words = JSON.parse(this.dataset.words ?? "{}") as Words;
    const input = make("input", { type: "file", accept: ".json,application/json", hidden: "" });
    input.onchange = () => {
      const file = input.files?.[0];
      input.value = "";
      if (file) void this.open(file);
    };
    const buttons = make("p", {}, button(this.say("save"), () => this.save()), " ", button(this.say("read"), () => input.click()));
    this.replaceChildren(this.warning, buttons, input, this.place, this.said);
    onchange(() => this.warn());
    this.warn();
  }

  private say(path: string, values: Record<string, string | number> = {}): string {
    return say(this.words, path, values);
  }

  private tell(text: string): void {
    this.place.replaceChildren();
    this.said.textContent = text;
    this.said.focus({ preventScroll: true });
  }

  private warn(): void {
    const wrong = trouble();
    this.warning.hidden = !wrong;
    this.warning.textContent = wrong && this.say(`trouble.${wrong}`);
  }

  private save(): void {
    const content = backup.collect();
    if (backup.isEmpty(content)) return this.tell(this.say("nothing"));
    const url = URL.createObjectURL(new Blob([backup.toText(content)], { type: "application/json" }));
    make("a", { href: url, download: backup.NAME }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    this.tell(this.say("saved", { name: backup.NAME }));
  }

  private async open(file: File): Promise<void> {
    const found = backup.parse(await file.text().catch(() => ""));
    if ("problem" in found) return this.tell(this.say(`problem.${found.problem}`));
    const open = backup.conflicts(found.backup, starter);
    if (open.length) this.ask(found.backup, open);
    else this.merge(found.backup, new Set());
  }

  /** One choice for each exercise; the newer code is chosen. */
  private ask(found: backup.Backup, open: backup.Conflict[]): void {
    const fields = open.map(({ key, mine, theirs }, place) => {
      const newer = Date.parse(theirs.saved) > Date.parse(mine.saved);
      const choice = (value: string, text: string, checked: boolean): HTMLLabelElement => {
        const input = make("input", { type: "radio", name: `keep-${place}`, value });
        input.checked = checked;
        return make("label", {}, input, " ", text);
      };
      const title = document.querySelector(`[data-exercise="${CSS.escape(key)}"] a`)?.textContent ?? key;
      return make("fieldset", { "data-key": key }, make("legend", {}, title),
        choice("mine", this.say("mine", { date: dated(mine.saved) }), !newer), choice("theirs", this.say("theirs", { date: dated(theirs.saved) }), newer));
    });
    const form = make("form", { class: "score__ask" }, make("h3", { tabindex: "-1" }, this.say("ask")), make("p", {}, this.say("ask_text")), ...fields,
      make("p", {}, make("button", { class: "btn btn--main" }, this.say("apply")), " ", button(this.say("cancel"), () => this.tell(this.say("cancelled")))));
    form.onsubmit = (event) => {
      event.preventDefault();
      const taken = all("fieldset", form).filter((field) => field.querySelector<HTMLInputElement>("[value=theirs]")?.checked);
      this.merge(found, new Set(taken.map((field) => field.dataset.key ?? "")));
    };
    this.said.textContent = "";
    this.place.replaceChildren(form);
    form.querySelector("h3")!.focus();
  }

  private merge(found: backup.Backup, taken: ReadonlySet<string>): void {
    const { trouble: wrong, ...counts } = backup.take(found, taken, starter);
    if (wrong) return this.tell(this.say(`not_merged.${wrong}`));
    const any = Object.values(counts).some(Boolean);
    this.tell(any ? `${this.say("done")} ${this.say("counts", counts)}` : this.say("same"));
  }
}

/** The digest of an exercise's starter; empty if this page does not list it. */
function starter(key: string): string {
  return document.querySelector<HTMLElement>(`[data-exercise="${CSS.escape(key)}"]`)?.dataset.starter ?? "";
}
