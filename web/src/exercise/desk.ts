/** The files that the learner edits: each textarea becomes an editor; several of them stand behind tabs. */
import { Editor } from "../editor/editor";
import type { ExerciseData, Files } from "../runner/types";
import { make, one } from "./dom";

/** Whom the desk tells. */
export interface DeskEvents {
  onchange(): void;
  onkey(key: "check" | "run" | "leave"): void;
}

interface Sheet {
  name: string;
  box: HTMLElement;
  editor: Editor;
  /** What the page says already: the docstring at the top of the starter. It is graded, and not shown. */
  head: string;
  first: number;
  tab?: HTMLElement;
}

/** Lines for which there is always room. */
const LEAST_ROWS = 6;

const DOCSTRING = /^[rR]?("""|''')[^]*\1\s*$/;
const BEGINS = /^\s*[rR]?("""|''')/;

/** Whether the first `lines` lines of a text are its docstring, and nothing else. */
function isHeaded(text: string, lines: number): boolean {
  return DOCSTRING.test(text.split("\n").slice(0, lines).join("\n"));
}

/** The editors of one exercise. */
export class Desk {
  private readonly sheets: Sheet[];

  constructor(root: HTMLElement, data: ExerciseData, private readonly events: DeskEvents, tabsLabel: string) {
    const boxes = [...root.querySelectorAll<HTMLElement>(".ed")];
    this.sheets = boxes.map((box) => this.replace(box, data, `${root.dataset.key?.split("/")[1]}-keys`));
    if (boxes.length > 1) this.addTabs(tabsLabel);
  }

  /** All files, whole, as the grader wants them. */
  get files(): Files {
    return Object.fromEntries(this.sheets.map((sheet) => [sheet.name, isOwn(sheet) ? sheet.editor.text : sheet.head + sheet.editor.text]));
  }

  set files(files: Files) {
    for (const sheet of this.sheets) {
      const text = files[sheet.name];
      if (text === undefined) continue;
      const lines = sheet.first - 1;
      sheet.editor.text = lines && isHeaded(text, lines) ? text.split("\n").slice(lines).join("\n") : text;
    }
  }

  /** What is shown of a file, for copying. */
  get shown(): string {
    return this.open.editor.text;
  }

  /** The part of a text that this page shows: without the docstring of the starter. */
  shorten(name: string, text: string): string {
    const lines = (this.sheets.find((sheet) => sheet.name === name)?.first ?? 1) - 1;
    const end = BEGINS.exec(text) ? text.indexOf(text.trimStart().startsWith("'") ? "'''" : '"""', 4) + 3 : 0;
    if (!lines || end < 4) return text;
    return text.slice(end).replace(/^\s*\n/, "");
  }

  /** Goes to a line of a file. @returns whether there is such a file */
  goTo(name: string, line: number): boolean {
    const sheet = this.sheets.find((each) => each.name === name || each.name.endsWith(`/${name}`));
    if (!sheet) return false;
    this.show(sheet);
    sheet.editor.goTo(line);
    return true;
  }

  focus(): void {
    this.open.editor.focus();
  }

  private get open(): Sheet {
    return this.sheets.find((sheet) => !sheet.box.hidden) ?? this.sheets[0]!;
  }

  private replace(box: HTMLElement, data: ExerciseData, describedBy: string): Sheet {
    const text = one<HTMLTextAreaElement>(box, "textarea");
    const label = one<HTMLLabelElement>(box, "label");
    const name = text.dataset.file ?? "";
    const first = Number(text.dataset.first);
    const head = data.starter[name]?.split("\n").slice(0, first - 1).map((line) => `${line}\n`).join("") ?? "";
    const had = document.activeElement === text;
    const { selectionStart, selectionEnd, scrollLeft } = text;
    box.querySelector(".ed__lines")?.remove();
    const editor = new Editor((dom) => text.replaceWith(dom), {
      text: text.value, label: label.textContent ?? name, describedBy, python: name.endsWith(".py"),
      first: BEGINS.test(text.value) ? 1 : first,
      onchange: () => this.changed(sheet),
      onkey: (key) => this.events.onkey(key),
    });
    const sheet: Sheet = { name, box, editor, head, first };
    editor.view.dom.style.setProperty("--rows", text.style.getPropertyValue("--rows"));
    editor.view.scrollDOM.scrollLeft = scrollLeft;
    label.onclick = () => editor.focus();
    if (had) {
      editor.select(selectionStart, selectionEnd);
      editor.focus();
    }
    return sheet;
  }

  private changed(sheet: Sheet): void {
    sheet.editor.start = isOwn(sheet) ? 1 : sheet.first;
    const { style } = sheet.editor.view.dom;
    const room = Math.min(Number(style.getPropertyValue("--rows")), sheet.editor.view.state.doc.lines);
    style.setProperty("--rows", String(Math.max(room, LEAST_ROWS)));
    this.events.onchange();
  }

  /** A list of tabs: arrow keys go from one to the next, Tab goes into the file. */
  private addTabs(label: string): void {
    const list = make("div", { class: "ed__tabs", role: "tablist", "aria-label": label });
    this.sheets.forEach((sheet, place) => {
      const id = `${one(sheet.box, "label").getAttribute("for")}-tab`;
      const tab = make("button", { type: "button", role: "tab", id }, sheet.name.split("/").at(-1)!);
      sheet.tab = tab;
      sheet.box.setAttribute("role", "tabpanel");
      sheet.box.setAttribute("aria-labelledby", id);
      tab.onclick = () => this.show(sheet);
      tab.onkeydown = (event) => this.walk(event, place);
      list.append(tab);
    });
    this.sheets[0]!.box.before(list);
    this.show(this.sheets[0]!);
  }

  private walk(event: KeyboardEvent, place: number): void {
    const count = this.sheets.length;
    const next = { ArrowRight: (place + 1) % count, ArrowLeft: (place + count - 1) % count, Home: 0, End: count - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.show(this.sheets[next]!);
    this.sheets[next]!.tab?.focus();
  }

  private show(sheet: Sheet): void {
    if (!sheet.tab) return;
    for (const each of this.sheets) {
      each.box.hidden = each !== sheet;
      each.tab?.setAttribute("aria-selected", String(each === sheet));
      if (each.tab) each.tab.tabIndex = each === sheet ? 0 : -1;
    }
    sheet.editor.view.requestMeasure();
  }
}

/** Whether the learner has written a docstring of their own: then the starter's is left out. */
function isOwn(sheet: Sheet): boolean {
  return !sheet.head || BEGINS.test(sheet.editor.text);
}
