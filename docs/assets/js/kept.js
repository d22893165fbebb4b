// @ts-check
// On pages that are no lesson: where to go on, marks in the plan, and the button that erases everything of this course.
// It needs `reading.js`, and runs while the page is parsed, too. Words and addresses come from the elements' data.
{
  /** @typedef {{at?: string, read?: boolean}} Kept What is kept of one lesson; `at` is a heading's id. */
  /** @typedef {{last: string, lessons: Record<string, Kept>}} State */
  /** @typedef {{key: string, number: number, title: string, url: string}} Lesson */
  /** @typedef {new () => HTMLElement & {words: Record<string, string>}} Base */

  /** @type {{SHARED: string, Remembering: Base, fill: (text: string, values: object) => string, kept: (name: string) => any, load: () => State, make: (tag: string, attributes: object, ...children: (Node|string)[]) => HTMLElement, sign: (done: boolean, word: string) => HTMLElement}} */
  const { SHARED, Remembering, fill, kept, load, make, sign } = /** @type {any} */ (globalThis).reading;
  const OURS = "prodready.";
  const QUIZ = "prodready.quiz.";
  const ROOT = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  /** @returns {[Storage, string][]} The places of everything that this course keeps in this browser. */
  const ours = () => {
    try {
      const names = [localStorage, sessionStorage].map((storage) => Object.keys(storage).map((name) => /** @type {[Storage, string]} */ ([storage, name])));
      return names.flat().filter(([, name]) => name.startsWith(OURS) && name !== SHARED);
    } catch {
      return [];
    }
  };

  /** Erases all of it, and the copy for reading without a network; see `web/src/offline`. */
  const erase = async () => {
    for (const [storage, name] of ours()) storage.removeItem(name);
    for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) if (worker.scope === ROOT.href) await worker.unregister();
    for (const name of (await globalThis.caches?.keys()) ?? []) if (name.startsWith(`prodready ${ROOT.pathname} `)) await caches.delete(name);
  };

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
      button.onclick = async () => {
        if (!confirm(this.words.ask)) return;
        await erase().catch(console.warn);
        dispatchEvent(new Event("forgotten"));
        const said = make("p", { role: "status", tabindex: "-1" }, this.words.forgotten);
        this.replaceChildren(said);
        said.focus({ preventScroll: true });
      };
      return [make("p", {}, this.words.what, " ", button)];
    }
  }

  customElements.define("course-continue", Continue);
  customElements.define("course-kept", Memory);
}
