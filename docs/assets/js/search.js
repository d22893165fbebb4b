// @ts-check
// Stands in front of the theme's search worker, and loads it and the index with the first question.
// `search_on_demand` in mkdocs_hooks.py puts the name of the real worker above this line, as `real`.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // The theme's own messages.
const answer = postMessage.bind(self);
/** @param {number} type @param {unknown} data */
const ask = (type, data) => dispatchEvent(new MessageEvent("message", { data: { type, data } }));
let options = {}, latest = "", loading = false, ready = false;

/**
 * A question as it is put to the theme, which finds what begins with one of its words.
 * Words that are in every text are left out, but for the last one, which may be unfinished. Endings are left out, too,
 * so that "working" finds "works".
 * @param {string} question
 */
const plainer = (question) => {
  const words = question.split(/\s+/).map((word) => word.replace(/[:;,.?!]+$/, "")).filter(Boolean); // It takes `pass:` for a field.
  const kept = words.filter((word, place) => place === words.length - 1 || self.lunr.stopWordFilter(word.toLowerCase()));
  return kept.map((word) => word.replace(/^([\w.]{4,})(?:ies|ing|ed|es)$|^([\w.]{3,})s$/i, "$1$2")).join(" ");
};

async function load() {
  loading = true;
  try {
    const index = await (await fetch(new URL("../../../search/full.json", location.href))).json();
    importScripts(real);
    self.postMessage = ({ type }) => {
      if (type !== READY) return; // The page has heard that already, and no answer counts before it.
      self.postMessage = answer;
      ready = true;
      ask(QUERY, plainer(latest));
    };
    ask(SETUP, { ...index, options });
  } catch {
    loading = false; // No network: the next question tries again.
    answer({ type: RESULT, data: { items: [] } });
  }
}

/** What the page says ends here; what `ask` says goes on to the theme's worker. @param {MessageEvent} event */
function hear(event) {
  if (!event.isTrusted) return;
  event.stopImmediatePropagation();
  const { type, data } = event.data;
  if (type === SETUP) {
    if (loading) return;
    options = data.options;
    answer({ type: READY });
    return;
  }
  latest = data;
  if (!latest) answer({ type: RESULT, data: { items: [] } });
  else if (ready) ask(QUERY, plainer(latest));
  else if (!loading) load();
}

addEventListener("message", hear);
