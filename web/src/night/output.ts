/** What a program prints, as the rows that the page shows of a captured run. */
import { make } from "../exercise/dom";

const LOOPBACK_PORT = /((?:\b127\.0\.0\.1|\blocalhost|\[::1\]):|host='(?:127\.0\.0\.1|localhost|::1)', port=)\d+/g;
const ROW_MS = 50;
const MOST_MS = 800;

/** The same port on every machine, as in captured texts. */
export function withoutPorts(text: string): string {
  return text.replace(LOOPBACK_PORT, "$18000");
}

/** As `prodready.capture.normalise`: every machine prints the same. */
export function normalise(text: string): string {
  const lines = withoutPorts(text).split("\n").map((line) => line.trimEnd());
  return lines.join("\n").replace(/^\n+|\n+$/g, "");
}

/** Rows below one element, which grow while a program prints. */
export class Rows {
  text = "";
  private row: HTMLElement | undefined;
  private line = "";
  private count = 0;

  constructor(private readonly place: HTMLElement) {
    place.replaceChildren();
  }

  /** Takes a piece of the output, which may end in the middle of a line. */
  add(text: string): void {
    this.text += text;
    text.split("\n").forEach((piece, place) => {
      if (place) this.end();
      if (piece) this.write(piece);
    });
  }

  /** The line is complete; an empty one has a row, too. */
  private end(): void {
    this.row ?? this.begin();
    this.place.append("\n");
    this.row = undefined;
  }

  private write(piece: string): void {
    const row = this.row ?? this.begin();
    this.line += piece;
    fill(row, this.line);
  }

  private begin(): HTMLElement {
    this.line = "";
    this.row = make("span", { class: "row row--new" });
    this.row.style.animationDelay = `${Math.min(this.count * ROW_MS, MOST_MS)}ms`;
    this.count += 1;
    this.place.append(this.row);
    return this.row;
  }
}

/** What was asked, and what came out; see `pageblocks._row`. */
function fill(row: HTMLElement, line: string): void {
  const arrow = line.indexOf("-> ");
  if (arrow < 0) {
    row.replaceChildren(line);
    return;
  }
  row.replaceChildren(line.slice(0, arrow), make("span", { class: "to" }, "-> "), make("mark", {}, line.slice(arrow + 3)));
}
