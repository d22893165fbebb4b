/** Asks before much is fetched: everything, from those who spare data; large libraries, from everybody. */
import { button } from "../exercise/dom";
import { megabytes, sparesData } from "../exercise/loading";
import type { Words } from "../exercise/words";
import type { Runtime } from "../runner/runtime";

let agreed = !sparesData();

/** The place of one status line, where the question stands until it is answered. */
export class Consent {
  private asking = false;

  constructor(private readonly place: HTMLElement, private readonly app: string, private readonly words: Words, private readonly runtime: Runtime) {}

  /** Whether Python may be fetched. From now on, large libraries are asked for here, too. */
  async given(): Promise<boolean> {
    this.runtime.onask = (name, { sent }) => this.ask("pack", { name, total: megabytes(sent) });
    agreed ||= this.runtime.status.phase === "ready" || (await this.ask("size", { total: megabytes(await this.size()) }));
    return agreed;
  }

  private async size(): Promise<number> {
    const manifest = (await (await fetch(new URL("manifest.json", this.app))).json()) as Record<string, { sent?: number }>;
    return ["worker", "wasm", "core", "engine"].reduce((sum, name) => sum + (manifest[name]?.sent ?? 0), 0);
  }

  private ask(key: string, values: Record<string, string>): Promise<boolean> {
    if (this.asking) return Promise.resolve(false);
    this.asking = true;
    const before = [...this.place.childNodes];
    return new Promise((answer) => {
      const choice = (word: string, yes: boolean): HTMLButtonElement => button(this.words.say(`editor.${word}`), () => {
        this.asking = false;
        this.place.replaceChildren(...before);
        answer(yes);
      }, "btn--quiet");
      const yes = choice("load", true);
      this.place.replaceChildren(this.words.say(`editor.${key}`, values), " ", yes, " ", choice("not_now", false));
      yes.focus();
    });
  }
}

/** Whether something may be fetched ahead of time. */
export const mayWarm = (): boolean => agreed;
