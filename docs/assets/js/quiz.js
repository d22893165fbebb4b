// @ts-check
// Plays the quizzes that `templates/quiz.html.j2` writes. Without this file a quiz can still be read.
// Every word comes from the element's data; every reason is already in the page.

/** @typedef {{rev: number, tries: string[], first: number, done: ""|"right"|"shown"}} Kept  What is kept of one question. */
/** @typedef {{schema: 1, questions: Record<string, Kept>}} State */

const SCHEMA = 1;

/** @template {HTMLElement} [E=HTMLElement] @param {string} selector @param {ParentNode} node @returns {E} */
const one = (selector, node) => /** @type {E} */ (node.querySelector(selector));
/** @template {HTMLElement} [E=HTMLElement] @param {string} selector @param {ParentNode} node @returns {E[]} */
const all = (selector, node) => /** @type {E[]} */ ([...node.querySelectorAll(selector)]);
/** @param {string} text @param {Record<string, string|number>} values */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/**
 * An answer without what does not matter, as `quizanswers.plain` does it.
 * @param {string} text @param {string} ask
 */
export function plain(text, ask) {
  text = text.replace(/\r\n/g, "\n").split("\n").map((line) => line.trimEnd()).join("\n").replace(/^\n+|\n+$/g, "");
  if (["raises", "line", "exit"].includes(ask)) text = text.trim();
  return ask === "raises" ? text.slice(text.lastIndexOf(".") + 1) : text;
}

/**
 * The share of a question that an answer earns. Each right choice earns its part, each wrong one takes a part away.
 * @param {string[]} chosen @param {string[]} right @param {number} wrong how many wrong answers there are @param {boolean} partial
 */
export function share(chosen, right, wrong, partial) {
  const hits = chosen.filter((value) => right.includes(value)).length;
  const misses = chosen.length - hits;
  if (hits === right.length && !misses) return 1;
  return partial ? Math.max(0, hits / right.length - (wrong ? misses / wrong : 0)) : 0;
}

/**
 * Does something that moves `anchor`, and scrolls so that it stays where it was.
 * @param {HTMLElement} anchor @param {() => void} change
 */
function still(anchor, change) {
  const before = anchor.getBoundingClientRect().top;
  change();
  scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
}

/** One question, or the second tier of one. */
class Question {
  /** @param {HTMLElement} root @param {Quiz} quiz */
  constructor(root, quiz) {
    this.root = root;
    this.quiz = quiz;
    this.id = root.dataset.question ?? "";
    this.name = root.dataset.name ?? "";
    this.ask = root.dataset.ask ?? "";
    this.worth = Number(root.dataset.points) * Number(root.dataset.share);
    this.form = /** @type {HTMLFormElement} */ (one(":scope > form", root));
    this.key = one(":scope > .q__key", root);
    this.end = one(":scope > .q__end", root);
    this.then = one(":scope > .q__key > .q", root);
    this.reasons = all(":scope > .q__reasons > li", this.key);
    this.right = this.reasons.filter((li) => "right" in li.dataset).map((li) => li.dataset.option ?? "");
    this.submit = /** @type {HTMLButtonElement} */ (one("[type=submit]", this.form));
    this.show = /** @type {HTMLButtonElement} */ (one("[data-do=show]", this.form));
    this.prepare();
  }

  /** @returns {Kept} */
  get kept() {
    const rev = Number(this.root.dataset.rev);
    const found = this.quiz.state.questions[this.id];
    return found?.rev === rev ? found : { rev, tries: [], first: 0, done: "" };
  }

  prepare() {
    if (this.then) {
      this.then.hidden = true;
      this.key.after(this.then);
    }
    this.end.append(...all(":scope > .q__explain", this.key));
    this.key.hidden = true;
    this.submit.hidden = false;
    this.form.onsubmit = (event) => {
      event.preventDefault();
      still(one(".q__bar", this.form), () => this.answer());
    };
    this.show.onclick = () => this.finish("shown", true);
    this.restore();
  }

