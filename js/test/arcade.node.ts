/** The example of commands of one's own: its page, a worker in Python, and a server with them. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type Browser } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { launchOptions } from "../vitest.config.js";
import { root, run } from "./folder.js";

const examples = join(root, "..", "examples");
const page = join(examples, "web");
const processes: ChildProcess[] = [];
let browser: Browser;
let pages: ViteDevServer;

async function python(...args: string[]): Promise<string> {
  const started = spawn(join(root, "..", ".venv", "bin", "python"), args, {
    cwd: examples,
    stdio: ["ignore", "pipe", "inherit"],
  });
  processes.push(started);
  const [line] = await once(createInterface(started.stdout!), "line");
  return line;
}

beforeAll(async () => {
  run("npm", "run", "--silent", "build");
  // What `npm install` in its folder does, but for fetching vite.
  const packages = join(page, "node_modules");
  mkdirSync(packages, { recursive: true });
  if (!existsSync(join(packages, "znsocket"))) symlinkSync(root, join(packages, "znsocket"));
  pages = await createServer({
    configFile: join(page, "vite.config.js"),
    root: page,
    logLevel: "error",
    server: { port: 0 },
  });
  await pages.listen();
  browser = await chromium.launch(launchOptions);
});

afterAll(async () => {
  await browser?.close();
  await pages?.close();
});

afterEach(() => {
  for (const one of processes.splice(0)) one.kill();
});

/** Return what a server's option --storage says, for a store that no other test uses. */
async function storage(name: "memory" | "redis"): Promise<string> {
  if (name === "memory") return name;
  const answer = await fetch(`${inject("urls").peer}/redis`, { method: "POST", body: "storage" });
  return ((await answer.json()) as string).replace(/0$/, "1");
}

test.each(["memory", "redis"] as const)("a page and a worker share what is in %s", async (name) => {
  const options = ["--port", "0", "--commands", "arcade", "--storage", await storage(name)];
  const ready = await python("-m", "znsocket", ...options);
  const url = ready.split(" ")[2]!;
  expect(await python("worker.py", url)).toBe("works");
  const address = `${pages.resolvedUrls!.local[0]}?server=${url}`;
  const [one, other] = [await browser.newPage(), await browser.newPage()];
  await other.goto(address);
  await one.goto(address);
  const text = (page: typeof one, id: string) => page.locator(`#${id}`).innerText();
  const win = async (player: string) => {
    await one.fill("#player", player);
    await one.click("button");
    await expect.poll(() => text(one, "message")).toContain(player);
  };
  await win("ann");
  await expect.poll(() => text(one, "board")).toBe("1. ann: 1");
  await win("bob");
  await expect.poll(() => text(one, "board")).toBe("1. bob: 1\n1. ann: 1");
  await expect.poll(() => text(other, "news")).toContain("ann is on place 1 with 1; the best are");
  await expect.poll(() => text(other, "board")).toBe("1. bob: 1\n1. ann: 1");
  for (const points of [2, 3]) {
    await one.click("button");
    await expect.poll(() => text(one, "message")).toBe(`bob has ${points}`);
  }
  await one.click("button");
  await expect.poll(() => text(one, "message")).toMatch(/^bob may win again in [012]\.\d s$/);
});
