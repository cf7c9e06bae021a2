/** `List`: a list that is held by a server and shared by all its clients. */

import type { Commands } from "../commands.generated.js";
import { IndexError, ValueError } from "../errors.js";
import { textOf } from "./codec.js";
import { Collection, type CollectionOptions } from "./collection.js";
import { resolve } from "./resolve.js";

/** What a `List` calls after a change of its own. */
export interface ListCallbacks<V> {
  setitem?: (indices: number[], values: V[]) => void;
  delitem?: (indices: number[]) => void;
  insert?: (index: number, value: V) => void;
  append?: (value: V) => void;
}

// Items of the first page when iterating, and by how much and up to how many items pages grow.
const FIRST = 16;
const GROWTH = 8;
const MOST = 8192;

/** A bound of a slice, or its step; none by default. */
type Bound = number | null | undefined;

const PREFIX = "znsocket.List:";

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
export class List<V = any> extends Collection<ListCallbacks<V>> {
  constructor(options: CollectionOptions<ListCallbacks<V>>) {
    super(options, PREFIX, resolve);
  }

  /** Return one item, or null when the index is outside. */
  get(index: number): Promise<V | null>;
  /** Return several items; null for an index that is outside. */
  get(indices: readonly number[]): Promise<(V | null)[]>;
  async get(index: number | readonly number[]): Promise<unknown> {
    const source = await this.source();
    if (typeof index === "object") {
      const texts = await this.client.listItems(source, index);
      return texts.map((text) => (text === null ? null : this.codec.decode(text)));
    }
    const text = await this.client.listItem(source, index);
    return text === null ? null : this.codec.decode(text);
  }

  /** Return the items from `start` to before `stop`, every `step`-th of them. */
  async slice(start?: Bound, stop?: Bound, step?: Bound): Promise<V[]> {
    const bounds = given(start, stop, step);
    return this.codec.decodeAll(await this.client.listSlice(await this.source(), bounds));
  }

  /** Return all items. */
  toArray(): Promise<V[]> {
    return this.slice();
  }

  /** Walk through the items, reading ahead in pages. */
  async *[Symbol.asyncIterator](): AsyncGenerator<V, void, undefined> {
    const source = await this.source();
    let start = 0;
    let count = FIRST;
    for (;;) {
      const texts = await this.client.listSlice(source, start, start + count);
      yield* this.codec.decodeAll(texts);
      if (texts.length < count) return;
      start += count;
      count = Math.min(count * GROWTH, MOST);
    }
  }

  /** Walk through indices and items, as `Array.entries` does. */
  async *entries(): AsyncGenerator<[number, V], void, undefined> {
    let index = 0;
    for await (const value of this) yield [index++, value];
  }

  /** Walk through the items, as `Array.values` does. */
  values(): AsyncGenerator<V, void, undefined> {
    return this[Symbol.asyncIterator]();
  }

  /** Return where the first item that equals a value stands, or -1. */
  async indexOf(value: V): Promise<number> {
    const wanted = canonical(value);
    for await (const [index, item] of this.entries()) if (canonical(item) === wanted) return index;
    return -1;
  }

  /** Tell whether an item equals a value. */
  async includes(value: V): Promise<boolean> {
    return (await this.indexOf(value)) >= 0;
  }

  /** Put items at the end, all in one step, and return how many there are then. */
  async push(...values: V[]): Promise<number> {
    const texts = values.map((value) => this.codec.encode(value));
    if (texts.length === 0) return this.length();
    const length = await this.change((commands) => commands.listExtend(this.key, texts));
    for (const value of values) this.callbacks.append?.(value);
    return length;
  }

  /** Put one item at the end. */
  async append(value: V): Promise<void> {
    await this.push(value);
  }

  /** Put items at the end, all in one step. */
  async extend(values: Iterable<V> | AsyncIterable<V>): Promise<void> {
    const texts: string[] = [];
    for await (const value of values) texts.push(this.codec.encode(value));
    if (texts.length > 0) await this.change((commands) => commands.listExtend(this.key, texts));
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
    const places = await this.change((commands) => commands.listSet(this.key, indices, texts));
    if (places.length === 0) throw new IndexError("list assignment index out of range");
    this.callbacks.setitem?.(places, [...values]);
  }

