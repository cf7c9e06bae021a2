/** What all collections are: something that a server holds under a key, and tells of its changes. */

import type { Client } from "../client.js";
import type { RefreshCallback } from "../refresh.js";
import { Codec, REFERABLE } from "./codec.js";
import type { Inherited } from "./resolve.js";

/** What every collection is made from. */
export interface CollectionOptions {
  /** Where it is held. */
  client: Client<any>;
  /** Its name. */
  key: string;
  /** Write NaN and infinities as null, as JavaScript does; else they are a `ValueError`. */
  convertNan?: boolean;
}

/** A collection that is held under a key; every change is one step on the server. */
export abstract class Collection {
  /** @internal */
  readonly [REFERABLE] = true;
  /** Where it is held. */
  readonly client: Client<any>;
  /** The prefixed key, as in `znsocket.List:frames`. */
  readonly key: string;
  /** What collections that its values refer to are made with. */
  protected readonly inherited: Inherited;
  protected readonly codec: Codec;

  protected constructor(
    { client, key, convertNan = true }: CollectionOptions,
    prefix: string,
    resolve: (key: string, inherited: Inherited) => unknown,
  ) {
    this.client = client;
    this.key = prefix + key;
    this.inherited = { client, convertNan };
    this.codec = new Codec(this, convertNan, (text) => resolve(text, this.inherited));
  }

  /** Return how many items there are. */
  abstract length(): Promise<number>;

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

  /** A collection cannot be a part of a value. */
  toJSON(): never {
    throw new TypeError(
      `${this.key} can be a value of a collection, but not a part of one of its values`,
    );
  }
}
