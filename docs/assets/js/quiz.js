// @ts-check
// Plays the quizzes that `src/prodready/templates/quiz.html.j2` writes. Without this file they can still be read.
// Every word comes from the element's data, and every reason is in the page already.

/** @typedef {{rev: number, tries: string[], first: number, done: ""|"right"|"shown"}} Kept What is kept of one question. */
/** @typedef {{points: number, total: number, right: number, count: number}} Sum */
/** @typedef {{schema: number, questions: Record<string, Kept>, sum?: Sum}} State `sum` is for the plan of the course, see kept.js. */

const SCHEMA = 1;
const MOST_TRIES = 20;
/** On a shared machine nothing is kept beyond the tab; see `web/src/store/box.ts`. */
const box = () => (sessionStorage.getItem("prodready.shared") ? sessionStorage : localStorage);

/** @template {HTMLElement} [E=HTMLElement] @param {string} selector @param {ParentNode} node @returns {E} */
const one = (selector, node) => /** @type {E} */ (node.querySelector(selector));
/** @template {HTMLElement} [E=HTMLElement] @param {string} selector @param {ParentNode} node @returns {E[]} */
const all = (selector, node) => /** @type {E[]} */ ([...node.querySelectorAll(selector)]);
/** @param {string} text @param {Record<string, string|number>} values */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
/** @param {...string} sentences */
const join = (...sentences) => sentences.filter(Boolean).map((each) => each.trim().replace(/([^.!?:])$/, "$1.")).join(" ");

/**
 * An answer without what does not matter. `quizanswers.plain` does the same when the quiz is checked.
 * @param {string} text @param {string} ask which fact was asked for, as in the quiz file
 */
export function plain(text, ask) {
  text = text.replace(/\r\n/g, "\n").split("\n").map((line) => line.trimEnd()).join("\n").replace(/^\n+|\n+$/g, "");
  if (["raises", "line", "exit"].includes(ask)) text = text.trim();
  return ask === "raises" ? text.slice(text.lastIndexOf(".") + 1) : text;
}

/**
 * What part of the points some choices earn. Each right one earns its part, each wrong one takes a part away.
 * @param {string[]} chosen @param {string[]} right @param {number} wrong how many wrong options there are
 * @param {boolean} partial whether an answer that is not complete earns anything
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

/** A question, or its second tier. */
class Question {
  /** @param {HTMLElement} root @param {Quiz} quiz */
  constructor(root, quiz) {
    const { rev, worth, ask = "", several, partial } = root.dataset;
    this.root = root;
    this.quiz = quiz;
    this.id = root.id.replace("quiz-", "");
    this.rev = Number(rev);
    this.worth = Number(worth);
    this.ask = ask;
    this.several = several !== undefined;
    this.partial = partial !== undefined;
    this.fields = one(":scope > fieldset", root);
    this.inputs = /** @type {HTMLInputElement[]} */ (all("input, textarea", this.fields));
    this.key = /** @type {HTMLDetailsElement} */ (one(":scope > .q__key", root));
    this.then = /** @type {HTMLElement|null} */ (one(":scope > .q", this.key));
    this.reasons = all(":scope > ul > li", this.key);
    this.right = this.reasons.filter((li) => "right" in li.dataset).map((li) => li.dataset.option ?? "");
    this.bar = /** @type {HTMLElement} */ (/** @type {HTMLTemplateElement} */ (one("template", quiz)).content.firstElementChild?.cloneNode(true));
    this.submit = one("[data-do=answer]", this.bar);
    this.show = one("[data-do=show]", this.bar);
    this.end = Object.assign(document.createElement("div"), { className: "q__end", hidden: true });
    /** The question that a second tier belongs to; else itself. */
    this.whole = root.parentElement?.closest(".q")?.id ?? root.id;
  }

  get name() {
    return one(":scope > .q__no", this.root).textContent ?? "";
  }

  start() {
    if (this.then) {
      this.then.hidden = true;
      this.key.after(this.then);
    }
    this.fields.after(this.bar);
    this.key.before(this.end);
    this.end.append(...all(":scope > .q__explain", this.key));
    this.key.hidden = true;
    this.submit.onclick = () => still(this.bar, () => this.answer());
    this.fields.onkeydown = (event) => {
      if (event.key !== "Enter" || event.target instanceof HTMLTextAreaElement) return;
      event.preventDefault();
      this.submit.click();
    };
    this.show.onclick = () => {
      this.finish("shown");
      this.quiz.tell(this.quiz.words.shown);
    };
    this.restore();
  }

