/** Elements without markup: everything that comes from Python or from storage is text. */

/** An element with attributes and children. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A button that does something. */
export function button(text: string, act: () => void, kind = ""): HTMLButtonElement {
  const node = make("button", { class: `btn ${kind}`.trim(), type: "button" }, text);
  node.onclick = act;
  return node;
}

/** The sign of a state: shape, then word, then colour; see course.css. */
export function sign(state: string, word: string): HTMLElement {
  return make("span", { class: "state", "data-state": state }, word);
}

/** What stands in backticks, as code. */
export function withCode(text: string): (Node | string)[] {
  return text.split("`").map((piece, place) => (place % 2 ? make("code", {}, piece) : piece));
}

/** The one element below `root` that a selector means. */
export function one<E extends Element = HTMLElement>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`The page has no \`${selector}\`.`);
  return found;
}
