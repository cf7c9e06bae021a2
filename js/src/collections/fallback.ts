/** Reading another key while a collection's own holds nothing. */

import type { Client } from "../client.js";
import type { Commands } from "../commands.generated.js";
import { ValueError } from "../errors.js";

/** What a collection that has a fallback is made from beside what all are. */
export interface FallbackOptions {
  /** The name of a collection of the same kind that is read while this one is empty. */
  fallback?: string;
  /**
   * `"copy"` copies the fallback at once, if this collection is empty. `"frozen"` lets the first
   * change begin with a copy. By default it begins with nothing.
   */
  fallbackPolicy?: "copy" | "frozen";
}

/** The commands of one kind of collection that a fallback takes. */
export interface Kind {
  prefix: string;
  length(commands: Commands<any>, key: string): Promise<number>;
  copy(commands: Commands<any>, destination: string, source: string): Promise<boolean>;
  /** Copy what an adapter serves, which is not in the store. */
  copyServed(commands: Commands<any>, destination: string, source: string): Promise<boolean>;
}

/** One collection's way to its fallback, which may be none. */
export class Fallback {
  readonly #client: Client<any>;
  readonly #key: string;
  readonly #kind: Kind;
  readonly #other: string | undefined;
  readonly #frozen: boolean;
  #copied: Promise<unknown> | undefined;

  constructor(client: Client<any>, key: string, kind: Kind, options: FallbackOptions) {
    const { fallback, fallbackPolicy } = options;
    if (![undefined, null, "copy", "frozen"].includes(fallbackPolicy)) {
      throw new ValueError(`fallbackPolicy must be "copy" or "frozen", got ${fallbackPolicy}`);
    }
    this.#client = client;
    this.#key = key;
    this.#kind = kind;
    this.#other = fallback === undefined ? undefined : kind.prefix + fallback;
    this.#frozen = fallbackPolicy === "frozen";
    if (this.#other !== undefined && fallbackPolicy === "copy") {
      this.#copied = kind.copy(client, key, this.#other);
      this.#copied.catch(() => undefined); // the first operation reports it
    }
  }

  /** Return the key to read: the fallback's while the collection is empty. */
  async source(): Promise<string> {
    await this.#copied;
    if (this.#other === undefined) return this.#key;
    return (await this.#kind.length(this.#client, this.#key)) > 0 ? this.#key : this.#other;
  }

  /** Carry out a change, on a copy of the fallback if there is nothing else yet. */
  async change<R>(call: (commands: Commands<any>) => Promise<R>): Promise<R> {
    await this.#copied;
    if (!this.#frozen || this.#other === undefined) return call(this.#client);
    const pipeline = this.#client.pipeline();
    const queueing = pipeline as unknown as Commands<any>;
    void this.#kind.copy(queueing, this.#key, this.#other);
    void call(queueing);
    const replies = await pipeline.execute(false);
    const error = replies.find((reply) => reply instanceof Error);
    if (error) throw error;
    return replies[1] as R;
  }

  /**
   * Copy what is read here to another key.
   *
   * @throws ValueError: This collection is empty, or the other one is not.
   */
  async copyTo(key: string): Promise<void> {
    const source = await this.source();
    const copied = await this.#kind.copy(this.#client, key, source);
    if (!copied && !(await this.#kind.copyServed(this.#client, key, source))) {
      throw new ValueError(
        `could not copy ${this.#key} to ${key}: the one is empty, or the other is not`,
      );
    }
  }
}
