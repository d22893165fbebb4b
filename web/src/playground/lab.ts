/** The fault lab: the reader's own function under the faults that they choose, and a list of what became of each call. */
import { make, one, sign, withCode } from "../exercise/dom";
import type { Words } from "../exercise/words";
import { Consent } from "../night/consent";
import type { Runtime } from "../runner/runtime";
import type { Event, Files, Run } from "../runner/types";

const SILENCE_S = 10;
const DEFINITION = /^(?:async +)?def +([A-Za-z_]\w*) *\(([^)]*)/gm;
/** Faults in whose answers there is a good one. */
const GOOD = new Set(["good", "twice", "slow", "drip"]);

/** One call, as `prodready.browser.survive` tells it; `computes` is ours. */
interface Survived {
  fault: string;
  how: "returned" | "raised" | "left" | "waits" | "computes";
  value: string;
  where: string;
  seconds: number;
}

type Say = (key: string, values?: Record<string, string | number>) => string;

/** The form below the editor. */
export class Lab {
  private readonly fields: HTMLFormElement["elements"];
  private readonly sum: HTMLElement;
  private readonly list: HTMLElement;
  private readonly halt: HTMLButtonElement;
  private readonly say: Say;
  private readonly consent: Consent;
  private run: Run | undefined;
  private stopped = false;

  constructor(private readonly form: HTMLFormElement, app: string, private readonly runtime: Runtime, words: Words, private readonly files: () => Files, private readonly goTo: (place: string) => void) {
    this.say = (key, values) => words.say(`playground.lab.${key}`, values);
    this.fields = form.elements;
    this.sum = one(form, ".lab__sum");
    this.list = one(form, ".lab__list");
    this.consent = new Consent(this.sum, app, words, runtime);
    this.halt = one(form, "[data-do=halt]");
    this.halt.disabled = true;
    this.halt.onclick = () => this.stop();
    one<HTMLButtonElement>(form, "[data-do=all]").onclick = () => this.check(true);
    one<HTMLButtonElement>(form, "[data-do=none]").onclick = () => this.check(false);
    form.onsubmit = (event) => {
      event.preventDefault();
      void this.inject();
    };
  }

  /** Offers the functions of the files; `open` is the file whose functions come first. */
  offer(open: string): void {
    const select = this.field<HTMLSelectElement>("function");
    const before = select.value;
    const names = Object.keys(this.files()).filter((name) => name.endsWith(".py") && !/(^|\/)test_/.test(name));
    names.sort((one, other) => Number(other === open) - Number(one === open));
    const found = names.flatMap((name) => functions(name, this.files()[name] ?? "", this.say));
    select.replaceChildren(...found.map(({ value, label }) => make("option", { value }, label)));
    const kept = found.some(({ value }) => value === before && value.startsWith(`${open}:`));
    const usual = found.find(({ takesUrl }) => takesUrl) ?? found[0];
    select.value = kept ? before : (usual?.value ?? "");
  }

  private field<E extends HTMLElement = HTMLInputElement>(name: string): E {
    return this.fields.namedItem(name) as unknown as E;
  }

  private get boxes(): HTMLInputElement[] {
    return [...this.form.querySelectorAll<HTMLInputElement>("[name=fault]")];
  }

  private check(on: boolean): void {
    for (const box of this.boxes) box.checked = on;
  }

  private stop(): void {
    this.stopped = true;
    this.run?.stop();
  }

  private async inject(): Promise<void> {
    const faults = this.boxes.filter((box) => box.checked).map((box) => box.value);
    const [file, name] = this.field<HTMLSelectElement>("function").value.split(":");
    this.list.replaceChildren();
    if (!faults.length || !name) return this.tell(faults.length ? "no_function" : "none_chosen");
    if (!(await this.consent.given())) return;
    this.stopped = false;
    this.halt.disabled = false;
    const limit = Number(this.field("limit").value);
    const request = { do: "survive" as const, files: this.files(), file, function: name, arguments: this.field("arguments").value, body: this.field("body").value };
    const told = await this.calls(request, faults, limit);
    this.halt.disabled = true;
    if (this.stopped) this.tell("stopped", { done: told.length, count: faults.length });
    else if (told.length) this.tell("sum", { count: told.filter((each) => isInTime(each, limit)).length, all: told.length, limit });
  }