  restore() {
    const { tries, done } = this.kept;
    const last = tries.at(-1);
    if (last === undefined) return;
    this.fillIn(last);
    tries.forEach((answer) => this.explain(answer));
    this.say(last);
    if (done) this.finish(done, false);
    else this.show.hidden = tries.length < 2;
  }

  /** The learner's answer as one text; several choices are joined by a space. */
  read() {
    const data = new FormData(this.form);
    return this.ask ? plain(String(data.get("answer") ?? ""), this.ask) : data.getAll(this.id).join(" ");
  }

  /** @param {string} answer */
  parts(answer) {
    return this.ask ? [answer] : answer.split(" ");
  }

  /** @param {string} answer */
  fillIn(answer) {
    const field = /** @type {HTMLInputElement | null} */ (this.form.elements.namedItem("answer"));
    if (field) field.value = answer;
    else for (const input of all("input", this.form)) /** @type {HTMLInputElement} */ (input).checked = answer.split(" ").includes(/** @type {HTMLInputElement} */ (input).value);
  }

  /** @param {string} answer */
  score(answer) {
    const chosen = this.parts(answer);
    if (this.root.dataset.type !== "multi") return this.right.includes(chosen[0]) ? 1 : 0;
    return share(chosen, this.right, this.reasons.length - this.right.length, "partial" in this.root.dataset);
  }

  answer() {
    const { words } = this.quiz;
    const answer = this.read();
    if (!answer) {
      this.mark(null, words.nothing);
      return this.quiz.tell(words.nothing);
    }
    const kept = this.kept;
    if (!kept.tries.length) kept.first = this.score(answer);
    kept.tries = [...kept.tries.filter((earlier) => earlier !== answer), answer].slice(-20);
    this.quiz.keep(this.id, kept);
    const reason = this.explain(answer);
    const verdict = this.say(answer);
    this.quiz.tell(fill(words.question, { name: this.name, verdict, reason }));
    if (this.score(answer) === 1) this.finish("right", true);
    else this.show.hidden = kept.tries.length < 2;
  }

  /**
   * Puts the reason beside what was chosen.
   * @param {string} answer @returns {string} the same as words, for those who listen
   */
  explain(answer) {
    const said = this.parts(answer).map((part) => {
      const reason = this.reasons.find((li) => (this.ask ? plain(li.dataset.option ?? "", this.ask) : li.dataset.option) === part) ?? this.reasons.find((li) => !li.dataset.option);
      const input = this.ask ? this.form.elements.namedItem("answer") : [...this.form.elements].find((each) => /** @type {HTMLInputElement} */ (each).value === part);
      const slot = input && document.getElementById(`${/** @type {HTMLElement} */ (input).id}-why`);
      if (!slot || !input) return "";
      const why = reason && one(".q__why", reason);
      if (this.ask && reason && "right" in reason.dataset) {
        slot.hidden = true;
        return "";
      }
      slot.replaceChildren(...(why ? [...why.cloneNode(true).childNodes] : [this.quiz.words.no_reason]));
      slot.hidden = false;
      slot.closest(".opt")?.classList.add(reason && "right" in reason.dataset ? "opt--right" : "opt--wrong");
      /** @type {HTMLElement} */ (input).setAttribute("aria-describedby", slot.id);
      return slot.textContent?.trim() ?? "";
    });
    return said.join(" ");
  }

  /**
   * Puts the verdict beside the button.
   * @param {string} answer @returns {string} the verdict in words
   */
  say(answer) {
    const { words } = this.quiz;
    const chosen = this.parts(answer);
    if (this.score(answer) === 1) return this.mark("passed", words.right);
    const hits = chosen.filter((part) => this.right.includes(part)).length;
    const advice = [words.again];
    if (hits < this.right.length && this.right.length > 1) advice.unshift(fill(words.missing, { count: this.right.length - hits }));
    if (chosen.length > hits && this.right.length > 1) advice.unshift(fill(words.extra, { count: chosen.length - hits }));
    return this.mark("failed", hits ? words.partly : words.wrong, advice.join(" "));
  }

