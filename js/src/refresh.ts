/** Who is told when another client changes a collection. */

import type { Socket } from "socket.io-client";

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

/** The callbacks of one client, by the prefixed key of the collection. */
export class Refreshes {
  readonly #callbacks = new Map<string, Set<RefreshCallback>>();

  constructor(socket: Socket) {
    socket.on("refresh", (notice?: { target?: string; data?: RefreshData }) => {
      for (const callback of this.#callbacks.get(notice?.target ?? "") ?? []) {
        try {
          callback(notice?.data ?? {});
        } catch (error) {
          console.error(`a callback for ${notice?.target} failed`, error);
        }
      }
    });
  }

  /** Call `callback` on each notice for a key. */
  add(key: string, callback: RefreshCallback): void {
    const callbacks = this.#callbacks.get(key) ?? new Set();
    this.#callbacks.set(key, callbacks.add(callback));
  }

  /** Call one callback for a key no more, or none at all. */
  remove(key: string, callback?: RefreshCallback): void {
    const callbacks = this.#callbacks.get(key);
    if (callback) callbacks?.delete(callback);
    if (!callback || callbacks?.size === 0) this.#callbacks.delete(key);
  }
}
