/** Gathers what a program prints, so that a thousand lines are not a thousand changes of the page. */

import type { Event } from "./types";

/** Milliseconds that a piece may wait for others; a frame of most screens. */
const FRAME_MS = 16;

/** Passes events on in their order; pieces of the same stream that come together arrive as one. */
export class Output {
  #held: NonNullable<Event["output"]> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly on: (event: Event) => void) {}

  take(event: Event): void {
    const { output } = event;
    if (!output) {
      this.flush();
      this.on(event);
    } else if (this.#held?.stream === output.stream) {
      this.#held = { stream: output.stream, text: this.#held.text + output.text };
    } else {
      this.flush();
      this.#held = output;
      this.#timer = setTimeout(() => this.flush(), FRAME_MS);
    }
  }

  /** Pass on what is held. */
  flush(): void {
    clearTimeout(this.#timer);
    const held = this.#held;
    this.#held = null;
    if (held) this.on({ output: held });
  }
}
