// Stands in front of the theme's search worker, and loads it and the index with the first question.
// `search_on_demand` in mkdocs_hooks.py puts the name of the real worker above this line, as `real`.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // The theme's own messages.
const say = (type, data) => postMessage({ type, data });
let options = {}, latest = "", loading = false;

async function load() {
  loading = true;
  try {
    const answer = await fetch(new URL("../../../search/full.json", location.href));
    const index = await answer.json();
    importScripts(real);
    removeEventListener("message", hear);
    dispatchEvent(new MessageEvent("message", { data: { type: SETUP, data: { ...index, options } } }));
    dispatchEvent(new MessageEvent("message", { data: { type: QUERY, data: latest } }));
  } catch {
    loading = false; // No network: the next question tries again.
    say(RESULT, { items: [] });
  }
}

function hear({ data: { type, data } }) {
  if (type === SETUP) {
    options = data.options;
    say(READY);
  } else {
    latest = data;
    if (!latest) say(RESULT, { items: [] });
    else if (!loading) load();
  }
}

addEventListener("message", hear);
