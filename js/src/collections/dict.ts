/** `Dict`: a mapping that is held by a server and shared by all its clients. */

import { KeyError } from "../errors.js";
import type { Text } from "../types.js";
import { textOf } from "./codec.js";
import { Collection, type CollectionOptions } from "./collection.js";
import { Fallback, type FallbackOptions, type Kind } from "./fallback.js";
import { resolve } from "./resolve.js";

/** What a `Dict` calls after a change of its own. */
export interface DictCallbacks<V> {
  setitem?: (key: string, value: V) => void;
  delitem?: (key: string) => void;
}

/** What a `Dict` is made from. */
export interface DictOptions<V> extends CollectionOptions, FallbackOptions {
  /** What to call after a change by this object. */
  callbacks?: DictCallbacks<V>;
}

/** A key: text, or a number that is taken for its text. */
type DictKey = string | number;

/** What `update` takes. */
type Updates<V> = Readonly<Record<string, V>> | Iterable<readonly [DictKey, V]> | Dict<V>;

const KIND: Kind = {
  prefix: "znsocket.Dict:",
  length: (commands, key) => commands.dictLength(key),
  copy: (commands, destination, source) => commands.dictCopy(destination, source),
  copyServed: async (commands, destination, source) =>
    commands.dictCreate(destination, new Map(paired(await commands.dictItems(source)))),
};

/**
 * A mapping that is held under a key and shared by all clients, those in Python included.
 *
 * Every change is one step on the server. Keys are text, in the order in which they came. Values
 * are what JSON can say, and other collections.
 *
 * @example
 * ```ts
 * const atoms = new Dict({ client, key: "atoms" });
 * await atoms.update({ symbol: "Cu", count: 4 });
 * await atoms.get("symbol"); // "Cu"
 * ```
 */
export class Dict<V = any> extends Collection {
  readonly #callbacks: DictCallbacks<V>;
  readonly #fallback: Fallback;

  constructor(options: DictOptions<V>) {
    super(options, KIND.prefix, resolve);
    this.#callbacks = options.callbacks ?? {};
    this.#fallback = new Fallback(this.client, this.key, KIND, options);
  }

