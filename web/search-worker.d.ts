// What `docs/assets/js/search.js` finds in the theme's search worker, beside what every page has.

/** The address of the real worker; `search_on_demand` in `mkdocs_hooks.py` writes it above the first line. */
declare const real: string;
declare function importScripts(...addresses: string[]): void;

interface Window {
  lunr: { stopWordFilter(word: string): string | undefined };
}