  /**
   * @param {"passed"|"failed"|"open"|null} state null for words without a mark
   * @param {string} word @param {string} [advice] @returns {string}
   */
  mark(state, word, advice = "") {
    const badge = document.createElement("span");
    badge.textContent = word;
    if (state) {
      badge.className = "state";
      badge.dataset.state = state;
    }
    one(".q__said", this.form).replaceChildren(badge, advice && ` ${advice}`);
    return advice ? `${word}. ${advice}` : word;
  }

  /** @param {"right"|"shown"} how @param {boolean} now whether it happens now, and not on an earlier visit */
  finish(how, now) {
    if (how === "shown") this.mark("open", this.quiz.words.shown);
    const held = this.form.contains(document.activeElement);
    this.submit.hidden = this.show.hidden = true;
    for (const control of this.form.elements) if (control.tagName !== "FIELDSET") /** @type {HTMLInputElement} */ (control).disabled = true;
    for (const hint of all(":scope > .hints", this.root)) hint.hidden = true;
    this.end.hidden = this.key.hidden = false;
    one("summary", this.key).textContent = this.quiz.words.all_reasons;
    if (how === "shown") /** @type {HTMLDetailsElement} */ (this.key).open = true;
    if (this.then) this.then.hidden = false;
    if (!now) return;
    this.quiz.keep(this.id, { ...this.kept, done: how });
    if (held) this.end.focus({ preventScroll: true });
  }
}

class Quiz extends HTMLElement {
  connectedCallback() {
    if (this.original !== undefined) return;
    this.original = this.innerHTML;
    /** @type {Record<string, string>} */
    this.words = JSON.parse(this.dataset.words ?? "{}");
    this.place = `prodready.quiz.${this.dataset.quiz}`;
    this.start();
  }

  start() {
    /** @type {State} */
    this.state = this.load();
    this.questions = all(".q", this).map((root) => new Question(root, this));
    one(".quiz__how", this).hidden = one(".quiz__end", this).hidden = false;
    one("[data-do=reset]", this).onclick = () => this.reset();
    this.sum(false);
  }

  /** @returns {State} */
  load() {
    try {
      const state = JSON.parse(localStorage.getItem(this.place) ?? "");
      if (state.schema === SCHEMA && state.questions) return state;
    } catch { /* Nothing is kept yet, or this browser keeps nothing. */ }
    return { schema: SCHEMA, questions: {} };
  }

  /** @param {string} id @param {Kept} kept */
  keep(id, kept) {
    this.state.questions[id] = kept;
    try {
      localStorage.setItem(this.place, JSON.stringify(this.state));
    } catch { /* The quiz goes on, and forgets. */ }
    this.sum();
  }

  /** Writes the score below the last question. @param {boolean} [aloud] whether the result is also said, once all are answered */
  sum(aloud = true) {
    const { words } = this;
    let points = 0, total = 0;
    const open = new Set(), right = new Set();
    for (const question of this.questions) {
      const { first, done } = question.kept;
      total += question.worth;
      points += first * question.worth;
      if (!done) open.add(question.whole);
      right.add(question.whole);
      if (done !== "right") missed.add(question.whole);
    }
    const count = whole.size;
    const line = one(".quiz__score", this);
    const rounded = Math.round(points * 100) / 100;
    line.textContent = fill(words.score, { points: rounded, total, right, count });
    if (answered < count) return;
    const limit = Number(this.dataset.pass);
    const passed = points / total >= limit;
    const badge = Object.assign(document.createElement("span"), { className: "state", textContent: passed ? words.passed : fill(words.not_passed, { share: Math.round(limit * 100) }) });
    badge.dataset.state = passed ? "passed" : "failed";
    line.prepend(badge, " ");
    if (aloud) this.tell(line.textContent ?? "");
  }

  reset() {
    if (!confirm(this.words.reset_ask)) return;
    try {
      localStorage.removeItem(this.place);
    } catch { /* Nothing was kept. */ }
    this.innerHTML = this.original ?? "";
    this.start();
    one("input, textarea", this).focus();
    this.tell(this.words.reset_done);
  }

  /** Says a sentence to those who listen. @param {string} text */
  tell(text) {
    one("[role=status]", this).textContent = text;
  }
}

customElements.define("course-quiz", Quiz);