  async length(): Promise<number> {
    return this.client.dictLength(await this.#fallback.source());
  }

  /** Return the value of a key, or `otherwise`. */
  async get(key: DictKey): Promise<V | null>;
  async get<D>(key: DictKey, otherwise: D): Promise<V | D>;
  async get(key: DictKey, otherwise: unknown = null): Promise<unknown> {
    const [source, name] = [await this.#fallback.source(), named(key)];
    try {
      const text = await this.client.dictItem(source, name);
      return text === null ? otherwise : this.codec.decode(text);
    } catch (error) {
      // An adapter's owner says so where a dict of the server's has none.
      if (error instanceof KeyError) return otherwise;
      throw error;
    }
  }

  /** Tell whether there is a key. */
  async has(key: DictKey): Promise<boolean> {
    return this.client.dictContains(await this.#fallback.source(), named(key));
  }

  /** Return the keys, in the order in which they came. */
  async keys(): Promise<string[]> {
    return (await this.client.dictKeys(await this.#fallback.source())).map(textOf);
  }

  /** Return the values, in the order in which their keys came. */
  async values(): Promise<V[]> {
    return this.codec.decodeAll(await this.client.dictValues(await this.#fallback.source()));
  }

  /** Return keys with their values, in the order in which they came. */
  async entries(): Promise<[string, V][]> {
    const texts = paired(await this.client.dictItems(await this.#fallback.source()));
    const values = this.codec.decodeAll(texts.map(([, text]) => text));
    return texts.map(([key], index) => [textOf(key), values[index]]);
  }

  /** Return an object; it has keys that look like numbers before all others. */
  async toObject(): Promise<Record<string, V>> {
    return Object.fromEntries(await this.entries());
  }

  /** Walk through keys with their values, as `Map` does. */
  async *[Symbol.asyncIterator](): AsyncGenerator<[string, V], void, undefined> {
    yield* await this.entries();
  }

  /** Set the value of a key. */
  async set(key: DictKey, value: V): Promise<void> {
    const [name, text] = [named(key), this.codec.encode(value)];
    await this.#fallback.change((commands) => commands.dictSet(this.key, new Map([[name, text]])));
    this.#callbacks.setitem?.(name, value);
  }

  /** Set the keys of an object, a `Map`, pairs or another `Dict`, all in one step. */
  async update(updates: Updates<V>): Promise<void> {
    const entries = updates instanceof Dict ? await updates.entries() : pairs(updates);
    const texts = new Map<string, string>();
    for (const [key, value] of entries) texts.set(named(key), this.codec.encode(value));
    if (texts.size > 0)
      await this.#fallback.change((commands) => commands.dictSet(this.key, texts));
  }

  /** Return the value of a key, which is `value` from now on if it was not there. */
  async setDefault(key: DictKey, value: V): Promise<V> {
    const [name, text] = [named(key), this.codec.encode(value)];
    const held = await this.#fallback.change((commands) =>
      commands.dictSetdefault(this.key, name, text),
    );
    if (textOf(held) === text) this.#callbacks.setitem?.(name, value);
    return this.codec.decode(held);
  }

  /** Remove a key, and tell whether it was there. */
  async delete(key: DictKey): Promise<boolean> {
    const name = named(key);
    const gone = await this.#fallback.change((commands) => commands.dictDelete(this.key, [name]));
    if (gone > 0) this.#callbacks.delitem?.(name);
    return gone > 0;
  }

  /**
   * Remove a key and return its value, or `otherwise` where that is given.
   *
   * @throws KeyError: There is no such key, and no `otherwise`.
   */
  async pop<D = never>(key: DictKey, ...otherwise: [] | [D]): Promise<V | D> {
    const name = named(key);
    const text = await this.#fallback.change((commands) => commands.dictPop(this.key, name));
    if (text !== null) {
      this.#callbacks.delitem?.(name);
      return this.codec.decode(text);
    }
    if (otherwise.length === 0) throw new KeyError(name);
    return otherwise[0] as D;
  }

  /**
   * Remove the key that came last and return it with its value.
   *
   * @throws KeyError: There is none.
   */
  async popItem(): Promise<[string, V]> {
    const [key, text] = await this.#fallback.change((commands) => commands.dictPopitem(this.key));
    if (key === undefined) throw new KeyError("popitem(): dictionary is empty");
    const name = textOf(key);
    this.#callbacks.delitem?.(name);
    return [name, this.codec.decode(text!)];
  }

  /** Remove all keys. */
  async clear(): Promise<void> {
    await this.#fallback.change((commands) => commands.dictClear(this.key));
  }

  /**
   * Make a dict of what this one holds under another name, and return it.
   *
   * @throws ValueError: This dict is empty, or the other one is not.
   */
  async copy(options: string | { key: string }): Promise<Dict<V>> {
    const key = typeof options === "string" ? options : options.key;
    const other = new Dict<V>({ ...this.inherited, key });
    await this.#fallback.copyTo(other.key);
    return other;
  }
}

/** Return keys and values that follow each other as pairs. */
function paired(flat: readonly Text[]): [Text, Text][] {
  const keys = flat.filter((_, index) => index % 2 === 0);
  return keys.map((key, index) => [key, flat[2 * index + 1]!]);
}

/** Return a key as text. */
function named(key: unknown): string {
  if (typeof key === "string" || (typeof key === "number" && Number.isFinite(key))) {
    return String(key);
  }
  throw new TypeError(`a key must be a string or a finite number, got ${String(key)}`);
}

function pairs<V>(updates: Exclude<Updates<V>, Dict<V>>): Iterable<readonly [DictKey, V]> {
  return Symbol.iterator in updates
    ? (updates as Iterable<readonly [DictKey, V]>)
    : Object.entries(updates);
}
