// @ts-check
// Exercises in their page: puts back what the reader wrote, and fetches the editor when it is asked for. Without this
// file they can be read, and done in a terminal.
/** @typedef {{open: (root: HTMLElement, app: string) => Promise<{act: (name: string) => void}>}} Editor */
const { app: folder } = JSON.parse(document.getElementById("course-words")?.textContent ?? "{}");
const app = new URL(folder, location.href).href;
const bar = /** @type {HTMLTemplateElement} */ (document.getElementById("ed-bar"));

/** @param {string} key @returns {Record<string, string>} What the reader wrote, by file. */
const written = (key) => {
  try {
    const shelf = sessionStorage.getItem("prodready.shared") === null ? localStorage : sessionStorage;
    return JSON.parse(shelf.getItem(`prodready.work.${key}`) ?? "{}").files ?? {};
  } catch {
    return {};
  }
};

/** A file without the docstring at its top that the page says already, if it fills the lines before the first one shown. @param {string} text @param {number} first */
const shown = (text, first) => {
  const lines = text.split("\n");
  return /^[rR]?("""|''')[^]*\1\s*$/.test(lines.slice(0, first - 1).join("\n")) ? lines.slice(first - 1).join("\n") : text;
};

/** Lets the reader type, and numbers the lines. @param {HTMLTextAreaElement} text @param {string | undefined} kept */
const prepare = (text, kept) => {
  const first = Number(text.dataset.first);
  Object.assign(text, { readOnly: false, spellcheck: false, autocapitalize: "off", autocomplete: "off", value: shown(kept ?? text.defaultValue, first) });
  text.setAttribute("autocorrect", "off");
  const numbers = text.value.replace(/\n$/, "").split("\n").map((_, place) => place + first);
  text.style.setProperty("--rows", String(numbers.length));
  text.before(Object.assign(document.createElement("span"), { className: "ed__lines", ariaHidden: "true", textContent: numbers.join("\n") }));
};

if (folder) for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".ex[data-edit]"))) {
  const files = written(root.dataset.key ?? "");
  const boxes = root.querySelectorAll(".ed");
  for (const text of root.querySelectorAll("textarea")) prepare(text, files[text.dataset.file ?? ""]);
  boxes[boxes.length - 1]?.after(bar.content.cloneNode(true));
  const note = /** @type {HTMLElement} */ (root.querySelector(".ed__keys"));
  note.id = `${root.dataset.key?.split("/")[1]}-keys`;
  /** @type {ReturnType<Editor["open"]> | undefined} */
  let editor;
  let tries = 0;
  /** @param {string} [action] */
  const ask = async (action) => {
    try {
      editor ??= import(`${app}exercise.js${tries ? `?${tries}` : ""}`).then((/** @type {Editor} */ { open }) => open(root, app));
      const opened = await editor;
      if (action) opened.act(action);
    } catch (error) {
      editor = undefined; // The next click tries again; some browsers remember that an address has failed.
      tries += 1;
      note.setAttribute("role", "status");
      note.textContent = bar.dataset.lost ?? "";
      console.error(error);
    }
  };
  root.addEventListener("focusin", ({ target }) => { if (target instanceof HTMLTextAreaElement) ask(); });
  root.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest(".ed__bar [data-do]");
    if (button instanceof HTMLElement) ask(button.dataset.do);
  });
}

export {}; // A module, whose names are its own.
