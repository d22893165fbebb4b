/** The list of checks on the page becomes the list of results. */
import type { CheckResult, ExerciseData, Report, Verdict } from "../runner/types";
import { button, make, one, sign } from "./dom";
import type { Words } from "./words";

const STATE: Record<Verdict, string> = { passed: "passed", failed: "failed", "timed out": "failed", error: "error", "not run here": "local", "not reached": "" };
const BAD: Verdict[] = ["failed", "timed out", "error"];
/** With more failures than this, only the first is open. */
const MOST_OPEN = 3;

/** Whom the results tell, and ask. */
export interface ResultEvents {
  /** @returns whether the editor has that line */
  goTo(file: string, line: number): boolean;
  /** How many hints of a check are revealed already. */
  revealed(test: string): number;
  reveal(test: string, upTo: number): void;
}

interface Row {
  test: string;
  item: HTMLElement;
  /** What stood there before anything was run: the title, and what it needs. */
  title: Node[];
  needs: string;
  results: CheckResult[];
}

/** How a grading stands; a check that runs for several values counts once. */
export interface Count {
  held: number;
  count: number;
  away: number;
  missing: number;
}

/** The results of one exercise. */
export class Results {
  readonly status = make("p", { class: "ex__sum", role: "status" });
  private readonly rows: Row[];
  private readonly list: HTMLElement;
  private readonly first = make("div", { class: "ex__first", hidden: "" });

  constructor(root: HTMLElement, data: ExerciseData, private readonly words: Words, private readonly events: ResultEvents, private readonly command: string) {
    this.list = one(root, "ol.checks");
    const items = [...this.list.querySelectorAll<HTMLElement>(":scope > li")];
    this.rows = items.map((item, place) => {
      const why = item.querySelector(".check__why");
      why?.remove();
      return { test: data.checks[place]?.name ?? "", item, title: [...item.childNodes], needs: why?.lastChild?.textContent?.trim() ?? "", results: [] };
    });
    for (const row of this.rows) if (row.needs) this.draw(row, "not run here");
    this.list.before(this.status, this.first);
  }

  /** A grading starts: the old results stay, and pale, until the new ones arrive. */
  begin(text: string): void {
    this.list.setAttribute("aria-busy", "true");
    this.status.textContent = text;
    this.first.hidden = true;
    for (const row of this.rows) row.results = [];
  }

  add(check: CheckResult): void {
    const row = this.rows.find((each) => each.test === check.id.split("[")[0]);
    if (!row) return;
    row.results.push(check);
    row.item.classList.add("check--new");
    this.draw(row);
  }

  /** @returns how it stands; nothing if no check was run */
  finish(report: Report | null): Count | null {
    this.list.removeAttribute("aria-busy");
    for (const check of report?.checks ?? []) {
      const known = this.rows.some((row) => row.results.some((each) => each.id === check.id));
      if (!known) this.add(check);
    }
    const begun = this.rows.some((row) => row.results.length);
    for (const row of this.rows) {
      row.item.classList.remove("check--new");
      if (row.results.length) continue;
      if (begun || row.needs) this.draw(row, row.needs ? "not run here" : "not reached");
      else this.bare(row);
    }
    if (!begun) return null;
    const bad = this.rows.filter((row) => BAD.includes(worst(row).verdict));
    if (bad.length <= MOST_OPEN) for (const row of bad) row.item.querySelector("details")?.setAttribute("open", "");
    if (report?.headline) {
      this.showHeadline(report);
      return null;
    }
    return this.count();
  }

  count(): Count {
    const verdicts = this.rows.map((row) => (row.results.length ? worst(row).verdict : row.needs ? "not run here" : "not reached"));
    const number = (wanted: Verdict): number => verdicts.filter((verdict) => verdict === wanted).length;
    return { held: number("passed"), count: this.rows.length, away: number("not run here"), missing: number("not reached") };
  }

  /** The file cannot be loaded: that alone, and no check. */
  private showHeadline({ headline, where }: Report): void {
    this.first.replaceChildren(make("p", {}, sign("failed", this.words.say("verdict.failed")), " ", headline), ...this.place(where));
    this.first.hidden = false;
    for (const row of this.rows) this.bare(row);
  }

