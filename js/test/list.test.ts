import { expect, test } from "vitest";
import { IndexError, List, ValueError } from "../src/index.js";
import { onBothStores } from "./stores.js";

onBothStores((store) => {
  const list = <V = any>(key = "frames", more = {}) =>
    new List<V>({ client: store.client, key, ...more });
  const python = (code: string) => store.python(code.replaceAll("frames", `List(r, "frames")`));

  test("items", async () => {
    const frames = list();
    expect(await frames.length()).toBe(0);
    expect(await frames.push(1, "two", { three: [3, null] })).toBe(3);
    expect(await frames.length()).toBe(3);
    expect(await frames.get(0)).toBe(1);
    expect(await frames.get(-1)).toEqual({ three: [3, null] });
    expect(await frames.get(3)).toBe(null);
    expect(await frames.get([2, 0, 9])).toEqual([{ three: [3, null] }, 1, null]);
    expect(await frames.slice(1)).toEqual(["two", { three: [3, null] }]);
    expect(await frames.slice(0, -1)).toEqual([1, "two"]);
    expect(await frames.slice(null, null, -2)).toEqual([{ three: [3, null] }, 1]);
    expect(await frames.toArray()).toEqual([1, "two", { three: [3, null] }]);
  });

  test("changes", async () => {
    const frames = list<number>();
    await frames.extend([0, 1, 2, 3, 4]);
    await frames.set(-1, 40);
    await frames.set([0, 1], [10, 11]);
    await frames.insert(1, 5);
    expect(await frames.toArray()).toEqual([10, 5, 11, 2, 3, 40]);
    expect(await frames.pop()).toBe(40);
    expect(await frames.pop(0)).toBe(10);
    await frames.delete(1);
    await frames.remove(2);
    expect(await frames.toArray()).toEqual([5, 3]);
    await frames.setSlice(1, null, [7, 8, 9]);
    await frames.setSlice(null, null, [50, 80], 2);
    expect(await frames.toArray()).toEqual([50, 7, 80, 9]);
    await frames.deleteSlice(1, 3);
    expect(await frames.toArray()).toEqual([50, 9]);
    await frames.sort();
    expect(await frames.toArray()).toEqual([9, 50]);
    await frames.reverse();
    await frames.repeat(2);
    expect(await frames.toArray()).toEqual([50, 9, 50, 9]);
    await frames.clear();
    expect(await frames.length()).toBe(0);
  });

  test("what is not there", async () => {
    const frames = list();
    await expect(frames.pop()).rejects.toThrow("pop from empty list");
    await frames.push(1);
    await expect(frames.set(1, 0)).rejects.toThrow(IndexError);
    await expect(frames.set([0, 5], [0, 0])).rejects.toThrow("list assignment index out of range");
    await expect(frames.delete(-2)).rejects.toThrow(IndexError);
    await expect(frames.pop(5)).rejects.toThrow("pop index out of range");
    await expect(frames.remove(2)).rejects.toThrow(ValueError);
    await expect(frames.set([0], [1, 2])).rejects.toThrow("1 indices were given, and 2 values");
    await expect(frames.setSlice(0, 1, [1, 2], 2)).rejects.toThrow(
      "attempt to assign sequence of size 2 to extended slice of size 1",
    );
    await frames.push("a");
    await expect(frames.sort()).rejects.toThrow(TypeError);
    expect(await frames.toArray()).toEqual([1, "a"]);
  });

  test("values", async () => {
    const frames = list();
    const odd = [NaN, [Infinity], new Float32Array([0.5, 1]), { x: new Uint8Array([1]) }];
    await frames.extend(odd);
    expect(await frames.toArray()).toEqual([null, [null], [0.5, 1], { x: [1] }]);
    const strict = list("frames", { convertNan: false });
    await expect(strict.push({ x: [NaN] })).rejects.toThrow(ValueError);
    await expect(frames.push(undefined)).rejects.toThrow("JSON has no word for undefined");
    await expect(frames.push(1n)).rejects.toThrow(TypeError);
    await store.client.rPush("znsocket.List:frames", "{no json");
    await expect(frames.get(-1)).rejects.toThrow("a value is no JSON: {no json");
    await expect(frames.toArray()).rejects.toThrow(ValueError);
  });

  test("other collections as values", async () => {
    const [outer, inner] = [list("outer"), list("inner")];
    await inner.push(1);
    await outer.push(inner, "znsocket.Other:thing");
    const [found, text] = await outer.toArray();
    expect(found).toBeInstanceOf(List);
    expect(await found.get(0)).toBe(1);
    expect(text).toBe("znsocket.Other:thing");
    expect(await python(`List(r, "outer")[0][:]`)).toEqual([1]);
    await expect(outer.push(outer)).rejects.toThrow("Can not set circular reference to self");
    await expect(outer.push({ inner })).rejects.toThrow("but not a part of one of its values");
  });

  test("iterating reads ahead, and finding compares values", async () => {
    const frames = list<{ id: number; name: string }>();
    const items = Array.from({ length: 1_000 }, (_, id) => ({ id, name: `frame ${id}` }));
    await frames.extend(items);
    const found = [];
    for await (const item of frames) found.push(item);
    expect(found).toEqual(items);
    expect(await frames.indexOf({ name: "frame 500", id: 500 })).toBe(500);
    expect(await frames.includes({ name: "frame 500", id: 0 })).toBe(false);
    for await (const [index, item] of frames.entries()) expect(item.id).toBe(index);
  });

  test("callbacks of one's own changes", async () => {
    const calls: unknown[] = [];
    const note =
      (name: string) =>
      (...args: unknown[]) =>
        calls.push([name, ...args]);
    const callbacks = {
      ...{ append: note("append"), insert: note("insert") },
      ...{ setitem: note("setitem"), delitem: note("delitem") },
    };
    const frames = list("frames", { callbacks });
    await frames.push("a");
    await frames.insert(0, "b");
    await frames.set(-1, "c");
    await frames.setSlice(0, 2, ["d", "e"]);
    await frames.delete(-1);
    await frames.clear();
    expect(calls).toEqual([
      ["append", "a"],
      ["insert", 0, "b"],
      ["setitem", [1], ["c"]],
      ["setitem", [0, 1], ["d", "e"]],
      ["delitem", [1]],
      ["delitem", [0]],
    ]);
  });

  test("copies and fallbacks", async () => {
    await list("source").extend([1, 2]);
    const copy = await list("source").copy("copy");
    expect(await copy.toArray()).toEqual([1, 2]);
    await expect(list("source").copy({ key: "copy" })).rejects.toThrow(ValueError);

    const read = list("read", { fallback: "source" });
    expect(await read.toArray()).toEqual([1, 2]);
    await read.push(3);
    expect(await read.toArray()).toEqual([3]);

    const frozen = list("frozen", { fallback: "source", fallbackPolicy: "frozen" });
    expect(await frozen.length()).toBe(2);
    expect(await frozen.push(3)).toBe(3);
    expect(await frozen.toArray()).toEqual([1, 2, 3]);

    const copied = list("copied", { fallback: "source", fallbackPolicy: "copy" });
    expect(await copied.get(1)).toBe(2);
    expect(await list("copied").toArray()).toEqual([1, 2]);
    expect(await list("source").toArray()).toEqual([1, 2]);
    expect(() => list("other", { fallbackPolicy: "sometimes" })).toThrow(
      'fallbackPolicy must be "copy" or "frozen", got sometimes',
    );
  });

  test("Python reads what was written, and the other way round", async () => {
    await list().extend([1.5, "ä", { deep: [null, true] }]);
    expect(await python(`frames[:]`)).toEqual([1.5, "ä", { deep: [null, true] }]);
    await python(`frames.insert(1, {"from": "Python"})`);
    expect(await list().get(1)).toEqual({ from: "Python" });
  });

  test("changes at the same time lose nothing", async () => {
    const frames = list<string>();
    const clients = [store.client, store.another(), store.another()];
    const pushes = clients.flatMap((client, who) =>
      Array.from({ length: 50 }, (_, index) =>
        new List({ client, key: "frames" }).insert(0, `${who} ${index}`),
      ),
    );
    const peer = python(`for i in range(50): frames.insert(0, f"Python {i}")\nlen(frames)`);
    await Promise.all([...pushes, peer]);
    expect(new Set(await frames.toArray()).size).toBe(200);
    const popped = await Promise.all(
      clients.flatMap((client) =>
        Array.from({ length: 60 }, () => new List({ client, key: "frames" }).pop(0)),
      ),
    );
    expect(new Set(popped).size).toBe(180);
    expect(await frames.length()).toBe(20);
  });
});
