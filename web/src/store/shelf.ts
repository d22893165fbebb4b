/** JSON values with a version, kept in the box. What cannot be read is never overwritten: a copy is set aside first. */
import * as box from "./box";

/** A value as it was read. `damaged`: a copy has to be set aside before the name is used again. */
export interface Found<T> {
  value: T | null;
  state: "none" | "sound" | "damaged" | "newer";
}

/** How a kind of value is read: `parse` gives null for what has another form, and may mend; `mended` says that it did. */
export interface Form<T> {
  schema: number;
  parse(data: Record<string, unknown>): { value: T; mended: boolean } | null;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is an object of texts. */
export function isTexts(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((text) => typeof text === "string");
}

/** Reads a value; what is damaged counts as missing, and stays where it is. */
export function load<T>(name: string, form: Form<T>): Found<T> {
  const text = box.read(name);
  if (text === null) return { value: null, state: "none" };
  try {
    const data: unknown = JSON.parse(text);
    if (!isObject(data) || typeof data.schema !== "number") return { value: null, state: "damaged" };
    if (data.schema > form.schema) return { value: null, state: "newer" };
    const parsed = form.parse(data);
    if (!parsed) return { value: null, state: "damaged" };
    return { value: parsed.value, state: parsed.mended ? "damaged" : "sound" };
  } catch {
    return { value: null, state: "damaged" };
  }
}

/** Keeps a value. What a newer version of the course wrote stays: the value is then held in memory only. */
export function save<T>(name: string, form: Form<T>, value: T): box.Trouble {
  const text = JSON.stringify(value);
  const before = load(name, form).state;
  if (before === "newer") return box.hold(name, text, "newer");
  if (before === "damaged") box.setAside(name, box.read(name) ?? "");
  return box.write(name, text);
}
