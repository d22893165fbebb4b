// @ts-check
// What this browser remembers of a reader: where a lesson was left, and which lessons are read to the end.
// It runs while the page is parsed, so that nothing moves afterwards. Without it, nothing of it is on the page.
// Words and addresses come from the elements' data. Nothing is sent anywhere.
{
  /** @typedef {{at?: string, read?: boolean}} Kept What is kept of one lesson; `at` is a heading's id. */
  /** @typedef {{schema: number, last: string, lessons: Record<string, Kept>}} State */
  /** @typedef {{key: string, number: number, title: string, url: string}} Lesson */

  const PLACE = "prodready.reading";
  const QUIZ = "prodready.quiz.";
  const SCHEMA = 1;

  /** @param {string} text @param {Record<string, string|number>} values */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

  /** @param {string} name @returns {any} What is kept under a name; nothing where it is damaged, or nothing can be kept. */
  const kept = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name) ?? "null");
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
      localStorage.setItem(PLACE, JSON.stringify(state));
    } catch { /* This browser keeps nothing. */ }
  };

  /** @returns {string[]} The names of everything that this file and quiz.js keep. */
  const ours = () => {
    try {
      return Object.keys(localStorage).filter((name) => name === PLACE || name.startsWith(QUIZ));
    } catch {
      return [];
    }
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

  /** In the place of the landing page's buttons: where to go on. Empty for those who are here for the first time. */
  class Continue extends Remembering {
    show() {
      const { words } = this;
      const state = load();
      /** @type {Lesson[]} */
      const lessons = JSON.parse(this.dataset.lessons ?? "[]");
      const known = lessons.filter(({ key }) => state.lessons[key]);
      if (!known.length) return this.replaceChildren();
      const read = lessons.filter(({ key }) => state.lessons[key]?.read);
      const next = this.next(lessons, state);
      const plan = this.dataset.plan ?? "";
      const first = next ? make("a", { class: "btn btn--main", href: next.url + (next.at && `#${next.at}`) }, fill(next.at ? words.go_on : words.next, next)) : make("a", { class: "btn btn--main", href: plan }, words.done);
      const rest = next ? [" ", make("a", { class: "btn", href: plan }, words.plan)] : [];
      this.replaceChildren(
        make("p", { class: "cta" }, first, ...rest),
        make("p", { class: "fine" }, fill(words.sum, { read: read.length, count: lessons.length })),
      );
    }

    /** The lesson that was left in the middle; else the first unread one after the last one; else the first unread one. @param {Lesson[]} lessons @param {State} state */
    next(lessons, state) {
      const open = lessons.filter(({ key }) => !state.lessons[key]?.read);
      const last = lessons.find(({ key }) => key === state.last);
      const found = open.find(({ key }) => key === state.last) ?? open.find(({ number }) => last && number > last.number) ?? open[0];
      return found && { ...found, at: state.lessons[found.key]?.at ?? "" };
    }
  }

  /** Behind the plan, and on the page about privacy: marks the lessons that are known, and offers to forget them. */
  class Memory extends Remembering {
    show() {
      for (const old of document.querySelectorAll(".line__mark")) old.remove();
      const { lessons } = load();
      for (const stop of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-stop][data-key]"))) {
        const marks = this.marks(stop.dataset.key ?? "", lessons);
        if (marks.length) stop.append(make("small", { class: "line__mark" }, ...marks));
      }
      this.replaceChildren(...(ours().length ? this.offer() : "always" in this.dataset ? [make("p", {}, this.words.nothing)] : []));
    }

    /** @param {string} key @param {Record<string, Kept>} lessons */
    marks(key, lessons) {
      const lesson = lessons[key];
      const sum = kept(QUIZ + key)?.sum;
      const found = lesson ? [sign(Boolean(lesson.read), lesson.read ? this.words.read : this.words.begun)] : [];
      return sum ? [...found, " ", make("span", {}, fill(this.words.quiz, sum))] : found;
    }

    offer() {
      const button = make("button", { class: "btn", type: "button" }, this.words.forget);
      button.onclick = () => {
        if (!confirm(this.words.ask)) return;
        for (const name of ours()) localStorage.removeItem(name);
        dispatchEvent(new Event("forgotten"));
        const said = make("p", { role: "status", tabindex: "-1" }, this.words.forgotten);
        this.replaceChildren(said);
        said.focus({ preventScroll: true });
      };
      return [make("p", {}, this.words.what, " ", button)];
    }
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

  customElements.define("course-continue", Continue);
  customElements.define("course-kept", Memory);
  customElements.define("course-read", Read);
}
