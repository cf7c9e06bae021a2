/** A front end that was written for the JavaScript client of ZnSocket 0.3. */

import { io } from "socket.io-client";
import { expect, test } from "vitest";
import { Dict, List, Segments, createClient } from "../src/index.js";
import { onBothStores } from "./stores.js";

onBothStores((store) => {
  test("commands and collections of a room", async () => {
    const client = createClient({ url: store.url, namespace: "/znsocket" });
    let connected = 0;
    client.on("connect", () => connected++);
    await client.connect();
    expect(connected).toBe(1);

    await store.python(`
List(r, "room:frames").extend([{"x": 1}, {"x": 2}, {"x": 3}])
Dict(r, "room:config").update({"camera": {"fov": 75}, "step": 0})`);

    const frames = new List({ client, key: "room:frames" });
    expect(await frames.length()).toBe(3);
    expect(await frames.get(1)).toEqual({ x: 2 });
    expect(await frames.slice(1, 3)).toEqual([{ x: 2 }, { x: 3 }]);
    expect(await client.lIndex("znsocket.List:room:frames", 0)).toBe('{"x": 1}');
    expect(await client.lLen("znsocket.List:room:frames")).toBe(3);

    const config = new Dict({ client, key: "room:config" });
    expect(await config.get("camera")).toEqual({ fov: 75 });
    expect(await config.get("light")).toBe(null);
    let refreshed: unknown;
    config.onRefresh((data) => (refreshed = data));
    await config.set("step", 1);
    await store.python(`Dict(r, "room:config")["step"] = 2`);
    await expect.poll(() => refreshed).toEqual({ keys: ["step"] });
    config.offRefresh();
    expect(await config.get("step")).toBe(2);

    for await (const frame of frames) expect(frame.x).toBeGreaterThan(0);
    await client.hSet("plain", "field", "value");
    expect((await client.hExists("plain", "field")) === 1).toBe(true);
    await client.disconnect();
  });

  test("a socket that the page has anyway", async () => {
    const socket = io(`${store.url.replace("znsocket:", "http:")}/znsocket`, { forceNew: true });
    const client = createClient({ socket });
    const frames = new List({ client, key: "frames" });
    await frames.push("a");
    await new Segments({ client, origin: frames, key: "edited" }).set(0, "b");
    expect(await new Segments({ client, key: "edited" }).get(0)).toBe("b");
    expect(await frames.get(0)).toBe("a");
    await client.disconnect();
  });
});
