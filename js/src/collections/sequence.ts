/** What `List` and `Segments` have in common: reading items that stand in a row. */

import { ValueError } from "../errors.js";
import type { Text } from "../types.js";
import { Collection } from "./collection.js";

/** A bound of a slice, or its step; none by default. */
export type Bound = number | null | undefined;

// Items of the first page when iterating, and by how much and up to how many items pages grow.
const FIRST = 16;
const GROWTH = 8;
const MOST = 8192;
// Characters that a page should not exceed by much.
const SIZE = 1 << 20;

/** The parts of a slice that were given. */
export interface Bounds {
  start?: number;
  stop?: number;
  step?: number;
}

/** A collection whose items have indices. */
export abstract class Sequence<V> extends Collection {
  /** Read the items of a slice; `size` is how many characters they have. */
  protected abstract read(bounds: Bounds): Promise<{ values: V[]; size: number }>;

  /** Return the items from `start` to before `stop`, every `step`-th of them. */
  async slice(start?: Bound, stop?: Bound, step?: Bound): Promise<V[]> {
    return (await this.read(given(start, stop, step))).values;
  }

  /** Put items at the end, all in one step, and return how many there are then. */
  abstract push(...values: V[]): Promise<number>;

  /** Put one item at the end. */
  async append(value: V): Promise<void> {
    await this.push(value);
  }

  /** Return all items. */
  toArray(): Promise<V[]> {
    return this.slice();
  }

  /** Walk through the items, reading ahead in pages. */
  async *[Symbol.asyncIterator](): AsyncGenerator<V, void, undefined> {
    for (let [start, count] = [0, FIRST]; ;) {
      const { values, size } = await this.read({ start, stop: start + count });
      yield* values;
      if (values.length < count) return;
      start += count;
      const fitting = Math.ceil((SIZE * values.length) / Math.max(size, 1));
      count = Math.min(count * GROWTH, fitting, MOST);
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
}

/** Return how many characters texts have. */
export function sizeOf(texts: readonly (Text | null)[]): number {
  return texts.reduce((size, text) => size + (text?.length ?? 0), 0);
}

/** Return the parts of a slice that were given, by their names. */
export function given(start: Bound, stop: Bound, step: Bound): Bounds {
  return { start: start ?? undefined, stop: stop ?? undefined, step: step ?? undefined };
}

/** Return the indices of a slice whose bounds are from 0. */
export function range(start: number, stop: number, step: Bound): number[] {
  const stride = step ?? 1;
  const length = Math.max(0, Math.ceil((stop - start) / stride));
  return Array.from({ length }, (_, index) => start + index * stride);
}

/**
 * Return the indices of a slice that was assigned to, whose bounds are from 0.
 *
 * @throws ValueError: With another step than 1, there were more or fewer values than items.
 */
export function assigned(start: number, stop: number, step: Bound, count: number): number[] {
  const places = range(start, stop, step);
  if ((step ?? 1) !== 1 && places.length !== count) {
    throw new ValueError(
      `attempt to assign sequence of size ${count} to extended slice of size ${places.length}`,
    );
  }
  return places;
}

/** Return a text that equal values have in common, whatever the order of their fields. */
function canonical(value: unknown): string {
  if (value instanceof Collection) return value.key;
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
