/**
 * Makes replies out of what came over the wire. A `Reader` is a node of a reply's type, as the
 * entry of the command declares it; null stands for itself everywhere.
 */

import { DecodeError, ZnSocketError } from "./errors.js";

/** Reads data of one type. */
export interface Reader {
  /** Tell whether data has this type, for where a reply may have one of several. */
  fits(data: unknown): boolean;
  /** Return the data as the caller expects it: texts decoded, or as octets. */
  read(data: any, decode: boolean): unknown;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Return octets that came over the wire, in whatever form, as a Uint8Array. */
export function octets(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** Tell whether data is octets. */
export function isOctets(data: unknown): data is ArrayBuffer | ArrayBufferView {
  return data instanceof ArrayBuffer || ArrayBuffer.isView(data);
}

function readText(data: string | ArrayBuffer | ArrayBufferView, decode: boolean) {
  if (!decode) return typeof data === "string" ? encoder.encode(data) : octets(data);
  if (typeof data === "string") return data;
  try {
    return decoder.decode(data);
  } catch {
    throw new DecodeError("the reply holds octets that are not UTF-8; see decodeResponses");
  }
}

function readOne(reader: Reader, data: unknown, decode: boolean): unknown {
  return data === null ? null : reader.read(data, decode);
}

/** A key, field, member or value. */
export const text: Reader = {
  fits: (data) => typeof data === "string" || isOctets(data),
  read: readText,
};

/** Octets, which stay octets. */
export const bytes: Reader = {
  fits: text.fits,
  read: (data) => readText(data, false),
};

/** A number that is read as it came. */
export const plain: Reader = {
  fits: (data) => typeof data === "number",
  read: (data) => data,
};

/** A truth value, which travels as 1 or 0. */
export const bool: Reader = {
  fits: (data) => data === 1 || data === 0 || typeof data === "boolean",
  read: (data) => Boolean(data),
};

/** A truth value that is an integer in Redis, and here; true and false from others than our server. */
export const oneOrZero: Reader = {
  fits: bool.fits,
  read: (data) => Number(data),
};

const INFINITE: Record<string, number> = { inf: Infinity, "-inf": -Infinity, nan: NaN };

/** A float; an infinite one travels as text. */
export const float: Reader = {
  fits: (data) => typeof data === "number" || (typeof data === "string" && data in INFINITE),
  read: (data) => (typeof data === "string" ? (INFINITE[data] ?? Number(data)) : data),
};

/** What nobody declared: its texts are read as texts, all else as it came. */
export const anything: Reader = {
  fits: () => true,
  read(data, decode) {
    if (text.fits(data)) return readText(data, decode);
    if (Array.isArray(data)) return data.map((item) => anything.read(item, decode));
    return data === null || typeof data !== "object" ? data : mapped(anything).read(data, decode);
  },
};

/** A list of items of one type. */
export function list(item: Reader): Reader {
  return {
    fits(data) {
      if (!Array.isArray(data)) return false;
      const first = data.find((one) => one !== null);
      return first === undefined || item.fits(first);
    },
    read(data: unknown[], decode) {
      const asTheyAre = item === plain || (item === text && decode && data.every(isReadText));
      return asTheyAre ? data : data.map((one) => readOne(item, one, decode));
    },
  };
}

function isReadText(data: unknown): boolean {
  return typeof data === "string" || data === null;
}

/** A set, which travels as a list. */
export function set(item: Reader): Reader {
  const items = list(item);
  return { fits: items.fits, read: (data, decode) => new Set(items.read(data, decode) as []) };
}

/** So many items, each of its own type. */
export function tuple(...items: Reader[]): Reader {
  return {
    fits: (data) => Array.isArray(data) && data.length === items.length,
    read: (data: unknown[], decode) =>
      items.map((item, index) => readOne(item, data[index] ?? null, decode)),
  };
}

function pairs(data: object): [any, unknown][] {
  return Array.isArray(data) ? data : Object.entries(data);
}

/** Texts with a value each: an object, or a Map where texts are octets. */
export function dictionary(value: Reader): Reader {
  return {
    fits: (data) => typeof data === "object" && data !== null,
    read(data: object, decode) {
      const entries = pairs(data).map(([key, one]): [any, unknown] => [
        readText(key, decode),
        readOne(value, one, decode),
      ]);
      return decode ? Object.fromEntries(entries) : new Map(entries);
    },
  };
}

/** An object whose keys are words for every caller. */
export function mapped(value: Reader): Reader {
  return {
    fits: (data) => typeof data === "object" && data !== null && !Array.isArray(data),
    read: (data: object, decode) =>
      Object.fromEntries(pairs(data).map(([key, one]) => [key, readOne(value, one, decode)])),
  };
}

/** An object with these keys; a newer server may add others. */
export function record(fields: Record<string, Reader>): Reader {
  return {
    fits: (data) =>
      typeof data === "object" && data !== null && Object.keys(fields).every((key) => key in data),
    read: (data: object, decode) =>
      Object.fromEntries(
        pairs(data).map(([key, one]) => [key, readOne(fields[key] ?? anything, one, decode)]),
      ),
  };
}

/** One of several types, told apart by the data. */
export function anyOf(...options: Reader[]): Reader {
  return {
    fits: (data) => options.some((option) => option.fits(data)),
    read(data, decode) {
      const fitting = options.find((option) => option.fits(data));
      if (!fitting)
        throw new ZnSocketError(`a reply of another type came: ${JSON.stringify(data)}`);
      return fitting.read(data, decode);
    },
  };
}
