import { expect, test, vi } from "vitest";
import { Dict, List, type RefreshData } from "../src/index.js";
import { onBothStores } from "./stores.js";

onBothStores((store) => {
  const seenBy = async (collection: List | Dict) => {
    const seen: RefreshData[] = [];
    await collection.onRefresh((data) => seen.push(data));
    return seen;
  };

  test("of changes by Python, in order", async () => {
    const frames = await seenBy(new List({ client: store.client, key: "frames" }));
    const user = await seenBy(new Dict({ client: store.client, key: "user" }));
    await store.python(`
frames, user = List(r, "frames"), Dict(r, "user")
frames.append(1)
frames.extend([2, 3])
frames[0] = 10
frames.insert(0, 5)
del frames[-1]
user["a"] = 1
user.update({"b": 2, "c": 3})
del user["a"]`);
    await expect.poll(() => [frames.length, user.length]).toEqual([5, 3]);
    expect(frames).toEqual([
      { indices: [0] },
      { start: 1, stop: null },
      { indices: [0] },
      { start: 0, stop: null },
      { start: 3, stop: null },
    ]);
    expect(user).toEqual([{ keys: ["a"] }, { keys: ["b", "c"] }, { keys: ["a"] }]);
  });

  test("of changes here, to Python and to other clients, not to the writer", async () => {
    await store.python(`
seen = []
List(r, "frames").on_refresh(seen.append)
Dict(r, "user").on_refresh(seen.append)`);
    const frames = new List({ client: store.client, key: "frames" });
    const user = new Dict({ client: store.client, key: "user" });
    const own = await seenBy(frames);
    const others = await seenBy(new List({ client: store.another(), key: "frames" }));
    await frames.push("a");
    await frames.push("b", "c");
    await user.set("name", "Ada");
    await expect
      .poll(() => store.python("seen"))
      .toEqual([{ indices: [0] }, { start: 1, stop: null }, { keys: ["name"] }]);
    await expect.poll(() => others).toEqual([{ indices: [0] }, { start: 1, stop: null }]);
    expect(own).toEqual([]);
  });

  test("of changes by asyncio collections of Python's, and to them", async () => {
    await store.python(`
from znsocket.testing.surfaces import RunningLoop
loop, heard = RunningLoop(), []
async def begin():
    global other, items
    other = AsyncClient(url)
    items = AsyncList(other, "frames")
    await items.on_refresh(heard.append)
    await AsyncListAdapter("served", other, [{"x": 3}])
loop.run(begin())`);
    const frames = new List({ client: store.client, key: "frames" });
    const seen = await seenBy(frames);
    await store.python(`loop.run(items.append({"x": 1}))`);
    await frames.push({ x: 2 });
    await expect.poll(() => seen).toEqual([{ indices: [0] }]);
    await expect.poll(() => store.python("heard")).toEqual([{ indices: [1] }]);
    expect(await store.python("loop.run(items.to_list())")).toEqual([{ x: 1 }, { x: 2 }]);
    expect(await new List({ client: store.client, key: "served" }).toArray()).toEqual([{ x: 3 }]);
    await store.python("loop.run(other.close()); loop.close()");
  });

  test("several callbacks, taken back one by one", async () => {
    const frames = new List({ client: store.client, key: "frames" });
    const [first, second] = [vi.fn(), vi.fn()];
    const failing = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await frames.onRefresh(() => {
      throw new Error("a callback of the test");
    });
    await frames.onRefresh(first);
    await frames.onRefresh(second);
    await store.python(`List(r, "frames").append(1)`);
    await expect.poll(() => second.mock.calls.length).toBe(1);
    expect(failing).toHaveBeenCalledOnce();
    failing.mockRestore();
    await frames.offRefresh(first);
    await store.python(`List(r, "frames").append(2)`);
    await expect.poll(() => second.mock.calls.length).toBe(2);
    expect(first).toHaveBeenCalledOnce();
    await frames.offRefresh();
    const last = await seenBy(new List({ client: store.client, key: "last" }));
    await store.python(`List(r, "frames").append(3); List(r, "last").append(3)`);
    await expect.poll(() => last.length).toBe(1);
    expect(second).toHaveBeenCalledTimes(2);
  });

  test("a listener of one's own hears of all keys", async () => {
    const client = store.another();
    const heard: string[] = [];
    client.on("refresh", ({ target }) => heard.push(target));
    const frames = await seenBy(new List({ client, key: "frames" }));
    await client.connect();
    await store.python(`List(r, "frames").append(1); Dict(r, "user")["a"] = 1`);
    await expect.poll(() => heard).toEqual(["znsocket.List:frames", "znsocket.Dict:user"]);
    expect(frames).toEqual([{ indices: [0] }]);
  });

  test("again after the connection was lost", async () => {
    const client = store.another();
    const frames = await seenBy(new List({ client, key: "frames" }));
    const dropped = new Promise((resolve) => client.on("disconnect", resolve));
    client.socket.io.engine.close();
    await dropped;
    await expect.poll(() => client.connected, { timeout: 10_000 }).toBe(true);
    await client.ping();
    await store.python(`List(r, "frames").append(1)`);
    await expect.poll(() => frames).toEqual([{ indices: [0] }]);
  });
});
