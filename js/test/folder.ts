/** Programs beside the package, which find it by its name. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Run a command in the package's folder and return what it printed. */
export function run(...[command, ...args]: [string, ...string[]]): string {
  return execFileSync(command, args, { cwd: root, encoding: "utf8" });
}

/** Call `use` with a folder that has some files; the package was built. */
export async function inFolder<T>(
  files: Record<string, string>,
  use: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(root, "dist", "user-"));
  try {
    for (const name in files) writeFileSync(join(folder, name), files[name]!);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
