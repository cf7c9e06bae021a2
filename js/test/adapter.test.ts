import { expect, test } from "vitest";
import { Dict, FrozenStorageError, List, Segments, ZnSocketError } from "../src/index.js";
import { onBothStores } from "./stores.js";

onBothStores((store) => {
  /** Run code with a Python client that is the owner of adapters, and goes away afterwards. */
  const owned = async (adapters: string, use: () => Promise<void>) => {
    await store.python(`owner = Client(url)\n${adapters}\nNone`);
    try {
      await use();
    } finally {
      await store.python(`owner.close()`);
    }
  };

  test("a sequence of Python's is read as a List", async () => {
    const numbers = new List<number>({ client: store.client, key: "numbers" });
    await owned(
      `
class Squares:
    def __len__(self): return 1000
    def __getitem__(self, index):
        if isinstance(index, slice): return [i * i for i in range(1000)[index]]
        return range(1000)[index] ** 2
ListAdapter(key="numbers", socket=owner, object=Squares())`,
      async () => {
        expect(await numbers.length()).toBe(1000);
        expect(await numbers.get(30)).toBe(900);
        expect(await numbers.get(-1)).toBe(998_001);
        expect(await numbers.get(1000)).toBe(null);
        expect(await numbers.get([2, 1000, 3])).toEqual([4, null, 9]);
        expect(await numbers.slice(1, 10, 3)).toEqual([1, 16, 49]);
        let sum = 0;
        for await (const number of numbers) sum += number;
        expect(sum).toBe(332_833_500);
        await expect(numbers.push(1)).rejects.toThrow(FrozenStorageError);
        await expect(numbers.set(0, 1)).rejects.toThrow(FrozenStorageError);
        const copy = await numbers.copy("copied");
        await copy.pop();
        expect(await copy.length()).toBe(999);
        const edited = Segments.fromList(numbers, "edited");
        await edited.set(1, -1);
        expect(await edited.slice(0, 3)).toEqual([0, -1, 4]);
      },
    );
  });

  test("a mapping of Python's is read as a Dict, items that adapters are made of as they are", async () => {
    await owned(
      `
def nested(item, key, socket, converter=None, convert_nan=False):
    return DictAdapter(key=key, socket=socket, object=item)
DictAdapter(key="user", socket=owner, object={"name": "Ada", "born": 1815})
ListAdapter(key="users", socket=owner, object=[{"name": "Ada"}], item_transform_callback=nested)`,
      async () => {
        const user = new Dict({ client: store.client, key: "user" });
        expect(await user.keys()).toEqual(["name", "born"]);
        expect(await user.values()).toEqual(["Ada", 1815]);
        expect(await user.toObject()).toEqual({ name: "Ada", born: 1815 });
        expect(await user.has("died")).toBe(false);
        expect(await user.get("died")).toBe(null);
        await expect(user.set("died", 1852)).rejects.toThrow(FrozenStorageError);
        const copy = await user.copy("copied");
        await copy.set("died", 1852);
        expect(await copy.entries()).toEqual([
          ["name", "Ada"],
          ["born", 1815],
          ["died", 1852],
        ]);
        const users = new List({ client: store.client, key: "users" });
        const first = await users.get(0);
        expect(first).toBeInstanceOf(Dict);
        expect(await first.get("name")).toBe("Ada");
      },
    );
  });

  test("an owner's exceptions, and an owner that has gone", async () => {
    const numbers = new List({ client: store.client, key: "numbers" });
    await owned(
      `
class Failing:
    def __len__(self): return 3
    def __getitem__(self, index): raise OSError("the disk is gone")
ListAdapter(key="numbers", socket=owner, object=Failing())`,
      async () => {
        await expect(numbers.get(0)).rejects.toThrow(ZnSocketError);
        await expect(numbers.slice(0, 1)).rejects.toThrow("the disk is gone");
      },
    );
    await expect
      .poll(() => numbers.length().catch((error: Error) => error.message))
      .toBe("the adapter of 'znsocket.List:numbers' is gone: its owner has disconnected");
  });
});
