/** `List`: a list that is held by a server and shared by all its clients. */

import { IndexError, ValueError } from "../errors.js";
import type { Text } from "../types.js";
import { textOf } from "./codec.js";
import type { CollectionOptions } from "./collection.js";
import { Fallback, type FallbackOptions, type Kind } from "./fallback.js";
import { resolve } from "./resolve.js";
import { Sequence, assigned, given, range, sizeOf, type Bound, type Bounds } from "./sequence.js";

/** What a `List` calls after a change of its own. */
export interface ListCallbacks<V> {
  setitem?: (indices: number[], values: V[]) => void;
  delitem?: (indices: number[]) => void;
  insert?: (index: number, value: V) => void;
  append?: (value: V) => void;
}

/** What a `List` is made from. */
export interface ListOptions<V> extends CollectionOptions, FallbackOptions {
  /** What to call after a change by this object. */
  callbacks?: ListCallbacks<V>;
}

const KIND: Kind = {
  prefix: "znsocket.List:",
  length: (commands, key) => commands.listLength(key),
  copy: (commands, destination, source) => commands.listCopy(destination, source),
  copyServed: async (commands, destination, source) =>
    commands.listCreate(destination, await commands.listSlice(source)),
};

/**
 * A list that is held under a key and shared by all clients, those in Python included.
 *
 * Every change is one step on the server. Indices may be negative, as with `Array.at`, and slices
 * are those of `Array.slice`, with a step. Values are what JSON can say, and other collections.
 *
 * @example
 * ```ts
 * const frames = new List<number>({ client, key: "frames" });
 * await frames.push(1, 2, 3);
 * await frames.slice(1); // [2, 3]
 * for await (const frame of frames) console.log(frame);
 * ```
 */
export class List<V = any> extends Sequence<V> {
  readonly #callbacks: ListCallbacks<V>;
  readonly #fallback: Fallback;

  constructor(options: ListOptions<V>) {
    super(options, KIND.prefix, resolve);
    this.#callbacks = options.callbacks ?? {};
    this.#fallback = new Fallback(this.client, this.key, KIND, options);
  }

  async length(): Promise<number> {
    return this.client.listLength(await this.#fallback.source());
  }

  /** Return one item, or null when the index is outside. */
  get(index: number): Promise<V | null>;
  /** Return several items; null for an index that is outside. */
  get(indices: readonly number[]): Promise<(V | null)[]>;
  async get(index: number | readonly number[]): Promise<unknown> {
    const source = await this.#fallback.source();
    try {
      if (typeof index === "number") return this.#value(await this.client.listItem(source, index));
      return (await this.client.listItems(source, index)).map((text) => this.#value(text));
    } catch (error) {
      // An adapter's owner says so where a list of the server's has none.
      if (!(error instanceof IndexError)) throw error;
      return typeof index === "number" ? null : Promise.all(index.map((one) => this.get(one)));
    }
  }

  #value(text: Text | null): V | null {
    return text === null ? null : this.codec.decode(text);
  }

  protected async read(bounds: Bounds): Promise<{ values: V[]; size: number }> {
    const texts = await this.client.listSlice(await this.#fallback.source(), bounds);
    return { values: this.codec.decodeAll(texts), size: sizeOf(texts) };
  }

  async push(...values: V[]): Promise<number> {
    const texts = values.map((value) => this.codec.encode(value));
    if (texts.length === 0) return this.length();
    const length = await this.#fallback.change((commands) => commands.listExtend(this.key, texts));
    for (const value of values) this.#callbacks.append?.(value);
    return length;
  }

  /** Put items at the end, all in one step. */
  async extend(values: Iterable<V> | AsyncIterable<V>): Promise<void> {
    const texts: string[] = [];
    for await (const value of values) texts.push(this.codec.encode(value));
    if (texts.length > 0)
      await this.#fallback.change((commands) => commands.listExtend(this.key, texts));
  }

  /**
   * Replace one item, or several.
   *
   * @throws IndexError: An index is outside; nothing was replaced.
   */
  set(index: number, value: V): Promise<void>;
  set(indices: readonly number[], values: readonly V[]): Promise<void>;
  async set(index: number | readonly number[], value: V | readonly V[]): Promise<void> {
    const indices = typeof index === "object" ? index : [index];
    const values = (typeof index === "object" ? value : [value]) as readonly V[];
    if (indices.length !== values.length) {
      throw new ValueError(`${indices.length} indices were given, and ${values.length} values`);
    }
    if (indices.length === 0) return;
    const texts = values.map((one) => this.codec.encode(one));
    const places = await this.#fallback.change((commands) =>
      commands.listSet(this.key, indices, texts),
    );
    if (places.length === 0) throw new IndexError("list assignment index out of range");
    this.#callbacks.setitem?.(places, [...values]);
  }

  /**
   * Replace the items from `start` to before `stop` by others, as many or as few as they are.
   *
   * @throws ValueError: With another `step` than 1, there are more or fewer values than items.
   */
  async setSlice(start: Bound, stop: Bound, values: Iterable<V>, step?: Bound): Promise<void> {
    const items = [...values];
    const texts = items.map((value) => this.codec.encode(value));
    const [from, to] = await this.#fallback.change((commands) =>
      commands.listSplice(this.key, start ?? null, stop ?? null, step ?? null, texts),
    );
    const places = assigned(from!, to!, step, items.length);
    this.#callbacks.setitem?.(places, items);
  }

