/** `Segments`: a list made of parts of another list, which stays as it is. */

import { IndexError, ValueError } from "../errors.js";
import type { Text } from "../types.js";
import { textOf } from "./codec.js";
import type { CollectionOptions } from "./collection.js";
import { List } from "./list.js";
import { resolve } from "./resolve.js";
import { Sequence, assigned, given, range, sizeOf, type Bound, type Bounds } from "./sequence.js";

/** What `Segments` are made from. */
export interface SegmentsOptions extends CollectionOptions {
  /** The list that they are a copy of; it may be left out for a key that is there. */
  origin?: List;
}

/** A part of a list: the items from `start` to before `end` of the one with the key `data`. */
export type Segment = [start: number, end: number, data: string];

const PREFIX = "znsocket.Segments:";
const LIST = "znsocket.List:";

// What removing a value replies when an item before it is in an adapter.
const ELSEWHERE = -2;

/**
 * A copy of a list that can be changed, and stores only what differs from it.
 *
 * It begins with all items of its origin, without copying them; the origin is never changed, and
 * must not be while there are segments of it. Opening a key that is there goes on with what it
 * holds.
 *
 * @example
 * ```ts
 * const frames = new List<string>({ client, key: "frames" });
 * await frames.push("a", "b", "c", "d");
 * const edited = Segments.fromList(frames, "edited");
 * await edited.set(1, "B");
 * await edited.delete(-1);
 * await edited.toArray(); // ["a", "B", "c"]
 * await frames.toArray(); // ["a", "b", "c", "d"]
 * ```
 */
export class Segments<V = any> extends Sequence<V> {
  readonly #own: string;
  readonly #origin: List | undefined;
  #opened: Promise<void> | undefined;

  constructor(options: SegmentsOptions) {
    super(options, PREFIX, resolve);
    const { key, origin } = options;
    if (origin !== undefined && !(origin instanceof List)) {
      throw new TypeError(`origin must be a List, got ${String(origin)}`);
    }
    this.#own = LIST + key;
    this.#origin = origin;
    this.#open().catch(() => undefined); // the first operation reports it
  }

  /** Return the `Segments` of a list, held where that is. */
  static fromList<V>(origin: List<V>, key: string): Segments<V> {
    return new Segments<V>({ client: origin.client, origin, key });
  }

