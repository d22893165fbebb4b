/** SHA-256 as `prodready.files` computes it: over normalised newlines. Synchronous, so that saving never waits. */

const K = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const START = primes(8).map((prime) => fraction(Math.sqrt(prime)));

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime)) found.push(n);
  return found;
}

/** The first 32 bits behind the point: FIPS 180-4 takes its constants from roots of primes. */
function fraction(value: number): number {
  return ((value - Math.floor(value)) * 2 ** 32) | 0;
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** SHA-256 of bytes, in hexadecimal; FIPS 180-4, section 6.2. */
export function sha256(bytes: Uint8Array): string {
  const length = bytes.length;
  const padded = new Uint8Array((((length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(padded.length - 4, (length << 3) >>> 0);
  const hash = [...START];
  const words = new Int32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let n = 0; n < 16; n++) words[n] = view.getInt32(block + n * 4);
    mix(hash, words);
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** One block of 16 words goes into the hash. */
function mix(hash: number[], words: Int32Array): void {
  for (let n = 16; n < 64; n++) {
    const [a, b] = [words[n - 15]!, words[n - 2]!];
    const small = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const large = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    words[n] = words[n - 16]! + small + words[n - 7]! + large;
  }
  let [a, b, c, d, e, f, g, h] = hash as [number, number, number, number, number, number, number, number];
  for (let n = 0; n < 64; n++) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[n]! + words[n]!) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, n) => { hash[n] = (hash[n]! + word) | 0; });
}

/** As `prodready.files.digest`. */
export function digest(text: string): string {
  return sha256(new TextEncoder().encode(text.replace(/\r\n?/g, "\n")));
}

/** As `prodready.files.digest_of` over the names below `exercises/`; `lesson` is the first part of the exercise's key. */
export function digestOf(files: Record<string, string>, lesson: string): string {
  const below = (name: string): string => (name.startsWith(`${lesson}/`) ? name : `${lesson}/${name}`);
  const found = Object.entries(files).map(([name, text]) => [below(name), digest(text)] as const);
  if (found.length <= 1) return found.map(([, sum]) => sum).join("");
  found.sort(([one], [other]) => compare(one, other));
  return digest(found.map(([name, sum]) => `${name}\0${sum}\n`).join(""));
}

/** By code points, as Python sorts. */
function compare(one: string, other: string): number {
  const [left, right] = [[...one], [...other]];
  for (let n = 0; n < Math.min(left.length, right.length); n++) {
    const difference = left[n]!.codePointAt(0)! - right[n]!.codePointAt(0)!;
    if (difference) return difference;
  }
  return left.length - right.length;
}
