/** Work as a file, or as a folder in an archive. */
import { strToU8, zipSync } from "fflate";
import type { Files } from "../runner/types";
import { make } from "./dom";

/** Hands files to the browser's own download: one as it is, several as `name.zip`. */
export function download(files: Files, name: string): void {
  const names = Object.keys(files);
  if (names.length === 1) return hand(new Blob([files[names[0]!]!], { type: "text/x-python" }), names[0]!);
  const packed = zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
  hand(new Blob([packed as Uint8Array<ArrayBuffer>], { type: "application/zip" }), `${name}.zip`);
}

function hand(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = make("a", { href: address, download: name.split("/").at(-1)! });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
