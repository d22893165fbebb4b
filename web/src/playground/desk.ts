/** Several files behind tabs, each with an editor of its own. */
import { Editor } from "../editor/editor";
import { make } from "../exercise/dom";
import type { Files } from "../runner/types";

/** Whom the desk tells. */
export interface DeskEvents {
  /** A text has changed. */
  onchange(): void;
  /** There are other files, or another one is open. */
  onfiles(): void;
  onkey(key: "check" | "run" | "leave"): void;
  /** The reader means to write. */
  onfocus(): void;
}

interface Sheet {
  name: string;
  tab: HTMLButtonElement;
  panel: HTMLElement;
  editor: Editor;
}

/** The files of the playground. */
export class Desk {
  private sheets: Sheet[] = [];
  private shown = "";
  private count = 0;

  constructor(private readonly tabs: HTMLElement, private readonly place: HTMLElement, private readonly described: string, private readonly events: DeskEvents) {}

  get files(): Files {
    return Object.fromEntries(this.sheets.map(({ name, editor }) => [name, editor.text]));
  }

  get names(): string[] {
    return this.sheets.map(({ name }) => name);
  }

  /** The name of the open file. */
  get open(): string {
    return this.shown;
  }

  /** Puts other files in the place of all. */
  fill(files: Files, shown: string): void {
    for (const sheet of this.sheets) this.discard(sheet);
    this.sheets = [];
    for (const [name, text] of Object.entries(files)) this.add(name, text);
    this.show(this.names.includes(shown) ? shown : this.names[0]!);
  }

  add(name: string, text: string): void {
    const id = `pg-${(this.count += 1)}`;
    const tab = make("button", { type: "button", role: "tab", id: `${id}-tab`, "aria-controls": id }, name);
    const panel = make("div", { class: "pg__panel", role: "tabpanel", id, "aria-labelledby": tab.id });
    const editor = new Editor((dom) => panel.append(dom), {
      text, label: name, describedBy: this.described, python: name.endsWith(".py"),
      onchange: () => {
        resize(sheet);
        this.events.onchange();
      },
      onkey: (key) => this.events.onkey(key),
    });
    const sheet: Sheet = { name, tab, panel, editor };
    panel.addEventListener("focusin", () => this.events.onfocus());
    tab.onclick = () => this.show(sheet.name);
    tab.onkeydown = (event) => this.walk(event, sheet);
    this.sheets.push(sheet);
    this.tabs.append(tab);
    this.place.append(panel);
    resize(sheet);
  }

  rename(from: string, to: string): void {
    const sheet = this.sheets.find(({ name }) => name === from)!;
    const { text } = sheet.editor;
    const place = this.sheets.indexOf(sheet);
    const others = Object.entries(this.files).filter(([name]) => name !== from);
    others.splice(place, 0, [to, text]);
    this.fill(Object.fromEntries(others), to);
  }

  remove(name: string): void {
    const place = this.names.indexOf(name);
    const [sheet] = this.sheets.splice(place, 1);
    this.discard(sheet!);
    this.show(this.names[Math.max(0, place - 1)]!);
  }

  show(name: string): void {
    this.shown = name;
    for (const sheet of this.sheets) {
      const open = sheet.name === name;
      sheet.panel.hidden = !open;
      sheet.tab.setAttribute("aria-selected", String(open));
      sheet.tab.tabIndex = open ? 0 : -1;
      if (open) sheet.editor.view.requestMeasure();
    }
    this.events.onfiles();
  }

  /** Goes to a line, given as `broken.py:5`. */
  goTo(place: string): void {
    const [, name, line] = /^(.*):(\d+)$/.exec(place) ?? [];
    const sheet = this.sheets.find((each) => each.name === name);
    if (!sheet) return;
    this.show(sheet.name);
    sheet.editor.goTo(Number(line));
  }

  /** Gives the focus to the tab of the open file. */
  leave(): void {
    this.sheets.find(({ name }) => name === this.shown)?.tab.focus();
  }

  private discard(sheet: Sheet): void {
    sheet.editor.view.destroy();
    sheet.tab.remove();
    sheet.panel.remove();
  }

  private walk(event: KeyboardEvent, sheet: Sheet): void {
    const place = this.sheets.indexOf(sheet);
    const count = this.sheets.length;
    const next = { ArrowRight: (place + 1) % count, ArrowLeft: (place + count - 1) % count, Home: 0, End: count - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.show(this.sheets[next]!.name);
    this.leave();
  }
}

/** The editor is as high as its text. */
function resize({ editor }: Sheet): void {
  editor.view.dom.style.setProperty("--rows", String(Math.max(8, editor.view.state.doc.lines)));
}
