/** Values of collections as JSON text and back. */

import { ValueError } from "../errors.js";
import type { Text } from "../types.js";

/** Something that a server holds under a key: a `List`, a `Dict`, `Segments`. */
export interface Referable {
  /** The prefixed key, as in `znsocket.List:frames`. */
  readonly key: string;
}

/** What a stored reference begins with. */
const REFERENCE = "znsocket.";

const decoder = new TextDecoder();

/** Writes and reads the values of one collection. */
export class Codec {
  readonly #owner: Referable;
  readonly #convertNan: boolean;
  readonly #resolve: (key: string) => unknown;

  /**
   * @param owner - The collection, which cannot be a value of itself.
   * @param convertNan - Write NaN and infinities as null; else they are a `ValueError`.
   * @param resolve - Makes a collection of its prefixed key, or undefined of any other text.
   */
  constructor(owner: Referable, convertNan: boolean, resolve: (key: string) => unknown) {
    this.#owner = owner;
    this.#convertNan = convertNan;
    this.#resolve = resolve;
  }

  /**
   * Return the JSON text of a value; of a collection, that of its key.
   *
   * @throws TypeError: JSON has no word for it.
   * @throws ValueError: It is the collection itself, or has NaN or an infinity.
   */
  encode(value: unknown): string {
    if (isReferable(value)) {
      if (value.key === this.#owner.key) {
        throw new ValueError("Can not set circular reference to self");
      }
      return JSON.stringify(value.key);
    }
    // A function that looks at every value makes stringify several times slower.
    const json = isPlain(value)
      ? JSON.stringify(value)
      : JSON.stringify(value, (_, part: unknown) => this.#written(part));
    if (json === undefined) throw new TypeError(`JSON has no word for ${String(value)}`);
    return json;
  }

  #written(part: unknown): unknown {
    if (typeof part === "number" && !Number.isFinite(part) && !this.#convertNan) {
      throw new ValueError(`JSON has no word for ${part}; see convertNan`);
    }
    return ArrayBuffer.isView(part) && !(part instanceof DataView)
      ? Array.from(part as unknown as ArrayLike<number>)
      : part;
  }

  /**
   * Return the value of a JSON text; for the key of a collection, that collection.
   *
   * @throws ValueError: It is no JSON text.
   */
  decode(text: Text): any {
    return this.#read(parsed(textOf(text)));
  }

  /** Return the values of JSON texts; see `decode`. */
  decodeAll(texts: readonly Text[]): any[] {
    // One array is parsed faster than its items.
    const joined = texts.map(textOf).join(",");
    let values: unknown;
    try {
      values = JSON.parse(`[${joined}]`);
    } catch {
      values = undefined; // the error of the right one follows
    }
    if (!Array.isArray(values) || values.length !== texts.length) {
      return texts.map((text) => this.decode(text));
    }
    return joined.includes(`"${REFERENCE}`) ? values.map((value) => this.#read(value)) : values;
  }

  #read(value: unknown): unknown {
    const refers = typeof value === "string" && value.startsWith(REFERENCE);
    return refers ? (this.#resolve(value) ?? value) : value;
  }
}

function isReferable(value: unknown): value is Referable {
  return typeof value === "object" && value !== null && REFERABLE in value;
}

/** Marks what is written as a reference. */
export const REFERABLE = Symbol("znsocket.referable");

/** Tell whether stringify writes a value as it should without being told how. */
function isPlain(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  return !ArrayBuffer.isView(value) && Object.values(value).every(isPlain);
}

/** Return a text of a reply, whatever the client has texts as. */
export function textOf(text: Text): string {
  return typeof text === "string" ? text : decoder.decode(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ValueError(`a value is no JSON: ${text.slice(0, 80)}`);
  }
}
