/** A small Python editor in the place of a textarea. The rest of the page knows nothing of CodeMirror. */
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { Compartment, EditorState, type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { look } from "./look";

/** What an editor shows, and whom it tells. */
export interface EditorOptions {
  text: string;
  /** Its name for those who listen. */
  label: string;
  /** The id of an element that says which keys do what. */
  describedBy?: string;
  /** The number of the first line; 1 without it. */
  first?: number;
  readOnly?: boolean;
  /** Whether the file is Python; other files have no colours. */
  python?: boolean;
  onchange?(): void;
  /** Keys; `true` is not needed, they are used up. */
  onkey?(key: "check" | "run" | "leave"): void;
}

const hit = StateEffect.define<number | null>();

/** One line that is pointed at; it goes with the next change. */
const hits = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, change) {
    for (const effect of change.effects) {
      if (effect.is(hit)) return effect.value === null ? Decoration.none : Decoration.set(Decoration.line({ class: "cm-hit" }).range(effect.value));
    }
    return change.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** An editor. */
export class Editor {
  readonly view: EditorView;
  private readonly numbers = new Compartment();
  private first: number;
  /** Tab indents for those who have clicked or typed; whoever comes with the Tab key goes on with it. */
  private indents = false;

  constructor(place: (dom: HTMLElement) => void, options: EditorOptions) {
    this.first = options.first ?? 1;
    const state = EditorState.create({ doc: options.text, extensions: this.extensions(options) });
    this.view = new EditorView({ state, dispatchTransactions: (all, view) => this.take(all, view, options) });
    place(this.view.dom);
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Puts another text in the place of the whole; Ctrl+Z brings the old one back. */
  set text(text: string) {
    if (text === this.text) return;
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  /** The number of the first line. */
  set start(first: number) {
    if (first === this.first) return;
    this.first = first;
    this.view.dispatch({ effects: this.numbers.reconfigure(this.gutter()) });
  }

  focus(): void {
    this.view.focus();
  }

  /** Puts the caret where it was in the textarea. */
  select(from: number, to: number): void {
    const most = this.view.state.doc.length;
    this.view.dispatch({ selection: { anchor: Math.min(from, most), head: Math.min(to, most) } });
  }

  /** Goes to a line of the file, and marks it. */
  goTo(number: number): void {
    const { doc } = this.view.state;
    const line = doc.line(Math.max(1, Math.min(doc.lines, number - this.first + 1)));
    this.view.dispatch({ selection: { anchor: line.from }, effects: [hit.of(line.from), EditorView.scrollIntoView(line.from, { y: "center" })] });
    this.focus();
  }

  private take(all: readonly import("@codemirror/state").Transaction[], view: EditorView, options: EditorOptions): void {
    view.update(all);
    if (!all.some((each) => each.docChanged)) return;
    if (all.some((each) => each.isUserEvent("input") || each.isUserEvent("delete"))) this.indents = true;
    options.onchange?.();
  }

  private gutter(): Extension {
    return lineNumbers({ formatNumber: (number) => String(number + this.first - 1) });
  }

  private extensions({ label, describedBy, readOnly, python = true, onkey }: EditorOptions): Extension {
    const key = (name: "check" | "run" | "leave") => (): boolean => (onkey?.(name), true);
    const described: Record<string, string> = describedBy ? { "aria-describedby": describedBy } : {};
    return [
      Prec.high(keymap.of([
        { key: "Mod-Enter", run: key("check") },
        { key: "Shift-Enter", run: key("run") },
        { key: "Escape", run: key("leave") },
        { key: "Tab", run: (view) => this.indents && indentMore(view), shift: (view) => this.indents && indentLess(view) },
      ])),
      this.numbers.of(this.gutter()),
      highlightActiveLineGutter(),
      history(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      EditorState.readOnly.of(readOnly ?? false),
      python ? [pythonLanguage, indentOnInput(), bracketMatching()] : [],
      keymap.of([...defaultKeymap, ...historyKeymap]),
      hits,
      EditorView.contentAttributes.of({ "aria-label": label, autocapitalize: "off", autocorrect: "off", spellcheck: "false", tabindex: "0", ...described }),
      EditorView.domEventHandlers({
        pointerdown: () => void (this.indents = true),
        blur: () => void (this.indents = false),
      }),
      look,
    ];
  }
}