  /** Put an item before the one at an index. */
  async insert(index: number, value: V): Promise<void> {
    const text = this.codec.encode(value);
    await this.#fallback.change((commands) => commands.listInsert(this.key, index, text));
    this.#callbacks.insert?.(index, value);
  }

  /**
   * Remove one item, or several.
   *
   * @throws IndexError: An index is outside; nothing was removed.
   */
  async delete(index: number | readonly number[]): Promise<void> {
    const indices = typeof index === "object" ? index : [index];
    if (indices.length === 0) return;
    const places = await this.#fallback.change((commands) =>
      commands.listDelete(this.key, indices),
    );
    if (places.length === 0) throw new IndexError("list assignment index out of range");
    this.#callbacks.delitem?.(places);
  }

  /** Remove the items from `start` to before `stop`, every `step`-th of them. */
  async deleteSlice(start?: Bound, stop?: Bound, step?: Bound): Promise<void> {
    const bounds = given(start, stop, step);
    const [from, to] = await this.#fallback.change((commands) =>
      commands.listCut(this.key, bounds),
    );
    this.#callbacks.delitem?.(range(from!, to!, step));
  }

  /** Remove all items. */
  clear(): Promise<void> {
    return this.deleteSlice();
  }

  /**
   * Remove and return an item, by default the last one.
   *
   * @throws IndexError: There is none.
   */
  async pop(index = -1): Promise<V> {
    const reply = await this.#fallback.change((commands) => commands.listPop(this.key, index));
    if (typeof reply === "number") {
      throw new IndexError(reply > 0 ? "pop index out of range" : "pop from empty list");
    }
    this.#callbacks.delitem?.([index]);
    return this.codec.decode(reply);
  }

  /**
   * Remove the first item that equals a value.
   *
   * @throws ValueError: There is none.
   */
  async remove(value: V): Promise<void> {
    const text = this.codec.encode(value);
    const index = await this.#fallback.change((commands) => commands.listRemove(this.key, text));
    if (index < 0) throw new ValueError("list.remove(x): x not in list");
    this.#callbacks.delitem?.([index]);
  }

  /** Put the items into the opposite order. */
  async reverse(): Promise<void> {
    await this.#fallback.change((commands) => commands.listReverse(this.key));
  }

  /**
   * Sort the items as Python does: numbers by value, texts by code point.
   *
   * @throws TypeError: The items have no order.
   */
  async sort({ reverse = false } = {}): Promise<void> {
    const problem = await this.#fallback.change((commands) =>
      commands.listSort(this.key, { reverse }),
    );
    if (problem !== null) throw new TypeError(textOf(problem));
  }

  /** Let the items follow each other `count` times. */
  async repeat(count: number): Promise<void> {
    await this.#fallback.change((commands) => commands.listRepeat(this.key, count));
  }

  /**
   * Make a list of these items under another name, and return it.
   *
   * @throws ValueError: This list is empty, or the other one is not.
   */
  async copy(options: string | { key: string }): Promise<List<V>> {
    const key = typeof options === "string" ? options : options.key;
    const other = new List<V>({ ...this.inherited, key });
    await this.#fallback.copyTo(other.key);
    return other;
  }
}
