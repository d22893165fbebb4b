/** The playground. The page's own files are replaced by the reader's, by a snippet of a page, or by those of a link. */
import { button, make, one, withCode } from "../exercise/dom";
import { download } from "../exercise/save";
import { Words } from "../exercise/words";
import { mayWarm } from "../night/consent";
import { snippet } from "../night/snippets";
import { Runtime } from "../runner/runtime";
import type { Files } from "../runner/types";
import { Desk } from "./desk";
import { Lab } from "./lab";
import { fromFragment, isFull, isName, MOST_CHARACTERS, type Project, toFragment } from "./link";
import { Runner } from "./run";
import * as shelf from "./shelf";

type Values = Record<string, string | number>;

/** The page. */
class Playground {
  private readonly desk: Desk;
  private readonly lab: Lab;
  private readonly runner: Runner;
  private readonly runtime: Runtime;
  private readonly main: HTMLSelectElement;
  private readonly note: HTMLElement;
  private readonly link: HTMLElement;
  private readonly first: Project;
  /** Whether the files are the reader's own, and are kept. */
  private mine = true;
  private filling = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly root: HTMLElement, private readonly app: string, private readonly words: Words) {
    this.runtime = Runtime.for(app);
    this.main = one(root, "[name=main]");
    this.note = one(root, ".pg__note");
    this.link = one(root, ".pg__link");
    const texts = [...root.querySelectorAll<HTMLTextAreaElement>("textarea")];
    this.first = { files: Object.fromEntries(texts.map((text) => [text.dataset.file ?? "", text.defaultValue])), main: this.main.value, shown: this.main.value };
    const place = make("div");
    texts[0]!.before(place);
    for (const text of texts) text.remove();
    const keys = one(root, ".ed__keys");
    keys.id = "pg-keys";
    this.desk = new Desk(one(root, ".ed__tabs"), place, keys.id, {
      onchange: () => this.changed(),
      onfiles: () => this.offer(),
      onkey: (key) => (key === "leave" ? this.desk.leave() : void this.act("run")),
      onfocus: () => mayWarm() && this.runtime.warm(this.desk.files),
    });
    this.lab = new Lab(one(root, ".lab"), app, this.runtime, words, () => this.desk.files, (line) => this.desk.goTo(line));
    this.runner = new Runner(one(root, ".pg__run"), app, this.runtime, words, one(root, "[data-do=stop]"));
    root.querySelector(".pg__desk")!.addEventListener("click", ({ target }) => {
      const pressed = (target as HTMLElement).closest<HTMLElement>("[data-do]");
      if (pressed) void this.act(pressed.dataset.do ?? "");
    });
    this.main.onchange = () => this.changed();
    addEventListener("hashchange", () => void this.open());
    addEventListener("pagehide", () => this.keep());
  }

  /** Shows what the address asks for, or the reader's own files. Nothing is run. */
  async open(): Promise<void> {
    const fragment = decodeURIComponent(location.hash.slice(1));
    const linked = fromFragment(fragment);
    if (linked) return this.show(linked, false, "linked");
    const own = shelf.load() ?? this.first;
    if (linked === undefined) return this.show(own, true, "bad_link");
    if (!fragment.includes("/")) return this.show(own, true);
    try {
      const found = await snippet(this.app, fragment);
      if (!found) return this.show(own, true, "unknown", { key: fragment });
      this.show(found, false, "opened", { key: fragment });
    } catch {
      this.show(own, true, "not_fetched", { key: fragment });
    }
  }

  private get now(): Project {
    return { files: this.desk.files, main: this.main.value, shown: this.desk.open };
  }

  private say(key: string, values?: Values): string {
    return this.words.say(`playground.${key}`, values);
  }

  private tell(key: string, values?: Values, ...more: (Node | string)[]): void {
    this.note.hidden = !key;
    this.note.replaceChildren(...(key ? withCode(this.say(key, values)) : []), ...more);
  }

  private show({ files, main, shown }: Project, mine: boolean, note = "", values: Values = {}): void {
    this.mine = mine;
    this.filling = true;
    this.desk.fill(files, shown);
    this.main.value = main;
    this.filling = false;
    this.runner.clear();
    const kept = !mine && shelf.load();
    const back = button(this.say("bring_back"), () => this.bringBack(), "btn--quiet");
    this.tell(note, values, ...(kept ? [` ${this.say("kept_yours")} `, back] : []));
  }

  private bringBack(): void {
    const own = (this.mine ? shelf.loadBefore() : shelf.load()) ?? this.first;
    history.replaceState(null, "", location.pathname + location.search);
    this.show(own, true, "brought_back");
    this.keep();
    this.root.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
  }

  /** The programs to choose from, and the functions. */
  private offer(): void {
    const before = this.main.value;
    const programs = this.desk.names.filter((name) => name.endsWith(".py"));
    this.main.replaceChildren(...programs.map((name) => make("option", {}, name)));
    this.main.value = programs.includes(before) ? before : (programs[0] ?? "");
    this.lab?.offer(this.desk.open);
  }

  private changed(): void {
    if (this.filling) return;
    if (!this.mine) {
      shelf.setAside();
      this.mine = true;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.keep();
      this.lab.offer(this.desk.open);
    }, 300);
  }

  private keep(): void {
    clearTimeout(this.timer);
    if (!this.mine) return;
    if (!shelf.save(this.now)) this.tell("not_saved");
  }

  private async act(what: string): Promise<void> {
    const acts: Record<string, () => unknown> = {
      run: () => this.runner.program(this.desk.files, this.main.value),
      tests: () => this.runner.tests(this.desk.files),
      stop: () => this.runner.stop(),
      new: () => this.add(),
      rename: () => this.rename(),
      remove: () => this.remove(),
      save: () => download(zipped(this.desk.files), "playground"),
      share: () => this.share(),
      reset: () => this.reset(),
    };
    await acts[what]?.();
  }

  // ---- files

  private ask(key: string, name: string): string | undefined {
    const answer = prompt(this.say(`ask.${key}`, { name }), name)?.trim();
    if (!answer || answer === name) return undefined;
    if (!isName(answer)) this.tell("bad_name", { name: answer }, ` ${this.say("bad_name_hint")}`);
    else if (this.desk.names.includes(answer)) this.tell("taken", { name: answer });
    else return answer;
    return undefined;
  }

  private add(): void {
    if (isFull(this.desk.files)) return this.tell("many", { count: this.desk.names.length });
    const name = this.ask("new", "");
    if (!name) return;
    this.desk.add(name, "");
    this.desk.show(name);
    this.changed();
  }

  private rename(): void {
    const before = this.desk.open;
    const name = this.ask("rename", before);
    if (!name) return;
    const { value } = this.main;
    this.desk.rename(before, name);
    this.main.value = value === before ? name : value;
    this.changed();
  }

  private remove(): void {
    const name = this.desk.open;
    if (this.desk.names.length < 2) return this.tell("last");
    if (!confirm(this.say("ask.remove", { name }))) return;
    this.desk.remove(name);
    this.changed();
  }

  private reset(): void {
    if (!confirm(this.say("ask.reset"))) return;
    if (this.mine) shelf.setAside();
    shelf.drop();
    history.replaceState(null, "", location.pathname + location.search);
    this.show(this.first, true);
    const back = button(this.say("bring_back"), () => this.bringBack(), "btn--quiet");
    if (shelf.loadBefore()) this.tell("kept_yours", {}, " ", back);
  }

  // ---- the link

  private share(): void {
    const fragment = toFragment(this.now);
    const address = `${location.href.split("#")[0]}#${fragment}`;
    this.link.hidden = false;
    if (address.length > MOST_CHARACTERS) {
      this.link.replaceChildren(make("p", { role: "alert" }, this.say("link_long", { count: address.length, limit: MOST_CHARACTERS })));
      return;
    }
    const field = make("input", { readonly: "", "aria-label": this.say("link"), value: address });
    const copy = button(this.say("copy"), () => void this.copy(address, field, copy));
    this.link.replaceChildren(make("p", {}, this.say("link_what")), make("p", { class: "pg__address" }, field, copy));
    field.focus();
    field.select();
  }

  private async copy(address: string, field: HTMLInputElement, copy: HTMLButtonElement): Promise<void> {
    try {
      await navigator.clipboard.writeText(address);
      copy.textContent = this.say("copied");
    } catch {
      field.select(); // The clipboard is not for us; the reader's own keys can copy what is selected.
    }
  }
}

/** In a folder, so that unpacking makes one. A single file stays in it, too. */
function zipped(files: Files): Files {
  const inside = Object.entries(files).map(([name, text]) => [`playground/${name}`, text]);
  return Object.fromEntries(inside) as Files;
}

const app = new URL("./", import.meta.url).href;
const root = document.querySelector<HTMLElement>(".pg");
if (root) {
  const playground = new Playground(root, app, await Words.fetch(app));
  await playground.open();
  root.dataset.ready = "";
}
