/** Offers a newer version of the course to those who keep it. Nothing is fetched, and nothing changes, before they say so. */
import { button, make, say, type Words } from "../scorecard/dom";
import { meter, sized } from "./box";
import { Keeper, Refused } from "./keep";
import type { Head } from "./names";

const LATER = "prodready.offline.later";

/** Looks whether the server has another build than the one that is kept. @param app the folder of the words */
export async function offer(keeper: Keeper, app: string): Promise<void> {
  const [mine, head] = await Promise.all([keeper.current(), keeper.latest()]);
  if (!mine || !head || head.build === mine || declined() === head.build) return;
  const words = ((await (await fetch(new URL("words.json", app))).json()) as { offline: Words }).offline;
  const size = sized(await keeper.missing(head));
  const text = make("p", {}, say(words, "newer", { size }));
  const box = make("aside", { class: "newer", role: "region", "aria-label": say(words, "label") });
  const use = button(say(words, "use"), () => void accept(keeper, head, words, box), "btn--main");
  const later = button(say(words, "later"), () => {
    decline(head.build);
    box.remove();
  });
  // No style sheet of the site knows this box: few readers ever see it.
  box.style.cssText = "position:fixed;z-index:5;inset:auto 1rem 1rem auto;max-width:min(22rem,calc(100vw - 2rem));box-sizing:border-box;padding:.7rem .9rem;font-size:.76rem;color:var(--ink);background:var(--sheet);border:1px solid var(--edge);border-radius:.2rem";
  box.append(text, use, " ", later);
  document.body.append(box);
}

async function accept(keeper: Keeper, head: Head, words: Words, box: HTMLElement): Promise<void> {
  const { bar, told } = meter(head, (done) => say(words, "keeping", { done: sized(done), size: sized(head.bytes) }));
  const stopped = new AbortController();
  const cancel = button(say(words, "cancel"), () => stopped.abort());
  box.replaceChildren(bar, cancel);
  cancel.focus();
  try {
    await keeper.fetchBuild(head, told, stopped.signal);
    await keeper.accept(head.build);
  } catch (error) {
    if (stopped.signal.aborted || !(error instanceof Refused) || error.problem !== "failed") await keeper.abandon(head.build);
    const why = stopped.signal.aborted ? "cancelled" : error instanceof Refused ? error.problem : "failed";
    const said = make("p", { role: "status", tabindex: "-1" }, say(words, why, { size: sized(head.bytes) }));
    box.replaceChildren(said, button(say(words, "later"), () => box.remove()));
    said.focus();
    return;
  }
  location.reload();
}

function declined(): string | null {
  try {
    return sessionStorage.getItem(LATER);
  } catch {
    return null;
  }
}

function decline(build: string): void {
  try {
    sessionStorage.setItem(LATER, build);
  } catch { /* Then the next page asks again. */ }
}
