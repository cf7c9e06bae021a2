/** What the tests stand on: a server on either store, clients of it, and a Python peer beside them. */

import { afterEach, beforeEach, describe, inject } from "vitest";
import { createClient, type Client, type ClientOptions } from "../src/index.js";

/** One store's server, during a test. */
export interface Store {
  url: string;
  /** A connected client. */
  client: Client;
  /** Return another client, which is disconnected after the test. */
  another(options?: ClientOptions): Client;
  /** Run Python code beside a client `r` of the server; return its last expression's value. */
  python(code: string): Promise<any>;
}

/** Run the tests that `define` makes on the embedded store and on Redis. */
export function onBothStores(define: (store: Store) => void): void {
  describe.each(["memory", "redis"] as const)("%s", (name) => {
    const urls = inject("urls");
    const clients: Client[] = [];
    const store: Store = {
      url: urls[name],
      client: createClient({ url: urls[name] }),
      another(options = {}) {
        const client = createClient({ url: urls[name], ...options });
        clients.push(client);
        return client;
      },
      async python(code) {
        const answer = await fetch(`${urls.peer}/${name}`, { method: "POST", body: code });
        if (!answer.ok) throw new Error(await answer.text());
        return answer.json();
      },
    };
    beforeEach(async () => {
      store.client = await store.another().connect();
      await store.client.flushAll();
    });
    afterEach(async () => {
      for (const client of clients.splice(0)) await client.disconnect();
    });
    define(store);
  });
}
