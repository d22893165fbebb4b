// @ts-check
// Copy buttons, and names for what the theme leaves nameless. Everything can be read without this file.
/** @param {string} selector @returns {HTMLElement[]} */
const all = (selector) => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))];
/** @template {HTMLElement} [E=HTMLElement] @param {string} selector @returns {E} One that every page has. */
const one = (selector) => /** @type {E} */ (document.querySelector(selector));

/** The code of a listing or a command; line numbers and marks are no text. @param {HTMLElement} box */
const codeOf = (box) => (box.querySelector("code")?.textContent ?? "").replace(/[ \t]+$/gm, "").trimEnd();

/** Puts a copy button on listings and commands that want one, and on all code in a fence; `words` are those of the interface. @param {Record<string, string>} words */
function addCopyButtons(words) {
  for (const box of all("[data-copy], div.highlight:not(.code)")) {
    const button = Object.assign(document.createElement("button"), { className: "copy", type: "button", textContent: words.copy });
    button.onclick = async () => {
      await navigator.clipboard.writeText(codeOf(box));
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 1500);
    };
    box.append(button);
  }
}

const words = JSON.parse(one("#course-words").textContent ?? "");
if (navigator.clipboard) addCopyButtons(words);

// Programs of the page run in the page, and snippets open in the playground. What that takes is fetched when it is asked for.
const parts = words.app && new URL(words.app, location.href).href;
for (const box of parts ? all("[data-open]") : []) {
  const link = document.createElement("a");
  link.append(words.open, Object.assign(document.createElement("span"), { textContent: ` ${words.there}` }));
  box.append(Object.assign(link, { className: "copy copy--open", href: `${parts}../../../playground/#${box.dataset.open}`, ariaLabel: `${link.textContent}: ${box.dataset.open}` }));
}
for (const button of all("[data-night]")) {
  if (parts) button.onclick = () => import(`${parts}night.js`).then((night) => night.press(button, parts));
  else button.remove();
}
// Who keeps the course offline is told of a newer version, and the page about it has its button.
if (parts && (navigator.serviceWorker?.controller || one("course-offline"))) import(`${parts}offline.js`);
for (const dialog of all(".md-search[role=dialog]")) dialog.setAttribute("aria-label", words.search);

// On a narrow screen, and at 200 % on any, the theme's menu is a label that keys do not reach. A button takes its place.
/** @type {HTMLInputElement} */
const drawer = one("#__drawer");
const label = one(".md-header__button[for=__drawer]");
const menu = Object.assign(document.createElement("button"), { type: "button", className: `${label.className} menu`, ariaLabel: words.menu, ariaExpanded: "false" });
menu.append(...label.childNodes);
menu.onclick = () => drawer.click();
label.replaceWith(menu);

/** The theme puts the lists of the menu over each other: the first entry on top gets the focus. */
const enterMenu = () => all(".md-sidebar--primary :is(a, label)").find((entry) => {
  const { left, top, width, height } = entry.getBoundingClientRect();
  return width && entry.tabIndex >= 0 && entry.contains(document.elementFromPoint(left + width / 2, top + height / 2));
})?.focus();
drawer.onchange = () => {
  menu.ariaExpanded = String(drawer.checked);
  if (drawer.checked) setTimeout(enterMenu, 300); // It slides in.
};
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drawer.checked) return;
  drawer.click();
  menu.focus();
});

// A table that is wider than a phone scrolls inside a box that the theme makes; the keyboard has to reach that box.
addEventListener("load", () => {
  for (const box of all(".md-typeset__scrollwrap")) {
    if (box.scrollWidth > box.clientWidth) Object.assign(box, { tabIndex: 0, role: "group", ariaLabel: words.table });
  }
});

// The quiz stands at the end of a long page, so its player comes when the reader does.
const quiz = document.querySelector("course-quiz");
if (quiz) {
  const near = new IntersectionObserver((seen) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    import("./quiz.js");
  }, { rootMargin: "1200px" });
  near.observe(quiz);
}
