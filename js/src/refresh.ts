/** Who is told when another client changes a collection. */

import type { Connection } from "./connection.js";

/** Which part of a collection another client changed. */
export interface RefreshData {
  /** Items of a list, by their indices. */
  indices?: number[];
  /** The first of several items of a list, ... */
  start?: number;
  /** ... up to before this one, or to the end. */
  stop?: number | null;
  /** Keys of a dict. */
  keys?: string[];
}

/** Is called with what was changed. */
export type RefreshCallback = (data: RefreshData) => void;

/** A notice as it travels. */
interface Notice {
  target: string;
  data: RefreshData;
}

/**
 * The callbacks of one client, by the prefixed key of the collection.
 *
 * The server tells a client that asks for keys of these alone, and one that never asks of all. So
 * one that has a listener of its own for `refresh` does not ask.
 */
export class Refreshes {
  readonly #connection: Connection;
  readonly #callbacks = new Map<string, Set<RefreshCallback>>();

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.socket.on("refresh", (notice: Notice) => this.#tell(notice));
    connection.socket.on("connect", () => {
      void this.#ask("refresh_subscribe", [...this.#callbacks.keys()]);
    });
  }

  #tell({ target, data }: Notice): void {
    for (const callback of this.#callbacks.get(target) ?? []) {
      try {
        callback(data);
      } catch (error) {
        console.error(`a callback for ${target} failed`, error);
      }
    }
  }

  /** Call `callback` on each notice for a key, surely from when the promise is kept. */
  async add(key: string, callback: RefreshCallback): Promise<void> {
    const callbacks = this.#callbacks.get(key);
    this.#callbacks.set(key, new Set([...(callbacks ?? []), callback]));
    if (!callbacks) await this.#ask("refresh_subscribe", [key]);
  }

  /** Call one callback for a key no more, or none at all. */
  async remove(key: string, callback?: RefreshCallback): Promise<void> {
    const callbacks = this.#callbacks.get(key);
    if (callback) callbacks?.delete(callback);
    if (!callbacks || (callback && callbacks.size > 0)) return;
    this.#callbacks.delete(key);
    await this.#ask("refresh_unsubscribe", [key]);
  }

  /** Tell the server; what is lost with the connection is asked for again when it is back. */
  async #ask(event: string, keys: string[]): Promise<void> {
    const { socket } = this.#connection;
    if (socket.listeners("refresh").length > 1) return;
    try {
      await this.#connection.exchange(event, [[keys], {}]);
    } catch {
      // No connection; or a server of an earlier version, which tells everybody of everything.
    }
  }
}