  /** Have the table of segments made, unless it is there; once, if that succeeds. */
  #open(): Promise<void> {
    this.#opened ??= this.#make().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #make(): Promise<void> {
    if (this.#origin === undefined) return;
    await this.client.segmentsOpen(this.key, this.#origin.key, await this.#origin.length());
  }

  /** Return the parts it is made of. */
  async getRaw(): Promise<Segment[]> {
    await this.#open();
    const texts = await this.client.segmentsPieces(this.key);
    return texts.map((text) => JSON.parse(textOf(text)) as Segment);
  }

  async length(): Promise<number> {
    await this.#open();
    return this.client.segmentsLength(this.key);
  }

  /** Return one item, or null when the index is outside. */
  async get(index: number): Promise<V | null> {
    await this.#open();
    const found = await this.client.segmentsItem(this.key, index);
    return found.length === 0 ? null : this.#value(found);
  }

  protected async read(bounds: Bounds): Promise<{ values: V[]; size: number }> {
    await this.#open();
    const texts = await this.client.segmentsSlice(this.key, bounds);
    const size = sizeOf(texts);
    const here = texts.every((text): text is Text => text !== null);
    return { values: here ? this.codec.decodeAll(texts) : await this.#elsewhere(bounds), size };
  }

  async push(...values: V[]): Promise<number> {
    const texts = values.map((value) => this.codec.encode(value));
    if (texts.length === 0) return this.length();
    await this.#open();
    return this.client.segmentsExtend(this.key, this.#own, texts);
  }

  /** Put items at the end, all in one step. */
  async extend(values: Iterable<V> | AsyncIterable<V>): Promise<void> {
    const texts: string[] = [];
    for await (const value of values) texts.push(this.codec.encode(value));
    await this.#open();
    if (texts.length > 0) await this.client.segmentsExtend(this.key, this.#own, texts);
  }

  /** Put an item before the one at an index. */
  async insert(index: number, value: V): Promise<void> {
    const text = this.codec.encode(value);
    await this.#open();
    await this.client.segmentsInsert(this.key, this.#own, index, text);
  }

  /**
   * Replace an item.
   *
   * @throws IndexError: There is none.
   */
  async set(index: number, value: V): Promise<void> {
    const text = this.codec.encode(value);
    await this.#open();
    if ((await this.client.segmentsSet(this.key, this.#own, index, text)) < 0) {
      throw new IndexError("list assignment index out of range");
    }
  }

  /**
   * Replace the items from `start` to before `stop` by others, as many or as few as they are.
   *
   * @throws ValueError: With another `step` than 1, there are more or fewer values than items.
   */
  async setSlice(start: Bound, stop: Bound, values: Iterable<V>, step?: Bound): Promise<void> {
    const texts = [...values].map((value) => this.codec.encode(value));
    const bounds = [start ?? null, stop ?? null, step ?? null] as const;
    await this.#open();
    const [from, to] = await this.client.segmentsSplice(this.key, this.#own, ...bounds, texts);
    assigned(from!, to!, step, texts.length);
  }

  /**
   * Remove an item.
   *
   * @throws IndexError: There is none.
   */
  async delete(index: number): Promise<void> {
    await this.#open();
    const found = await this.client.segmentsPop(this.key, index);
    if (found.length === 0) throw new IndexError("list assignment index out of range");
  }

  /** Remove the items from `start` to before `stop`, every `step`-th of them. */
  async deleteSlice(start?: Bound, stop?: Bound, step?: Bound): Promise<void> {
    await this.#open();
    await this.client.segmentsCut(this.key, given(start, stop, step));
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
    await this.#open();
    const found = await this.client.segmentsPop(this.key, index);
    if (found.length === 0) {
      const empty = (await this.length()) === 0;
      throw new IndexError(empty ? "pop from empty list" : "pop index out of range");
    }
    return this.#value(found);
  }

  /**
   * Remove the first item that equals a value. With an adapter as origin it takes two steps.
   *
   * @throws ValueError: There is none.
   */
  async remove(value: V): Promise<void> {
    const text = this.codec.encode(value);
    await this.#open();
    let index = await this.client.segmentsRemove(this.key, text);
    if (index === ELSEWHERE) {
      index = await this.indexOf(value);
      if (index >= 0) await this.delete(index);
    }
    if (index < 0) throw new ValueError("list.remove(x): x not in list");
  }

  /** Put the items into the opposite order; with an adapter as origin, in two steps. */
  async reverse(): Promise<void> {
    await this.#open();
    if (!(await this.client.segmentsReverse(this.key, this.#own))) {
      await this.setSlice(null, null, (await this.toArray()).reverse());
    }
  }

  /** Return an item by its text, or from the list that has it. */
  async #value([found, index]: readonly unknown[]): Promise<V> {
    if (index === undefined) return this.codec.decode(found as Text);
    return (await this.#list(textOf(found as Text)).get(index as number)) as V;
  }

  /** Return the items of a slice, some of which an adapter has: the table says which. */
  async #elsewhere(bounds: Bounds): Promise<V[]> {
    const table = (await this.getRaw()).flatMap(([start, stop, data]) =>
      range(start, stop, 1).map((index) => ({ data, index })),
    );
    const places = sliceOf(table.length, bounds).map((index) => table[index]!);
    const values: V[] = [];
    for (const data of new Set(places.map((place) => place.data))) {
      const wanted = [...places.entries()].filter(([, place]) => place.data === data);
      const items = await this.#list(data).get(wanted.map(([, place]) => place.index));
      wanted.forEach(([at], number) => (values[at] = items[number] as V));
    }
    return values;
  }

  #list(key: string): List<V> {
    return new List<V>({ ...this.inherited, key: key.slice(LIST.length) });
  }
}

/** Return the indices of a slice of so many items, as Python has it. */
function sliceOf(length: number, { start, stop, step = 1 }: Bounds): number[] {
  const [least, most] = step > 0 ? [0, length] : [-1, length - 1];
  const place = (bound: number) =>
    Math.min(Math.max(bound < 0 ? bound + length : bound, least), most);
  const from = start === undefined ? (step > 0 ? least : most) : place(start);
  const to = stop === undefined ? (step > 0 ? most : least) : place(stop);
  return range(from, to, step);
}