  /** A check of which nothing is known. */
  private bare(row: Row): void {
    row.item.replaceChildren(...row.title.map((node) => node.cloneNode(true)));
  }

  private draw(row: Row, verdict?: Verdict): void {
    const result = worst(row);
    const state = verdict ?? result.verdict;
    const before = row.item.querySelector("details");
    const held = row.results.filter((each) => each.verdict === "passed").length;
    const share = held && held < row.results.length ? ` (${this.words.say("editor.share", { held, count: row.results.length })})` : "";
    const head = [sign(STATE[state], this.words.say(`verdict.${state}`)), " ", make("span", { class: "check__name" }, ...row.title.map((node) => node.cloneNode(true)), share)];
    if (!BAD.includes(state)) {
      const why = state === "not run here" ? [this.away(row)] : [];
      row.item.replaceChildren(...head, ...why);
      return;
    }
    const failed = this.rows.filter((each) => BAD.includes(worst(each).verdict));
    const box = make("details", { class: "check__box" }, make("summary", {}, ...head), ...this.account(row, result));
    box.open = before ? before.open : failed[0] === row;
    row.item.replaceChildren(box);
  }

  /** Why a check is not run in a page, and what runs it. */
  private away(row: Row): HTMLElement {
    return make("span", { class: "check__why" }, `${row.needs}: `, make("code", {}, this.command));
  }

  private account(row: Row, result: CheckResult): Node[] {
    const pairs = (["expected", "observed"] as const).filter((name) => result[name]);
    const list = make("dl", {}, ...pairs.map((name) => make("div", {}, make("dt", {}, this.words.say(`check.${name}`)), make("dd", {}, result[name]))));
    const symptom = result.symptom ? [make("p", { class: "check__symptom" }, make("b", {}, this.words.say("check.symptom")), " ", result.symptom)] : [];
    const reason = result.verdict === "error" ? [make("p", {}, result.reason)] : [];
    return [...symptom, ...reason, ...(pairs.length ? [list] : []), ...this.place(result.where), ...this.hints(row, result)];
  }

  /** The learner's own line, as a button that goes there. */
  private place(where: string): Node[] {
    if (!where) return [];
    const found = this.line.exec(where);
    const label = make("b", {}, this.words.say("check.where"));
    if (!found) return [make("p", { class: "check__line" }, label, " ", where)];
    const [, file = "", number = "", source = ""] = found;
    const go = make("button", { type: "button", class: "check__go" }, make("span", {}, this.words.say("editor.line", { file, line: number })), " ", make("code", {}, source));
    go.onclick = () => void this.events.goTo(file, Number(number));
    return [make("p", { class: "check__line" }, label, " ", go)];
  }

  /** `check.line` of the words, read backwards. */
  private get line(): RegExp {
    const sample = this.words.say("check.line").replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    return new RegExp(`^${sample.replace("{file}", "(.+?)").replace("{line}", "(\\d+)").replace("{source}", "(.*)")}$`, "s");
  }

  /** One button for the next hint; what is revealed stays. */
  private hints(row: Row, { hints }: CheckResult): Node[] {
    if (!hints.length) return [];
    const box = make("div", { class: "check__hints" });
    const show = (upTo: number, mine: boolean): void => {
      const shown = hints.slice(0, upTo).map((text, place) => make("p", { tabindex: "-1" }, this.words.say("check.hint", { number: place + 1, count: hints.length, text })));
      const next = button(this.words.say("editor.hint", { number: upTo + 1, count: hints.length }), () => {
        this.events.reveal(row.test, upTo + 1);
        show(upTo + 1, true);
      });
      box.replaceChildren(...shown, ...(upTo < hints.length ? [next] : []));
      if (mine) shown.at(-1)?.focus({ preventScroll: true });
    };
    show(this.events.revealed(row.test), false);
    return [box];
  }
}

/** The result that speaks for a check with several values. */
function worst(row: Row): CheckResult {
  const none = { id: row.test, title: "", verdict: "not reached", symptom: "", expected: "", observed: "", where: "", reason: "", hints: [], seconds: 0 } as CheckResult;
  return row.results.find((each) => !["passed", "not run here"].includes(each.verdict)) ?? row.results[0] ?? none;
}
