/** Which libraries a run needs: those whose names stand in what is to be run. */

import type { Files, Pack } from "./types";

const WORD = /[A-Za-z_][A-Za-z_0-9]*/g;

/** A pack that is needed, and which of its modules were named. */
export interface Need {
  name: string;
  pack: Pack;
  named: string[];
}

/** The packs that `texts` speak of, each after those that it needs itself. */
export function needs(packs: Record<string, Pack>, ...texts: Files[]): Need[] {
  const words = new Set<string>();
  for (const text of texts.flatMap((files) => Object.values(files))) {
    for (const word of text.match(WORD) ?? []) words.add(word);
  }
  const found = new Map<string, Need>();
  const add = (name: string): void => {
    const pack = packs[name];
    if (!pack || found.has(name)) return;
    pack.after.forEach(add);
    found.set(name, { name, pack, named: pack.modules.filter((module) => words.has(module)) });
  };
  for (const [name, pack] of Object.entries(packs)) {
    if (pack.modules.some((module) => words.has(module))) add(name);
  }
  return [...found.values()];
}
