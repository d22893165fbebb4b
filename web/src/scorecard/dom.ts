/** Small helpers of the pages about what is kept. Text goes in as text, never as markup. */

/** An element with attributes and children. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A text of the catalogue with its fields filled in. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Words of the catalogue, as a block's element carries them. */
export type Words = { [name: string]: string | Words };

/** The text under a path such as `now.sum`. */
export function say(words: Words, path: string, values: Record<string, string | number> = {}): string {
  let found: string | Words = words;
  for (const part of path.split(".")) found = typeof found === "string" ? "" : found[part] ?? "";
  return fill(typeof found === "string" ? found : "", values);
}

/** A button that does something. */
export function button(text: string, act: () => void, look = ""): HTMLButtonElement {
  const node = make("button", { class: `btn ${look}`.trim(), type: "button" }, text);
  node.onclick = act;
  return node;
}

/** All elements that a selector finds. */
export function all<E extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): E[] {
  return [...within.querySelectorAll<E>(selector)];
}

/** A date as the reader's language writes it. */
export function dated(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.valueOf()) ? iso : date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
