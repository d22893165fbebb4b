/** What crosses the doors of the runner: requests, events, results, and the forms of the files that it loads. */

export type Phase = "idle" | "loading" | "ready" | "failed";

/** How far loading is; `loaded` and `total` are bytes as most hosts send them, `message` says in words why it failed. */
export interface Status {
  phase: Phase;
  loaded: number;
  total: number;
  message?: string;
}

/** What can become of one check; see `prodready.model.Verdict`. */
export type Verdict = "passed" | "failed" | "timed out" | "error" | "not run here" | "not reached";

/** As `prodready.report.check_to_data` makes it. Every text is meant for the learner, and is text: never markup. */
export interface CheckResult {
  id: string;
  title: string;
  verdict: Verdict;
  symptom: string;
  expected: string;
  observed: string;
  where: string;
  reason: string;
  hints: string[];
  seconds: number;
}

/** As `prodready.report.report_to_data` makes it. */
export interface Report {
  key: string;
  label: string;
  checks: CheckResult[];
  headline: string;
  where: string;
  seed: string;
  seconds: number;
}

export type Stream = "stdout" | "stderr";

/** What a run says while it goes on: exactly one of these is set. */
export interface Event {
  /** A grading starts: names of all checks of the suite, in order. */
  begin?: { key: string; label: string; checks: string[] };
  /** The learner's files could be imported. */
  loaded?: true;
  /** One check is judged. */
  check?: CheckResult;
  /** A grading is over. Exactly one for each `grade`, whatever happened, unless the run was stopped or failed. */
  report?: Report;
  /** What the program wrote, in order. */
  output?: { stream: Stream; text: string };
  /** No more output is shown: it is longer than `limit` bytes. */
  capped?: { limit: number };
  /** A program has ended; `null` if it was ended by a limit. */
  exit?: { status: number | null; how: string };
  /** The course is at fault, not the learner. */
  broken?: { key: string; why: string };
  /** The request itself cannot be served, in words for the reader. */
  error?: { message: string; hint: string };
  /** Of `incident`, `survive` and `tests`; see `prodready.browser.incident`, `.survive`, `.tests`. */
  incident?: unknown;
  survived?: unknown;
  test?: unknown;
  tests?: unknown;
}

/** How a run ended. `failed`: the runtime could not be loaded, or broke; the last event is then an `error`. */
export type Ending = "done" | "stopped" | "timed out" | "failed";

export interface Run {
  done: Promise<Ending>;
  /** End it now; `done` becomes "stopped". May be called at any time. */
  stop(): void;
}

export type Files = Record<string, string>;

/** What Python is asked to do. `files` are names relative to the working directory, with `/` between folders. */
export type Request =
  | { do: "grade"; exercise: ExerciseData; files: Files; only?: string[]; seed?: string }
  | { do: "program"; files: Files; main: string; args?: string[] }
  | { do: "incident" | "survive" | "tests"; files?: Files; [more: string]: unknown };

export interface Limits {
  /** Seconds without a message after which a run is ended; 10 without it. On a slow machine it is up to eight times as long. */
  silence_s?: number;
}

/** `app/<hash>/exercises/<key>.json`; written by `prodready.bundle`. */
export interface ExerciseData {
  key: string;
  title: string;
  minutes: number;
  /** What the learner's file or folder is called, such as `fetch.py`. */
  name: string;
  module: string;
  importable: boolean;
  limit_s: number;
  suite: { path: string; source: string };
  given: Files;
  starter: Files;
  starter_digest: string;
  /** `name` is the test's, without parameters; `symptom` is what production looks like without the right behaviour. */
  checks: { name: string; title: string; symptom?: string; needs: string[]; hints: string[] }[];
}

/** A file that the manifest speaks of: its address relative to the manifest, and what arrives is held to the rest. */
export interface Asset {
  file: string;
  bytes: number;
  /** Bytes that travel where the host compresses what gains by it; readers are told these. */
  sent: number;
  /** In hexadecimal. */
  sha256?: string;
}

/** A file that Python imports from; `path` is where it belongs in the worker, as its tracebacks say. */
export interface Archive extends Asset {
  path: string;
}

/** Libraries that are loaded when one of `modules` stands as a word in what is to be run. */
export interface Pack extends Archive {
  modules: string[];
  /** Names of packs that have to be there before. */
  after: string[];
  /** Whether it holds compiled code, and must be unpacked. */
  native: boolean;
  /** Whether the reader is asked before it is loaded. */
  asks: boolean;
}

/** `app/<hash>/manifest.json`, as far as the runner reads it; written by `web/build.mjs`. */
export interface Manifest {
  /** What Pyodide is told instead of its own list of packages: none. */
  lock: unknown;
  worker: Asset;
  frame: Asset;
  wasm: Asset;
  /** Standard library and pytest. */
  core: Archive;
  /** The package `prodready`, as far as the browser needs it. */
  engine: Archive;
  words: Asset;
  packs: Record<string, Pack>;
}
