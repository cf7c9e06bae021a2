import { expect, test } from "vitest";
import { IndexError, List, Segments, ValueError } from "../src/index.js";
import { onBothStores } from "./stores.js";

onBothStores((store) => {
  const origin = async (...items: unknown[]) => {
    const frames = new List({ client: store.client, key: "frames" });
    await frames.push(...items);
    return frames;
  };

  test("reading and changing leave the origin as it is", async () => {
    const frames = await origin("a", "b", "c", "d");
    const edited = Segments.fromList(frames, "edited");
    expect(await edited.length()).toBe(4);
    await edited.set(1, "B");
    await edited.insert(0, { new: true });
    await edited.delete(-1);
    expect(await edited.push("x", "y")).toBe(6);
    expect(await edited.toArray()).toEqual([{ new: true }, "a", "B", "c", "x", "y"]);
    expect(await edited.get(2)).toBe("B");
    expect(await edited.get(-6)).toEqual({ new: true });
    expect(await edited.get(6)).toBe(null);
    expect(await edited.slice(1, 4)).toEqual(["a", "B", "c"]);
    expect(await edited.slice(null, null, -2)).toEqual(["y", "c", "a"]);
    expect(await frames.toArray()).toEqual(["a", "b", "c", "d"]);
    expect(await store.python(`List(r, "edited")[:]`)).toEqual(expect.arrayContaining(["B"]));
    const raw = await edited.getRaw();
    expect(raw[1]).toEqual([0, 1, "znsocket.List:frames"]);
  });

  test("further changes", async () => {
    const edited = new Segments<number>({
      client: store.client,
      origin: await origin(0, 1, 2, 3, 4, 5),
      key: "edited",
    });
    expect(await edited.pop()).toBe(5);
    expect(await edited.pop(0)).toBe(0);
    await edited.remove(3);
    await edited.setSlice(1, 2, [20, 21]);
    expect(await edited.toArray()).toEqual([1, 20, 21, 4]);
    await edited.setSlice(null, null, [10, 30], 2);
    await edited.reverse();
    expect(await edited.toArray()).toEqual([4, 30, 20, 10]);
    await edited.deleteSlice(1, 3);
    expect(await edited.indexOf(10)).toBe(1);
    expect(await edited.includes(30)).toBe(false);
    await edited.clear();
    expect(await edited.length()).toBe(0);
    await expect(edited.pop()).rejects.toThrow("pop from empty list");
  });

  test("what is not there", async () => {
    const edited = Segments.fromList(await origin(1, 2), "edited");
    await expect(edited.set(2, 0)).rejects.toThrow(IndexError);
    await expect(edited.delete(2)).rejects.toThrow(IndexError);
    await expect(edited.pop(-3)).rejects.toThrow("pop index out of range");
    await expect(edited.remove(3)).rejects.toThrow(ValueError);
    await expect(edited.setSlice(0, 2, [1], 2)).resolves.toBe(undefined);
    await expect(edited.setSlice(0, 2, [1, 2], 2)).rejects.toThrow(ValueError);
    expect(() => new Segments({ client: store.client, origin: [] as any, key: "x" })).toThrow(
      TypeError,
    );
  });

  test("a key that is there goes on with what it holds", async () => {
    await Segments.fromList(await origin("a", "b"), "edited").set(0, "A");
    const again = new Segments({ client: store.another(), key: "edited" });
    expect(await again.toArray()).toEqual(["A", "b"]);
    await new List({ client: store.client, key: "outer" }).push(again);
    const found = await new List({ client: store.client, key: "outer" }).get(0);
    expect(found).toBeInstanceOf(Segments);
    expect(await found.get(0)).toBe("A");
  });

  test("iterating", async () => {
    const items = Array.from({ length: 1_000 }, (_, index) => index);
    const edited = Segments.fromList(await origin(...items), "edited");
    await edited.set(500, "changed");
    const walked = [];
    for await (const item of edited) walked.push(item);
    expect(walked).toEqual(items.with(500, "changed" as never));
  });

  test("mixed with Python, whose changes are told", async () => {
    const frames = await origin("a", "b", "c");
    const edited = Segments.fromList(frames, "edited");
    await edited.set(0, "JavaScript");
    const seen: unknown[] = [];
    await edited.onRefresh((data) => seen.push(data));
    const python = await store.python(`
edited = Segments(r, List(r, "frames"), "edited")
edited[1] = "Python"
edited.append("more")
edited[:]`);
    expect(python).toEqual(["JavaScript", "Python", "c", "more"]);
    expect(await edited.toArray()).toEqual(python);
    await expect.poll(() => seen).toEqual([{ indices: [1] }, { indices: [3] }]);
  });
});
