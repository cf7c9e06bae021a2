import { expect, expectTypeOf, test } from "vitest";
import { DataError, DecodeError, ResponseError, createClient } from "../src/index.js";
import { onBothStores } from "./stores.js";

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

onBothStores((store) => {
  test("strings", async () => {
    const { client } = store;
    expect(await client.set("user", "Ada")).toBe(true);
    expect(await client.get("user")).toBe("Ada");
    expect(await client.set("user", "Eve", { nx: true })).toBe(null);
    expect(await client.set("user", "Eve", { get: true, ex: 60 })).toBe("Ada");
    expect(await client.ttl("user")).toBe(60);
    expect(await client.get("nobody")).toBe(null);
    expectTypeOf(await client.get("user")).toEqualTypeOf<string | null>();
  });

  test("numbers", async () => {
    const { client } = store;
    expect(await client.incr("n")).toBe(1);
    expect(await client.incrBy("n", 5)).toBe(6);
    expect(await client.incrByFloat("n", 0.5)).toBe(6.5);
    await client.set("long", 9007199254740993n);
    expect(await client.get("long")).toBe("9007199254740993");
    await client.set("half", 0.5);
    expect(await client.get("half")).toBe("0.5");
  });

  test("hashes take a field and a value, an object or a Map", async () => {
    const { client } = store;
    expect(await client.hSet("user", "name", "Ada")).toBe(1);
    expect(await client.hSet("user", { born: 1815, key: "k", value: "v" })).toBe(3);
    expect(await client.hSet("user", new Map([["2", "b"], ["1", "a"]] as const))).toBe(2); // prettier-ignore
    expect(await client.hGetAll("user")).toEqual({
      ...{ name: "Ada", born: "1815", key: "k", value: "v" },
      ...{ 1: "a", 2: "b" },
    });
    expect(await client.hExists("user", "name")).toBe(1);
    expect(await client.hmGet("user", ["name", "died"])).toEqual(["Ada", null]);
    expect(await client.hDel("user", "name", "born")).toBe(2);
    expectTypeOf(await client.hGetAll("user")).toEqualTypeOf<Record<string, string>>();
  });

  test("fields that objects have by themselves", async () => {
    const { client } = store;
    await client.hSet("odd", JSON.parse('{"__proto__": "a", "constructor": "b"}'));
    const odd = await client.hGetAll("odd");
    expect(Object.entries(odd).sort()).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
  });

  test("lists take values one by one or as an array", async () => {
    const { client } = store;
    expect(await client.rPush("queue", "a", "b")).toBe(2);
    expect(await client.rPush("queue", ["c", "d"])).toBe(4);
    expect(await client.lRange("queue", 0, -1)).toEqual(["a", "b", "c", "d"]);
    expect(await client.lIndex("queue", -1)).toBe("d");
    expect(await client.lInsert("queue", "BEFORE", "b", "x")).toBe(5);
    expect(await client.lPop("queue", 2)).toEqual(["a", "x"]);
    expect(await client.lmPop(2, "none", "queue", { direction: "RIGHT", count: 2 })).toEqual([
      "queue",
      ["d", "c"],
    ]);
  });

  test("sets are Sets", async () => {
    const { client } = store;
    await client.sAdd("a", "1", "2");
    await client.sAdd("b", "2");
    expect(await client.sMembers("a")).toEqual(new Set(["1", "2"]));
    expect(await client.sInter(["a", "b"])).toEqual(new Set(["2"]));
    expect(await client.sMembers("none")).toEqual(new Set());
    expectTypeOf(await client.sMembers("a")).toEqualTypeOf<Set<string>>();
  });

  test("scores are numbers, infinite ones too", async () => {
    const { client } = store;
    expect(await client.zAdd("board", { ann: 1, bob: Infinity, cy: -Infinity })).toBe(3);
    expect(await client.zScore("board", "bob")).toBe(Infinity);
    expect(await client.zRange("board", 0, -1, { withscores: true })).toEqual([
      ["cy", -Infinity],
      ["ann", 1],
      ["bob", Infinity],
    ]);
    expect(await client.zRange("board", 0, -1)).toEqual(["cy", "ann", "bob"]);
    expect(await client.zDiff(["board"], { withscores: true })).toEqual([
      ["cy", -Infinity],
      ["ann", 1],
      ["bob", Infinity],
    ]);
    await expect(client.zAdd("board", { ann: NaN })).rejects.toThrow("not a valid float");
  });

  test("streams", async () => {
    const { client } = store;
    expect(await client.xAdd("log", { a: 1 }, { id: "1-1" })).toBe("1-1");
    expect(await client.xRange("log")).toEqual([["1-1", { a: "1" }]]);
    expect(await client.xRead({ log: "0" })).toEqual([["log", [["1-1", { a: "1" }]]]]);
  });

  test("times are numbers or Dates", async () => {
    const { client } = store;
    await client.mSet({ a: 1, b: 2 });
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect(await client.expireAt("a", tomorrow)).toBe(1);
    expect(await client.expireTime("a")).toBe(Math.floor(tomorrow.getTime() / 1000));
    expect(await client.pExpireAt("b", tomorrow)).toBe(1);
    expect(await client.pExpireTime("b")).toBe(tomorrow.getTime());
  });

  test("scans are walked through", async () => {
    const { client } = store;
    const names = Array.from({ length: 500 }, (_, index) => `key:${index}`);
    await client.mSet(Object.fromEntries(names.map((name) => [name, "x"])));
    const found = await collected(client.scanIterator("key:*", 50));
    expect(found.sort()).toEqual(names.sort());
    await client.hSet("hash", { a: 1, b: 2 });
    const fields = await collected(client.hScanIterator("hash", { match: "a" }));
    expect(fields).toEqual([["a", "1"]]);
  });

  test("octets", async () => {
    const { client } = store;
    const octets = new Uint8Array([0, 255, 254]);
    await client.set("octets", octets);
    await client.set("text", "ä");
    expect(await store.python(`r.strlen("octets")`)).toBe(3);
    await expect(client.get("octets")).rejects.toThrow(DecodeError);
    const binary = createClient({ url: store.url, decodeResponses: false });
    expect(await binary.get("octets")).toEqual(octets);
    expect(await binary.get("text")).toEqual(new TextEncoder().encode("ä"));
    await client.hSet("hash", new Map([[octets, octets]]));
    const hash = await binary.hGetAll("hash");
    expect(hash).toEqual(new Map([[octets, octets]]));
    expectTypeOf(hash).toEqualTypeOf<Map<Uint8Array, Uint8Array>>();
    await binary.disconnect();
  });

  test("errors of the server have their class and text", async () => {
    const { client } = store;
    await client.rPush("list", "a");
    const error = await client.get("list").catch((one: unknown) => one);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({
      name: "ResponseError",
      message: "WRONGTYPE Operation against a key holding the wrong kind of value",
    });
    await expect(client.set("a", "b", { ex: 1, px: 1 })).rejects.toThrow(DataError);
  });

  test("bad arguments are refused before anything is sent", async () => {
    const { client } = store;
    await expect(client.set("a", undefined as never)).rejects.toThrow(
      "value of set must be a string, a number, a bigint or octets, or made of them where the " +
        "command takes several, got undefined",
    );
    await expect(client.set("a", new Date() as never)).rejects.toThrow("got Date");
    await expect(client.set("a", "b", { exx: 1 } as never)).rejects.toThrow(
      "set has no option exx; it has ex, px,",
    );
    await expect((client.hGet as any)("a", "b", "c")).rejects.toThrow(
      "hget takes at most 2 arguments, got 3",
    );
  });

  test("Python reads what was written, and the other way round", async () => {
    await store.client.hSet("shared", { from: "JavaScript", emoji: "🧪" });
    expect(await store.python(`r.hgetall("shared")`)).toEqual({ from: "JavaScript", emoji: "🧪" });
    await store.python(`r.hset("shared", "from", "Python")`);
    expect(await store.client.hGet("shared", "from")).toBe("Python");
  });
});
