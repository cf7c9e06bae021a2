import { expect, test } from "vitest";
import { onBothStores } from "./stores.js";

onBothStores((store) => {
  test("a call waits until there is something, longer than other calls may take", async () => {
    const client = store.another({ timeout: 300 });
    const waiting = client.blPop(["none", "queue"], 0);
    await expect(client.ping()).resolves.toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await store.python(`r.rpush("queue", "Python")`);
    expect(await waiting).toEqual(["queue", "Python"]);
  });

  test("a call that waits in vain", async () => {
    const client = store.another({ timeout: 1_000 });
    expect(await client.blPop("queue", 1.5)).toBe(null);
    expect(await client.xRead({ log: "$" }, { block: 1_500 })).toEqual([]);
  });

  test("what arrives meanwhile", async () => {
    const { client } = store;
    const entries = client.xRead({ log: "$" }, { block: 5_000 });
    const member = client.bzPopMin("board");
    await store.another().xAdd("log", { a: 1 }, { id: "1-1" });
    await store.another().zAdd("board", { ann: 3 });
    expect(await entries).toEqual([["log", [["1-1", { a: "1" }]]]]);
    expect(await member).toEqual(["board", "ann", 3]);
  });

  test("who gives up takes nothing along", async () => {
    const leaving = store.another();
    await leaving.connect();
    const lost = expect(leaving.blPop("queue")).rejects.toThrow("was lost");
    const staying = store.client.blPop("queue", 10);
    await leaving.disconnect();
    await lost;
    await store.another().rPush("queue", "a");
    expect(await staying).toEqual(["queue", "a"]);
  });
});
