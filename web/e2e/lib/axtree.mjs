// What Chromium tells a screen reader, as text that can be compared: one line per node, deeper is further right.
//
// Left out, because it is noise: boxes without a role, the lines that a text is broken into, the marks of list items, texts
// that are only white space, and numbers of nodes. Suites choose their numbers at random, and times are measured: a number with
// a point is written as "N.N", one with a unit of time as "N s".

/** Properties that a person notices; `false` and `off` are what is usual, and are not written. */
const SAID = new Set(["autocomplete", "checked", "disabled", "expanded", "hasPopup", "invalid", "level", "live", "modal", "multiline", "pressed", "readonly", "required", "selected"]);
const SILENT = new Set(["generic", "none", "InlineTextBox", "ListMarker", "LineBreak"]);
/** Parts of a sentence: what is in them stands in the line of the sentence. */
const WORDS = new Set(["code", "emphasis", "strong", "mark", "insertion", "deletion", "time"]);

const value = (field) => (field?.value === undefined ? "" : String(field.value));
/** @param {string} text */
const steady = (text) => text.replace(/\b\d+(?:\.\d+)?(\s?m?s)\b/g, "N$1").replace(/\b\d+\.\d+\b/g, "N.N").replace(/\s+/g, " ").trim();

function line(node) {
  const said = (node.properties ?? []).filter(({ name, value: { value: what } }) => SAID.has(name) && what !== false && what !== "false" && what !== "off" && what !== "").map(({ name, value: { value: what } }) => `${name}=${what}`).sort();
  const name = steady(value(node.name)), more = steady(value(node.description)), content = node.role?.value === "textbox" ? steady(value(node.value)) : "";
  return value(node.role) + (name && ` "${name}"`) + (more && ` (${more})`) + (content && ` = ${JSON.stringify(content.slice(0, 60))}`) + (said.length ? ` [${said.join(", ")}]` : "");
}

/** The lines of a node and what is below it; `text` is set where it is nothing but words, which then stand in one line. */
function linesOf(node, byId) {
  const role = value(node.role), silent = node.ignored || SILENT.has(role);
  if (role === "StaticText") {
    const text = value(node.name);
    return { lines: text.trim() ? [`text "${steady(text)}"`] : [], text };
  }
  const children = role === "textbox" ? [] : (node.childIds ?? []).filter((id) => byId.has(id)).map((id) => linesOf(byId.get(id), byId));
  const plain = children.every(({ text }) => text !== undefined), text = children.map((child) => child.text).join("");
  if (silent || WORDS.has(role)) {
    if (plain) return { lines: text.trim() ? [`text "${steady(text)}"`] : [], text };
    return { lines: children.flatMap(({ lines }) => lines), text: undefined };
  }
  const own = line(node), same = steady(value(node.name)) === steady(text);
  if (plain) return { lines: [same || !text.trim() ? own : `${own}: "${steady(text)}"`], text: undefined };
  return { lines: [own, ...children.flatMap(({ lines }) => lines.map((below) => `  ${below}`))], text: undefined };
}

/**
 * The tree below an element.
 *
 * @param {import("./puppet.mjs").Tab} tab A page in Chromium.
 * @param {string} selector
 * @returns {Promise<string>}
 */
export async function treeOf(tab, selector) {
  const session = await tab.page.createCDPSession();
  try {
    const { root } = await session.send("DOM.getDocument", { depth: 0 });
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    const { node } = await session.send("DOM.describeNode", { nodeId });
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const byId = new Map(nodes.map((one) => [one.nodeId, one]));
    const first = nodes.find((one) => one.backendDOMNodeId === node.backendNodeId);
    if (!first) throw new Error(`Nothing of ${selector} is told to a screen reader.`);
    return `${linesOf(first, byId).lines.join("\n")}\n`;
  } finally {
    await session.detach();
  }
}