  /** Calls the function under one fault after the other; one that computes without end takes its worker with it. */
  private async calls(request: { do: "survive"; [more: string]: unknown }, faults: string[], limit: number): Promise<Survived[]> {
    const told: Survived[] = [];
    const add = (call: Survived): void => {
      told.push(call);
      this.list.append(this.row(call, limit));
      this.tell("running", { done: told.length, count: faults.length });
    };
    this.tell("running", { done: 0, count: faults.length });
    while (told.length < faults.length && !this.stopped) {
      let problem = "";
      const on = (event: Event): void => {
        if (event.survived) add(event.survived as Survived);
        else if (event.error) problem = `${event.error.message} ${event.error.hint}`;
      };
      this.run = this.runtime.run({ ...request, faults: faults.slice(told.length) }, on, { silence_s: SILENCE_S });
      const ending = await this.run.done;
      if (ending === "timed out") add({ fault: faults[told.length]!, how: "computes", value: "", where: "", seconds: SILENCE_S });
      else if (problem || ending === "failed") {
        this.sum.replaceChildren(...withCode(problem || (this.runtime.status.message ?? "")));
        return [];
      } else if (ending === "stopped") this.stopped = true;
      else if (told.length < faults.length) break;
    }
    return told;
  }

  private row(call: Survived, limit: number): HTMLElement {
    const box = this.boxes.find(({ value }) => value === call.fault);
    const [state, word] = verdict(call, limit);
    const text = make("p", { class: "lab__how" }, ...withCode(this.sentence(call)));
    if (call.how === "returned" && !GOOD.has(call.fault)) text.append(" ", make("em", {}, this.say("good")));
    if (call.where) text.append(" ", this.link(call.where));
    return make("li", { class: "lab__call" }, sign(state, this.say(word)), make("b", {}, box?.dataset.words ?? call.fault), text);
  }

  private link(where: string): HTMLElement {
    const node = make("button", { type: "button", class: "lab__where" }, where);
    node.onclick = () => this.goTo(where);
    return node;
  }

  private sentence({ how, value, seconds }: Survived): string {
    const key = { returned: "returned", raised: "raised", waits: "waits", computes: "computes", left: "ended_program" }[how];
    return this.say(key, { value: value.replaceAll("`", "'"), seconds: how === "computes" ? seconds : seconds.toFixed(1) });
  }

  private tell(key: string, values: Record<string, string | number> = {}): void {
    this.sum.textContent = this.say(key, values);
  }
}

function isInTime({ how, seconds }: Survived, limit: number): boolean {
  return (how === "returned" || how === "raised") && seconds <= limit;
}

/** The sign and the key of its word. */
function verdict(call: Survived, limit: number): [string, string] {
  if (isInTime(call, limit)) return ["passed", "in_time"];
  const words = { returned: "late", raised: "late", left: "left", waits: "never", computes: "never" };
  return ["failed", words[call.how]];
}

/** The functions at the top level of a file. */
function functions(file: string, text: string, say: Say): { value: string; label: string; takesUrl: boolean }[] {
  const found = [...text.matchAll(DEFINITION)].filter(([, name]) => name !== "main");
  return found.map(([, name, parameters = ""]) => ({
    value: `${file}:${name}`,
    label: say("where", { name: `${name}(${parameters.replace(/\s+/g, " ").trim()})`, file }),
    takesUrl: /^\s*(url|address|base_url|endpoint)\b/.test(parameters),
  }));
}
