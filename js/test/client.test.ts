import { io } from "socket.io-client";
import { describe, expect, test } from "vitest";
import { parseAddress } from "../src/address.js";
import {
  ConnectionError,
  TimeoutError,
  UnknownEventError,
  ZnSocketError,
  addCommands,
  createClient,
} from "../src/index.js";
import { plain } from "../src/replies.js";
import { onBothStores } from "./stores.js";

describe("addresses", () => {
  test.each([
    ["znsocket://localhost:5000", "http://localhost:5000", "/socket.io"],
    ["znsocket://example.com:80/some/prefix/", "http://example.com", "/some/prefix/socket.io"],
    ["https://example.com/prefix", "https://example.com", "/prefix/socket.io"],
  ])("%s", (text, origin, path) => {
    expect(parseAddress(text)).toEqual({ origin, path });
  });

  test.each(["redis://localhost", "localhost:5000", "znsocket://"])("%s is none", (text) => {
    expect(() => createClient({ url: text })).toThrow(
      `an address is znsocket://host:port[/path], or the same with http or https, got ${text}`,
    );
  });
});

test("no server", async () => {
  const client = createClient({ url: "znsocket://127.0.0.1:9", connectTimeout: 300 });
  const started = performance.now();
  await expect(client.connect()).rejects.toThrow(ConnectionError);
  await expect(client.get("a")).rejects.toThrow(/no connection to znsocket:\/\/127.0.0.1:9: /);
  await expect(Promise.all([client.get("a"), client.get("b")])).rejects.toThrow(ConnectionError);
  expect(performance.now() - started).toBeLessThan(3_000);
});

test("commands of one's own take no name that is taken", () => {
  const command = { name: "own", reply: plain };
  expect(() => addCommands({ ownCommand: command, get: command })).toThrow(
    "get cannot be a command: clients have something of that name",
  );
  expect("ownCommand" in createClient({ url: "znsocket://127.0.0.1:9" })).toBe(false);
});

onBothStores((store) => {
  test("the first call connects", async () => {
    const client = store.another();
    expect(client.connected).toBe(false);
    expect(await client.ping()).toBe(true);
    expect(client.connected).toBe(true);
    await client.disconnect();
    expect(client.connected).toBe(false);
    expect(await (await client.connect()).ping()).toBe(true);
  });

  test("events of the connection", async () => {
    const client = store.another();
    const seen: string[] = [];
    const note = () => seen.push("connect");
    client.on("connect", note).on("disconnect", () => seen.push("disconnect"));
    await client.connect();
    await client.disconnect();
    client.off("connect", note);
    await client.connect();
    expect(seen).toEqual(["connect", "disconnect"]);
  });

  test.each(["websocket", "polling"])("a socket of one's own, by %s", async (transport) => {
    const url = `${store.url.replace("znsocket:", "http:")}/znsocket`;
    const socket = io(url, { transports: [transport], forceNew: true });
    const client = createClient({ socket });
    expect(await client.set("a", "b".repeat(100_000))).toBe(true);
    expect((await client.get("a"))?.length).toBe(100_000);
    expect(client.socket).toBe(socket);
    await client.disconnect();
  });

  test("a namespace that the server has not", async () => {
    const client = store.another({ namespace: "/other" });
    await expect(client.ping()).rejects.toThrow(
      `no connection to ${store.url}: it refuses the namespace /other`,
    );
  });

  test("messages by name", async () => {
    const { client } = store;
    expect(await client.call("hset", ["user"], { mapping: { name: "Ada" } })).toBe(1);
    expect(await client.call("server_config")).toMatchObject({ namespace: "/znsocket" });
    await expect(client.call("nope")).rejects.toThrow(UnknownEventError);
    await expect(client.call("__class__")).rejects.toThrow(ZnSocketError);
  });

  test("an answer that does not come in time", async () => {
    const client = store.another({ timeout: 200 });
    await client.connect();
    await store.python(`import os, signal; os.kill(server.process.pid, signal.SIGSTOP)`);
    try {
      await expect(client.get("a")).rejects.toThrow(TimeoutError);
    } finally {
      await store.python(`os.kill(server.process.pid, signal.SIGCONT)`);
    }
    expect(await client.get("a")).toBe(null);
  });

  test("a connection that is lost comes back", async () => {
    const client = store.another({ connectTimeout: 300 });
    await client.connect();
    await store.python(`os.kill(server.process.pid, signal.SIGSTOP)`);
    const unanswered = expect(client.get("a")).rejects.toThrow(/the connection to .* was lost/);
    await store.python(`os.kill(server.process.pid, signal.SIGKILL); server.process.wait()`);
    await unanswered;
    await expect(client.get("a")).rejects.toThrow(ConnectionError);
    await store.python(`server.start()`);
    await expect.poll(() => client.connected, { timeout: 10_000 }).toBe(true);
    expect(await client.set("a", "b")).toBe(true);
  });
});
