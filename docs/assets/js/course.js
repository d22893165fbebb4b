// Copy buttons, and names for what the theme leaves nameless. Everything can be read without this file.
const all = (selector, node = document) => [...node.querySelectorAll(selector)];

/** The code of a listing or a command; line numbers and marks are no text. */
const codeOf = (box) => box.querySelector("code").textContent.replace(/[ \t]+$/gm, "").trimEnd();

/** Puts a copy button on everything that carries `data-copy`; `words` are those of the interface. */
function addCopyButtons(words) {
  for (const box of all("[data-copy]")) {
    const button = Object.assign(document.createElement("button"), { className: "copy", type: "button", textContent: words.copy });
    button.onclick = async () => {
      await navigator.clipboard.writeText(codeOf(box));
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 1500);
    };
    box.append(button);
  }
}

const words = JSON.parse(document.getElementById("course-words").textContent);
if (navigator.clipboard) addCopyButtons(words);
for (const dialog of all(".md-search[role=dialog]")) dialog.setAttribute("aria-label", words.search);

// A table that is wider than a phone scrolls inside a box that the theme makes; the keyboard has to reach that box.
addEventListener("load", () => {
  for (const box of all(".md-typeset__scrollwrap")) {
    if (box.scrollWidth > box.clientWidth) Object.assign(box, { tabIndex: 0, role: "region", ariaLabel: words.table });
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
