/** What the collections share: their key, their fallback, and who is told of changes. */

import type { Client } from "../client.js";
import type { Commands } from "../commands.generated.js";
import { ValueError } from "../errors.js";
import type { RefreshCallback } from "../refresh.js";
import { Codec, REFERABLE } from "./codec.js";

/** What a collection with a fallback is made from. */
export interface CollectionOptions<Callbacks> {
  /** Where it is held. */
  client: Client<any>;
  /** Its name. */
  key: string;
  /** What to call after a change by this object. */
  callbacks?: Callbacks;
  /** Write NaN and infinities as null, as JavaScript does; else they are a `ValueError`. */
  convertNan?: boolean;
  /** The name of a collection of the same kind that is read while this one is empty. */
  fallback?: string;
  /**
   * `"copy"` copies the fallback at once, if this collection is empty. `"frozen"` lets the first
   * change begin with a copy. By default it begins with nothing.
   */
  fallbackPolicy?: "copy" | "frozen";
}

/** Calls a command on a client, which promises its reply, or on a pipeline. */
type Call<R> = (commands: Commands<any>) => Promise<R>;

/** A collection that is held under a key; every operation is one step on the server. */
export abstract class Collection<Callbacks> {
  /** @internal */
  readonly [REFERABLE] = true;
  /** Where it is held. */
  readonly client: Client<any>;
  /** The prefixed key, as in `znsocket.List:frames`. */
  readonly key: string;
  protected readonly callbacks: Callbacks;
  protected readonly codec: Codec;
  readonly #fallback: string | undefined;
  readonly #frozen: boolean;
  readonly #options: CollectionOptions<Callbacks>;
  #copied: Promise<unknown> | undefined;

  protected constructor(
    options: CollectionOptions<Callbacks>,
    prefix: string,
    resolve: (key: string, options: { client: Client<any>; convertNan?: boolean }) => unknown,
  ) {
    const { client, key, fallback, fallbackPolicy } = options;
    if (![undefined, null, "copy", "frozen"].includes(fallbackPolicy)) {
      throw new ValueError(`fallbackPolicy must be "copy" or "frozen", got ${fallbackPolicy}`);
    }
    this.client = client;
    this.key = prefix + key;
    this.callbacks = options.callbacks ?? ({} as Callbacks);
    this.#options = options;
    this.#fallback = fallback === undefined ? undefined : prefix + fallback;
    this.#frozen = fallbackPolicy === "frozen";
    const { convertNan = true } = options;
    this.codec = new Codec(this, convertNan, (text) => resolve(text, { client, convertNan }));
    if (this.#fallback !== undefined && fallbackPolicy === "copy") {
      this.#copied = this.copyCommand(client, this.#fallback, this.key);
      this.#copied.catch(() => undefined); // the first operation reports it
    }
  }

  /** Return how many items there are. */
  async length(): Promise<number> {
    return this.lengthCommand(await this.source());
  }

  /**
   * Have `callback` called when another client changes the collection.
   *
   * It stays so when the connection was lost and is back.
   *
   * @param callback - Called with `{ indices }`, `{ start, stop }` or `{ keys }`.
   * @returns A promise that is kept when no change will be missed any more.
   */
  onRefresh(callback: RefreshCallback): Promise<void> {
    return this.client.refreshes.add(this.key, callback);
  }

  /** Take back `onRefresh`, for one callback or for all of this collection's key. */
  offRefresh(callback?: RefreshCallback): Promise<void> {
    return this.client.refreshes.remove(this.key, callback);
  }

  /**
   * Make a collection of what this one holds under another name, and return it.
   *
   * @throws ValueError: This one is empty, or the other one is not.
   */
  async copy(options: string | { key: string }): Promise<this> {
    const key = typeof options === "string" ? options : options.key;
    const { client, convertNan } = this.#options;
    const kind = this.constructor as new (options: CollectionOptions<Callbacks>) => this;
    const other = new kind({ client, key, convertNan });
    if (!(await this.copyCommand(client, await this.source(), other.key))) {
      throw new ValueError(
        `could not copy ${this.key} to ${other.key}: the one is empty, or the other is not`,
      );
    }
    return other;
  }

  /** A collection cannot be a part of a value. */
  toJSON(): never {
    throw new TypeError(
      `${this.key} can be a value of a collection, but not a part of one of its values`,
    );
  }

  protected abstract lengthCommand(key: string): Promise<number>;

  protected abstract copyCommand(
    commands: Commands<any>,
    source: string,
    destination: string,
  ): Promise<boolean>;

  /** Return the key to read: the fallback's while this collection is empty. */
  protected async source(): Promise<string> {
    await this.#copied;
    const read = this.#fallback === undefined || (await this.lengthCommand(this.key)) > 0;
    return read ? this.key : this.#fallback;
  }

  /** Carry out a change, on a copy of the fallback if there is nothing else yet. */
  protected async change<R>(call: Call<R>): Promise<R> {
    await this.#copied;
    if (!this.#frozen || this.#fallback === undefined) return call(this.client);
    const pipeline = this.client.pipeline();
    const queueing = pipeline as unknown as Commands<any>;
    void this.copyCommand(queueing, this.#fallback, this.key);
    void call(queueing);
    const replies = await pipeline.execute(false);
    const error = replies.find((reply) => reply instanceof Error);
    if (error) throw error;
    return replies[1] as R;
  }
}
