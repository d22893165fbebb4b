/** The script that `docs/assets/js/exercise.js` fetches when a reader wants to work on an exercise. */
import { Runtime } from "../runner/runtime";
import type { ExerciseData } from "../runner/types";
import type { Exercise } from "./exercise";
import { sparesData } from "./loading";
import { Words } from "./words";

let words: Promise<Words> | undefined;
let style: Promise<void> | undefined;

/** Puts the editor into an exercise. `app` is the address of the folder that this script lies in. */
export async function open(root: HTMLElement, app: string): Promise<Exercise> {
  if (!sparesData()) Runtime.for(app).warm(); // Python comes beside the editor, not after it.
  const key = root.dataset.key ?? "";
  const [data, catalogue, parts] = await Promise.all([fetchData(key, app), (words ??= Words.fetch(app)), import("./exercise"), (style ??= addStyle())]);
  return new parts.Exercise(root, app, data, catalogue);
}

async function fetchData(key: string, app: string): Promise<ExerciseData> {
  const answer = await fetch(new URL(`exercises/${key}.json`, app));
  if (!answer.ok) throw new Error(`exercises/${key}.json: ${answer.status}`);
  return (await answer.json()) as ExerciseData;
}

/** What only the editor and the results need is no part of the page that is read. */
function addStyle(): Promise<void> {
  const link = document.createElement("link");
  const lesson = document.querySelector<HTMLLinkElement>('link[href*="assets/css/course"]');
  return new Promise((resolve) => {
    Object.assign(link, { rel: "stylesheet", href: new URL("exercise.css", lesson?.href), onload: () => resolve(), onerror: () => resolve() });
    document.head.append(link);
  });
}