  /** @returns {Kept} */
  get kept() {
    const found = this.quiz.state.questions[this.id];
    return found?.rev === this.rev ? found : { rev: this.rev, tries: [], first: 0, done: "" };
  }

  /** Puts everything back as it was on the last visit. */
  restore() {
    const { tries, done } = this.kept;
    const last = tries.at(-1);
    if (last === undefined) return;
    for (const input of this.inputs) {
      if (this.ask) input.value = last;
      else input.checked = this.parts(last).includes(input.value);
    }
    tries.forEach((answer) => this.explain(answer));
    this.judge(last);
    this.show.hidden = tries.length < 2;
    if (done) this.close(done);
  }

  /** The learner's answer as one text; several choices are joined by a space. */
  read() {
    if (this.ask) return plain(this.inputs[0].value, this.ask);
    return this.inputs.filter((input) => input.checked).map((input) => input.value).join(" ");
  }

  /** @param {string} answer */
  parts(answer) {
    return this.ask ? [answer] : answer.split(" ");
  }

  /** @param {string} answer */
  score(answer) {
    const chosen = this.parts(answer);
    if (!this.several) return this.right.includes(chosen[0]) ? 1 : 0;
    return share(chosen, this.right, this.reasons.length - this.right.length, this.partial);
  }

  answer() {
    const { quiz, name } = this;
    const answer = this.read();
    if (!answer) {
      this.mark("", quiz.words.nothing);
      return quiz.tell(quiz.words.nothing);
    }
    const kept = this.kept;
    if (!kept.tries.length) kept.first = this.score(answer);
    kept.tries = [...kept.tries.filter((earlier) => earlier !== answer), answer].slice(-MOST_TRIES);
    quiz.keep(this.id, kept);
    const reason = this.explain(answer);
    const verdict = this.judge(answer);
    this.show.hidden = kept.tries.length < 2;
    if (this.score(answer) === 1) this.finish("right");
    quiz.tell(join(`${name}: ${verdict}`, reason));
  }

  /**
   * Puts the reason beside each part of an answer.
   * @param {string} answer @returns {string} the same, for those who listen
   */
  explain(answer) {
    return this.parts(answer).map((part) => {
      const input = this.ask ? this.inputs[0] : this.inputs.find((each) => each.value === part);
      if (!input) return "";
      const right = this.right.includes(part);
      const slot = this.slot(input);
      slot.hidden = Boolean(this.ask && right);
      const reason = this.reason(part);
      slot.replaceChildren(...(reason ? [...(reason.lastElementChild?.cloneNode(true).childNodes ?? [])] : [this.quiz.words.no_reason]));
      slot.closest(".opt")?.classList.add(right ? "opt--right" : "opt--wrong");
      const said = [...slot.childNodes].slice(this.several || !reason ? 0 : 1);
      return slot.hidden ? "" : said.map((node) => node.textContent).join("");
    }).join(" ");
  }

  /** Where the reason of an answer stands, and is found by those who listen. @param {HTMLInputElement} input */
  slot(input) {
    const box = /** @type {HTMLElement} */ (input.closest(".opt, .q__field"));
    const found = /** @type {HTMLElement|null} */ (box.querySelector(".opt__why"));
    if (found) return found;
    const id = `${this.root.id}-${this.inputs.indexOf(input)}`;
    const slot = Object.assign(document.createElement("div"), { className: "opt__why", id });
    input.setAttribute("aria-describedby", slot.id);
    box.append(slot);
    return slot;
  }

  /** What is written about an answer; lines of a listing share one reason that names no line. @param {string} part */
  reason(part) {
    const same = (/** @type {HTMLElement} */ li) => plain(li.dataset.option ?? "", this.ask) === part;
    return this.reasons.find(same) ?? this.reasons.find((li) => li.dataset.option === "");
  }

  /**
   * Puts the verdict beside the button.
   * @param {string} answer @returns {string} the same, for those who listen
   */
  judge(answer) {
    const { words } = this.quiz;
    if (this.score(answer) === 1) return this.mark("passed", words.right);
    const chosen = this.parts(answer);
    const hits = chosen.filter((part) => this.right.includes(part)).length;
    const counts = this.several ? fill(words.counts, { wrong: chosen.length - hits, missing: this.right.length - hits }) : "";
    return this.mark("failed", hits ? words.partly : words.wrong, join(counts, words.again));
  }

  /** @param {"passed"|"failed"|"open"|""} state without one there is no mark @param {string} word @param {string} [advice] */
  mark(state, word, advice = "") {
    const badge = document.createElement("span");
    badge.className = state && "state";
    badge.dataset.state = state;
    badge.textContent = word;
    one(".q__said", this.bar).replaceChildren(badge, advice && ` ${advice}`);
    return join(word, advice);
  }