  /**
   * Replace the items from `start` to before `stop` by others, as many or as few as they are.
   *
   * @throws ValueError: With another `step` than 1, there are more or fewer values than items.
   */
  async setSlice(start: Bound, stop: Bound, values: Iterable<V>, step?: Bound): Promise<void> {
    const items = [...values];
    const texts = items.map((value) => this.codec.encode(value));
    const [from, to] = await this.change((commands) =>
      commands.listSplice(this.key, start ?? null, stop ?? null, step ?? null, texts),
    );
    const places = range(from!, to!, step ?? 1);
    if ((step ?? 1) !== 1 && places.length !== items.length) {
      throw new ValueError(
        `attempt to assign sequence of size ${items.length} ` +
          `to extended slice of size ${places.length}`,
      );
    }
    this.callbacks.setitem?.(places, items);
  }

  /** Put an item before the one at an index. */
  async insert(index: number, value: V): Promise<void> {
    const text = this.codec.encode(value);
    await this.change((commands) => commands.listInsert(this.key, index, text));
    this.callbacks.insert?.(index, value);
  }

  /**
   * Remove one item, or several.
   *
   * @throws IndexError: An index is outside; nothing was removed.
   */
  async delete(index: number | readonly number[]): Promise<void> {
    const indices = typeof index === "object" ? index : [index];
    if (indices.length === 0) return;
    const places = await this.change((commands) => commands.listDelete(this.key, indices));
    if (places.length === 0) throw new IndexError("list assignment index out of range");
    this.callbacks.delitem?.(places);
  }

  /** Remove the items from `start` to before `stop`, every `step`-th of them. */
  async deleteSlice(start?: Bound, stop?: Bound, step?: Bound): Promise<void> {
    const bounds = given(start, stop, step);
    const [from, to] = await this.change((commands) => commands.listCut(this.key, bounds));
    this.callbacks.delitem?.(range(from!, to!, step ?? 1));
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
    const reply = await this.change((commands) => commands.listPop(this.key, index));
    if (typeof reply === "number") {
      throw new IndexError(reply > 0 ? "pop index out of range" : "pop from empty list");
    }
    this.callbacks.delitem?.([index]);
    return this.codec.decode(reply);
  }

  /**
   * Remove the first item that equals a value.
   *
   * @throws ValueError: There is none.
   */
  async remove(value: V): Promise<void> {
    const text = this.codec.encode(value);
    const index = await this.change((commands) => commands.listRemove(this.key, text));
    if (index < 0) throw new ValueError("list.remove(x): x not in list");
    this.callbacks.delitem?.([index]);
  }

  /** Put the items into the opposite order. */
  async reverse(): Promise<void> {
    await this.change((commands) => commands.listReverse(this.key));
  }

  /**
   * Sort the items as Python does: numbers by value, texts by code point.
   *
   * @throws TypeError: The items have no order.
   */
  async sort({ reverse = false } = {}): Promise<void> {
    const problem = await this.change((commands) => commands.listSort(this.key, { reverse }));
    if (problem !== null) throw new TypeError(textOf(problem));
  }

  /** Let the items follow each other `count` times. */
  async repeat(count: number): Promise<void> {
    await this.change((commands) => commands.listRepeat(this.key, count));
  }

  protected lengthCommand(key: string): Promise<number> {
    return this.client.listLength(key);
  }

  protected copyCommand(commands: Commands<any>, source: string, destination: string) {
    return commands.listCopy(destination, source);
  }
}

/** Return the parts of a slice that were given, by their names. */
function given(start: Bound, stop: Bound, step: Bound) {
  return { start: start ?? undefined, stop: stop ?? undefined, step: step ?? undefined };
}

/** Return the indices of a slice whose bounds are from 0. */
function range(start: number, stop: number, step: number): number[] {
  const length = Math.max(0, Math.ceil((stop - start) / step));
  return Array.from({ length }, (_, index) => start + index * step);
}

/** Return a text that equal values have in common, whatever the order of their fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
