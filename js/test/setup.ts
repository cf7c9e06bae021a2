/** Starts Python's side of the tests once for a run, and tells the tests where it is. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    urls: Record<"peer" | "memory" | "redis", string>;
  }
}

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default async function setup(project: TestProject) {
  const peer = spawn(path("../../.venv/bin/python"), [path("peer.py")], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, PYTHONPATH: path("../../tests") },
  });
  const [line] = await once(createInterface(peer.stdout), "line");
  project.provide("urls", JSON.parse(line));
  return async () => {
    peer.stdin.end();
    await once(peer, "exit");
  };
}
