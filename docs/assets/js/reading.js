// @ts-check
// What this browser remembers of a reader: where a lesson was left, and which lessons are read to the end. `kept.js` shows
// it on other pages, and `web/src/store.ts` keeps the rest.
// It runs while the page is parsed, so that nothing moves afterwards. Without it, nothing of it is on the page.
// Words and addresses come from the elements' data. Nothing is sent anywhere.
{
  /** @typedef {{at?: string, read?: boolean}} Kept What is kept of one lesson; `at` is a heading's id. */
  /** @typedef {{schema: number, last: string, lessons: Record<string, Kept>}} State */

  const PLACE = "prodready.reading";
  const SCHEMA = 1;
  const SHARED = "prodready.shared"; // Only in sessionStorage: this tab keeps nothing beyond its own life.

  const box = () => (sessionStorage.getItem(SHARED) ? sessionStorage : localStorage);

  /** @param {string} text @param {Record<string, string|number>} values */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

  /** @param {string} name @returns {any} What is kept under a name; nothing where it is damaged, or nothing can be kept. */
  const kept = (name) => {
    try {
      return JSON.parse(box().getItem(name) ?? "null");
    } catch {
      return null;
    }
  };

  /** @returns {State} */
  const load = () => {
    const state = kept(PLACE);
    return state?.schema === SCHEMA && state.lessons ? state : { schema: SCHEMA, last: "", lessons: {} };
  };

  /** @param {string} key @param {Kept} news */
  const remember = (key, news) => {
    const state = load();
    state.lessons[key] = { ...state.lessons[key], ...news };
    state.last = key;
    try {
      box().setItem(PLACE, JSON.stringify(state));
    } catch { /* This browser keeps nothing. */ }
  };

  /** @param {string} tag @param {Record<string, string>} attributes @param {...(Node|string)} children */
  const make = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };

  /** The sign of a state: shape, then word, then colour. @param {boolean} done @param {string} word */
  const sign = (done, word) => make("span", { class: "state", "data-state": done ? "passed" : "" }, word);

  /** An element whose content depends on what is kept. */
  class Remembering extends HTMLElement {
    connectedCallback() {
      /** @type {Record<string, string>} */
      this.words = JSON.parse(this.dataset.words ?? "{}");
      this.show();
      addEventListener("forgotten", () => this.show());
    }

    show() {}
  }

  /** At the end of a lesson: whether it is read. Reaching it says yes, and the button says the opposite. */
  class Read extends Remembering {
    connectedCallback() {
      super.connectedCallback();
      const end = new IntersectionObserver((seen) => {
        if (!seen.some((entry) => entry.isIntersecting)) return;
        end.disconnect();
        if (!this.kept.read) this.change(true);
      }, { threshold: 1 });
      end.observe(this);
      const leave = () => this.leave();
      addEventListener("pagehide", leave);
      document.addEventListener("visibilitychange", () => document.hidden && leave());
    }

    get key() {
      return this.dataset.key ?? "";
    }

    get kept() {
      return load().lessons[this.key] ?? {};
    }

    show() {
      const { words } = this;
      const read = Boolean(this.kept.read);
      const button = make("button", { class: "btn btn--quiet", type: "button" }, read ? words.unmark : words.mark);
      button.onclick = () => {
        this.change(!read);
        /** @type {HTMLElement} */ (this.querySelector("button")).focus();
      };
      this.replaceChildren(sign(read, read ? words.read : words.unread), " ", button);
    }

    /** @param {boolean} read */
    change(read) {
      remember(this.key, { read });
      this.show();
    }

    /** Keeps the heading that the reader has come to; who leaves at the top has not begun. */
    leave() {
      const passed = [...document.querySelectorAll("article h2[id]")].filter((h2) => h2.getBoundingClientRect().top < innerHeight / 2);
      const at = passed.at(-1)?.id ?? this.kept.at;
      if (at) remember(this.key, { at });
    }
  }

  customElements.define("course-read", Read);
  Object.assign(globalThis, { reading: { SHARED, Remembering, fill, kept, load, make, sign } });
}
