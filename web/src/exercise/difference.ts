/** Two versions of a file, line by line, in one column: readable on a phone, and told apart by signs and words. */
import { diffLines } from "diff";
import { make } from "./dom";
import type { Words } from "./words";

/** Equal lines that stay around a change. */
const AROUND = 3;

/** @returns the difference from `mine` to `other`; null if there is none */
export function difference(mine: string, other: string, words: Words, label: string): HTMLElement | null {
  const parts = diffLines(ended(mine), ended(other));
  if (!parts.some((part) => part.added || part.removed)) return null;
  const code = make("code");
  parts.forEach((part, place) => {
    const lines = part.value.replace(/\n$/, "").split("\n");
    if (part.added) return code.append(...lines.map((line) => row("ins", line)));
    if (part.removed) return code.append(...lines.map((line) => row("del", line)));
    code.append(...shortened(lines, place > 0, place < parts.length - 1, words));
  });
  return make("pre", { class: "diff", role: "group", tabindex: "0", "aria-label": label }, code);
}

function ended(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}

/** A line; where it is longer than the screen, it goes on under its own indent. */
function row(tag: "ins" | "del" | "span", line: string): HTMLElement {
  const node = make(tag, {}, line, "\n");
  node.style.setProperty("--in", `${line.length - line.trimStart().length + 2}ch`);
  return node;
}

/** Equal lines: a few beside each change, and how many there are between. */
function shortened(lines: string[], before: boolean, after: boolean, words: Words): HTMLElement[] {
  const head = before ? AROUND : 0;
  const tail = after ? AROUND : 0;
  const plain = (all: string[]): HTMLElement[] => all.map((line) => row("span", line));
  const left = lines.length - head - tail;
  if (left < AROUND) return plain(lines);
  const gap = make("span", { class: "diff__gap" }, words.say("editor.equal", { count: left }), "\n");
  return [...plain(lines.slice(0, head)), gap, ...plain(lines.slice(lines.length - tail))];
}
