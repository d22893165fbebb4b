// Stands in front of the theme's search worker, and loads it and the index with the first question.
// `search_on_demand` in mkdocs_hooks.py puts the name of the real worker above this line, as `real`.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // The theme's own messages.
const answer = postMessage.bind(self);
const ask = (type, data) => dispatchEvent(new MessageEvent("message", { data: { type, data } }));
let options = {}, latest = "", loading = false;

async function load() {
  loading = true;
  try {
    const index = await (await fetch(new URL("../../../search/full.json", location.href))).json();
    importScripts(real);
    self.postMessage = ({ type }) => {
      if (type !== READY) return; // The page has heard that already, and no answer counts before it.
      self.postMessage = answer;
      removeEventListener("message", hear);
      ask(QUERY, latest);
    };
    ask(SETUP, { ...index, options });
  } catch {
    loading = false; // No network: the next question tries again.
    answer({ type: RESULT, data: { items: [] } });
  }
}

function hear({ data: { type, data } }) {
  if (type === SETUP) {
    if (loading) return;
    options = data.options;
    answer({ type: READY });
  } else {
    latest = data;
    if (!latest) answer({ type: RESULT, data: { items: [] } });
    else if (!loading) load();
  }
}

addEventListener("message", hear);
