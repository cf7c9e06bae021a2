/** The example of commands of one's own: its page, a worker in Python, and a server with them. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type Browser } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchOptions } from "../vitest.config.js";
import { root } from "./folder.js";

const examples = join(root, "..", "examples");
const processes: ChildProcess[] = [];
let browser: Browser;
let pages: ViteDevServer;
let address: string;

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
  const ready = await python("-m", "znsocket", "--port", "0", "--commands", "arcade");
  const url = ready.split(" ")[2]!;
  expect(await python("worker.py", url)).toBe("works");
  const source = (name: string) => join(root, "src", name);
  pages = await createServer({
    configFile: false,
    root: join(examples, "web"),
    cacheDir: join(root, "node_modules", ".vite-arcade"),
    logLevel: "error",
    server: { port: 0, fs: { allow: [join(root, "..")] } },
    resolve: {
      alias: [
        { find: "znsocket/replies", replacement: source("replies.ts") },
        { find: "znsocket", replacement: source("index.ts") },
      ],
    },
  });
  await pages.listen();
  address = `${pages.resolvedUrls!.local[0]}?server=${url}`;
  browser = await chromium.launch(launchOptions);
});

afterAll(async () => {
  await browser?.close();
  await pages?.close();
  for (const one of processes) one.kill();
});

test("a page and a worker share the leaderboard, the limits and the jobs", async () => {
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
