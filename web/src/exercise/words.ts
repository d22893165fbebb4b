/** The words of the interface: `words.json` is `src/prodready/words/en.json`. */

/** One group of the catalogue: texts, and groups. */
export interface Group {
  [name: string]: string | Group;
}

/** The words of a language. */
export class Words {
  constructor(private readonly all: Group) {}

  static async fetch(app: string): Promise<Words> {
    const answer = await fetch(new URL("words.json", app));
    if (!answer.ok) throw new Error(`words.json: ${answer.status}`);
    return new Words((await answer.json()) as Group);
  }

  /** The text of a key such as `editor.running`, with its fields filled in. A key without a text is an error of ours. */
  say(key: string, values: Record<string, string | number> = {}): string {
    let found: string | Group | undefined = this.all;
    for (const part of key.split(".")) found = typeof found === "object" ? found[part] : undefined;
    if (typeof found !== "string") throw new Error(`There are no words for \`${key}\`.`);
    return found.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  }
}
