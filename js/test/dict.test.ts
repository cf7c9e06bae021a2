import { expect, test } from "vitest";
import { Dict, KeyError, List, ValueError } from "../src/index.js";
import { onBothStores } from "./stores.js";

onBothStores((store) => {
  const dict = <V = any>(key = "user", more = {}) =>
    new Dict<V>({ client: store.client, key, ...more });
  const python = (code: string) => store.python(code.replaceAll("user", `Dict(r, "user")`));

  test("items", async () => {
    const user = dict();
    expect(await user.length()).toBe(0);
    await user.set("name", "Ada");
    await user.update({ born: 1815, 10: [true, null] });
    await user.update(new Map([["a", 1]]));
    await user.update([["b", 2]]);
    expect(await user.length()).toBe(5);
    expect(await user.get("name")).toBe("Ada");
    expect(await user.get("died")).toBe(null);
    expect(await user.get("died", 1852)).toBe(1852);
    expect(await user.get(10)).toEqual([true, null]);
    expect(await user.has("born")).toBe(true);
    expect(await user.has("died")).toBe(false);
    expect(await user.toObject()).toEqual({
      ...{ name: "Ada", born: 1815, 10: [true, null], a: 1, b: 2 },
    });
  });

  test("keys stay in the order in which they came", async () => {
    const user = dict();
    for (const key of ["b", "10", "a", "9"]) await user.set(key, `value ${key}`);
    expect(await user.keys()).toEqual(["b", "10", "a", "9"]);
    expect(await user.values()).toEqual(["value b", "value 10", "value a", "value 9"]);
    const walked = [];
    for await (const [key, value] of user) walked.push([key, value]);
    expect(walked).toEqual(await user.entries());
    expect(walked[1]).toEqual(["10", "value 10"]);
  });

  test("removals", async () => {
    const user = dict();
    await user.update({ a: 1, b: 2, c: 3, d: 4 });
    expect(await user.delete("a")).toBe(true);
    expect(await user.delete("a")).toBe(false);
    expect(await user.pop("b")).toBe(2);
    expect(await user.pop("b", "none")).toBe("none");
    await expect(user.pop("b")).rejects.toThrow(KeyError);
    expect(await user.popItem()).toEqual(["d", 4]);
    await user.clear();
    await expect(user.popItem()).rejects.toThrow(KeyError);
    expect(await user.setDefault("a", 5)).toBe(5);
    expect(await user.setDefault("a", 6)).toBe(5);
  });

  test("keys are text or numbers", async () => {
    const user = dict();
    await expect(user.set({} as never, 1)).rejects.toThrow(
      "a key must be a string or a finite number, got [object Object]",
    );
    await expect(user.get(NaN)).rejects.toThrow(TypeError);
    await user.update(JSON.parse('{"__proto__": 1, "constructor": 2}'));
    expect(await user.entries()).toEqual([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
  });

  test("collections in collections", async () => {
    const user = dict();
    await user.set("friends", new List({ client: store.client, key: "friends" }));
    await user.set("partner", dict("partner"));
    await (await user.get("friends")).push("Charles");
    await (await user.get("partner")).set("name", "William");
    expect(await python(`user["friends"][0] + user["partner"]["name"]`)).toBe("CharlesWilliam");
    await expect(user.set("self", user)).rejects.toThrow(ValueError);
    const { friends } = await user.toObject();
    expect(friends).toBeInstanceOf(List);
  });

  test("callbacks of one's own changes", async () => {
    const calls: unknown[] = [];
    const user = dict("user", {
      callbacks: {
        setitem: (key: string, value: unknown) => calls.push([key, value]),
        delitem: (key: string) => calls.push([key]),
      },
    });
    await user.set("a", 1);
    await user.setDefault("b", 2);
    await user.setDefault("b", 3);
    await user.delete("a");
    await user.delete("a");
    await user.pop("b");
    expect(calls).toEqual([["a", 1], ["b", 2], ["a"], ["b"]]);
  });

  test("copies and fallbacks", async () => {
    await dict("source").update({ a: 1 });
    expect(await (await dict("source").copy("copy")).toObject()).toEqual({ a: 1 });
    await expect(dict("source").copy("copy")).rejects.toThrow(ValueError);
    const frozen = dict("frozen", { fallback: "source", fallbackPolicy: "frozen" });
    expect(await frozen.get("a")).toBe(1);
    await frozen.set("b", 2);
    expect(await frozen.toObject()).toEqual({ a: 1, b: 2 });
    const copied = dict("copied", { fallback: "source", fallbackPolicy: "copy" });
    expect(await copied.delete("a")).toBe(true);
    expect(await dict("source").toObject()).toEqual({ a: 1 });
  });

  test("a client for octets", async () => {
    const client = store.another({ decodeResponses: false });
    const user = new Dict({ client, key: "user" });
    await user.update({ a: "ä", b: new List({ client, key: "list" }) });
    expect(await user.keys()).toEqual(["a", "b"]);
    expect(await user.get("a")).toBe("ä");
    await (await user.get("b")).push(1);
    expect(await new List({ client, key: "list" }).toArray()).toEqual([1]);
  });

  test("Python reads what was written, and the other way round", async () => {
    await dict().update({ name: "Ada", deep: { list: [1.5, null] } });
    expect(await python(`dict(user)`)).toEqual({ name: "Ada", deep: { list: [1.5, null] } });
    await python(`user.update({"from": "Python", "name": "Grace"})`);
    expect(await dict().entries()).toEqual([
      ["name", "Grace"],
      ["deep", { list: [1.5, null] }],
      ["from", "Python"],
    ]);
  });
});