  /** Ends the question now. @param {"right"|"shown"} how */
  finish(how) {
    const focused = [this.fields, this.bar].some((each) => each.contains(document.activeElement));
    this.quiz.keep(this.id, { ...this.kept, done: how });
    this.close(how);
    if (how === "shown") this.key.open = true;
    if (!focused) return;
    const next = how === "shown" ? one("summary", this.key) : this.then ? one("fieldset", this.then) : this.end;
    if (how === "right") next.tabIndex = -1;
    next.focus({ preventScroll: true });
  }

  /** Shows a question that has ended. @param {"right"|"shown"} how */
  close(how) {
    if (how === "shown") this.mark("open", this.quiz.words.shown);
    for (const gone of [this.submit, this.show, ...all(":scope > .hints", this.root)]) gone.hidden = true;
    for (const input of this.inputs) input.disabled = true;
    this.end.hidden = !this.end.childElementCount;
    this.key.hidden = false;
    one("summary", this.key).textContent = this.quiz.words.all_reasons;
    if (this.then) this.then.hidden = false;
  }
}

class Quiz extends HTMLElement {
  /** @type {Question[]} */
  questions = [];
  /** @type {State} */
  state = { schema: SCHEMA, questions: {} };
  /** @type {Record<string, string>} */
  words = {};
  written = "";

  connectedCallback() {
    if (this.written) return;
    this.written = this.innerHTML;
    this.words = JSON.parse(this.dataset.words ?? "{}");
    this.start();
  }

  get place() {
    return `prodready.quiz.${this.dataset.quiz}`;
  }

  start() {
    this.state = this.load();
    this.questions = all(".q", this).map((root) => new Question(root, this));
    this.questions.forEach((question) => question.start());
    one(".quiz__how", this).hidden = one(".quiz__end", this).hidden = false;
    one("[data-do=reset]", this).onclick = () => this.reset();
    this.sum();
    if (!this.state.sum && Object.keys(this.state.questions).length) this.write(); // Answers of two browsers were merged.
  }

  /** @returns {State} */
  load() {
    try {
      const state = JSON.parse(box().getItem(this.place) ?? "{}");
      if (state.schema === SCHEMA && state.questions) return state;
    } catch { /* This browser keeps nothing, or something else wrote there. */ }
    return { schema: SCHEMA, questions: {} };
  }

  /** @param {string} id @param {Kept} kept */
  keep(id, kept) {
    this.state.questions[id] = kept;
    this.write();
  }

  write() {
    this.state.sum = this.count();
    try {
      box().setItem(this.place, JSON.stringify(this.state));
    } catch { /* The quiz goes on, and forgets. */ }
  }

  /** @returns {Sum} What the answers so far are worth; a question with two tiers is right when both are. */
  count() {
    const { questions } = this;
    const wholes = [...new Set(questions.map((question) => question.whole))];
    const missed = new Set(questions.filter((question) => question.kept.done !== "right").map((question) => question.whole));
    const points = questions.reduce((sum, question) => sum + question.worth * question.kept.first, 0);
    const total = questions.reduce((sum, question) => sum + question.worth, 0);
    return { points: Math.round(points * 100) / 100, total, right: wholes.length - missed.size, count: wholes.length };
  }

  /** Writes the score below the last question. @returns {string} the result, once every question has ended */
  sum() {
    const { words, questions } = this;
    const sum = this.count();
    const line = one(".quiz__score", this);
    line.textContent = fill(words.score, sum);
    if (questions.some((question) => !question.kept.done)) return "";
    const limit = Number(this.dataset.pass);
    const badge = document.createElement("span");
    badge.className = "state";
    const passed = sum.points >= limit * sum.total;
    badge.dataset.state = passed ? "passed" : "failed";
    badge.textContent = passed ? words.passed : fill(words.not_passed, { share: Math.round(limit * 100) });
    line.prepend(badge, " ");
    return line.textContent;
  }

  reset() {
    if (!confirm(this.words.reset_ask)) return;
    try {
      box().removeItem(this.place);
    } catch { /* Nothing was kept. */ }
    this.innerHTML = this.written;
    this.start();
    one("input, textarea", this).focus();
    one("[role=status]", this).textContent = this.words.reset_done;
  }

  /** Says something to those who listen, and the result after the last question. @param {string} text */
  tell(text) {
    one("[role=status]", this).textContent = join(text, this.sum());
  }
}

customElements.define("course-quiz", Quiz);
