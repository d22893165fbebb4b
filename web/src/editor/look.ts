/** How the editor looks: the listing's colours, and the measures of the textarea that it takes the place of. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Names, signs and spaces have the colour of text, as in listings. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null, tags.self], color: "var(--hl-k)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--hl-s)" },
  { tag: [tags.number, tags.meta], color: "var(--hl-n)" },
  { tag: tags.comment, color: "var(--ink2)" },
]);

/** `.ed__text, .cm-editor` in lesson.css has the measures; here is only what CodeMirror's own theme would undo. */
const theme = EditorView.theme({
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit", overflow: "auto hidden", scrollbarWidth: "thin" },
  ".cm-content": { padding: ".5rem 0 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 .6rem 0 .5rem" },
  ".cm-gutters": { width: "var(--strip)", background: "var(--bar)", color: "var(--ink2)", border: "0", boxSizing: "border-box" },
  ".cm-gutter": { width: "100%" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 .3rem 0 0", minWidth: "0" },
  ".cm-activeLineGutter": { background: "none", color: "var(--ink)", fontWeight: "600" },
  ".cm-activeLine": { background: "none" },
  ".cm-hit": { background: "color-mix(in srgb, var(--fail) 14%, transparent)" },
  "&.cm-focused .cm-matchingBracket, .cm-matchingBracket": { background: "none", boxShadow: "0 .09em 0 var(--edge)" },
});

export const look: Extension = [syntaxHighlighting(colours), theme];
