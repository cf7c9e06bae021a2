import { expect, test } from "vitest";
import { createClient } from "../src/index.js";
import { onBothStores } from "./stores.js";

onBothStores((store) => {
  test.each([false, true])("requests larger than a message, compressed: %s", async (compress) => {
    const client = store.another({ maxMessageSize: 100_000, compress });
    const text = "ä".repeat(300_000) + '"\\\u0000';
    expect(await client.set("large", text)).toBe(true);
    expect(await store.python(`r.strlen("large")`)).toBe(600_003);
    expect(await client.get("large")).toBe(text);
    const values = Array.from({ length: 50_000 }, (_, index) => `value ${index}`);
    expect(await client.rPush("list", values)).toBe(50_000);
    expect(await client.lRange("list", 0, -1)).toEqual(values);
  });

  test("calls are carried out in their order", async () => {
    const client = store.another({ maxMessageSize: 10_000 });
    const replies = await Promise.all([
      client.append("text", "a"),
      client.append("text", "b".repeat(50_000)),
      client.append("text", "c"),
      client.append("text", "d".repeat(50_000)),
      client.append("text", "e"),
    ]);
    expect(replies).toEqual([1, 50_001, 50_002, 100_002, 100_003]);
  });

  test("octets of any size, among others", async () => {
    const client = store.another({ maxMessageSize: 10_000 });
    const octets = new Uint8Array(50_000).map((_, index) => index);
    await client.rPush("list", "ä", octets, 1.5, octets.subarray(0, 300));
    const found = await store.python(`
with Client(url, decode_responses=False) as binary:
    found = [list(item) for item in binary.lrange("list", 0, -1)]
found`);
    const text = (one: string) => [...new TextEncoder().encode(one)];
    expect(found).toEqual([text("ä"), [...octets], text("1.5"), [...octets.subarray(0, 300)]]);
    const pipeline = client.pipeline();
    for (let index = 0; index < 20; index++) pipeline.append("text", octets.subarray(0, 8_000));
    expect((await pipeline.execute()).at(-1)).toBe(160_000);
  });

  test("errors of large requests", async () => {
    const client = store.another({ maxMessageSize: 10_000 });
    await client.set("text", "a");
    await expect(client.rPush("text", "b".repeat(50_000))).rejects.toThrow("WRONGTYPE");
    expect(await client.get("text")).toBe("a");
  });

  test("pipelines of any size", async () => {
    const pipeline = store.another({ maxMessageSize: 100_000 }).pipeline();
    for (let index = 0; index < 10_000; index++) pipeline.set(`key ${index}`, index);
    expect((await pipeline.execute()).every((reply) => reply === true)).toBe(true);
    expect(await store.client.dbSize()).toBe(10_000);
  });

  test("16 MB of text, both ways", async () => {
    await store.python(`r.set("large", "0123456789abcdef" * 1_000_000)`);
    const text = await store.client.get("large");
    expect(text?.length).toBe(16_000_000);
    expect(await store.client.set("copy", text!)).toBe(true);
    expect(await store.python(`r.get("copy") == r.get("large")`)).toBe(true);
  }, 120_000);

  test("16 MB of octets that nothing compresses, both ways", async () => {
    const octets = new Uint8Array(16_000_000);
    for (let at = 0; at < octets.length; at += 65_536) {
      crypto.getRandomValues(octets.subarray(at, at + 65_536));
    }
    const client = createClient({ url: store.url, decodeResponses: false });
    expect(await client.set("octets", octets)).toBe(true);
    const found = await client.get("octets");
    expect(found?.length).toBe(octets.length);
    expect(found!.every((octet, at) => octet === octets[at])).toBe(true);
    await client.disconnect();
  }, 120_000);
});
