/** What npm publishes: both module formats, types for each, and nothing that a bundler must keep. */

import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "vite";
import { beforeAll, expect, test } from "vitest";
import { inFolder, root, run } from "./folder.js";

beforeAll(() => {
  run("npm", "run", "--silent", "build");
});

test("ES modules and CommonJS export the same", async () => {
  const required = createRequire(import.meta.url)("znsocket") as object;
  const imported = run(
    ...(["node", "--input-type=module", "--eval"] as const),
    'import * as znsocket from "znsocket"; console.log(Object.keys(znsocket).join())',
  );
  expect(Object.keys(required).sort()).toEqual(imported.trim().split(",").sort());
});

test("it holds code and types alone", () => {
  const [packed] = JSON.parse(run("npm", "pack", "--dry-run", "--json", "--ignore-scripts"));
  const files = packed.files.map((file: { path: string }) => file.path) as string[];
  expect(files).toContain("dist/esm/index.d.ts");
  expect(files).toContain("dist/cjs/index.d.ts");
  const others = files.filter((file) => !/^dist\/(esm|cjs)\/[\w/.-]+(\.js|\.d\.ts)$/.test(file));
  expect(others.sort()).toEqual([
    ...[
      "README.md",
      "dist/LICENSE",
      "dist/cjs/package.json",
      "dist/esm/package.json",
      "package.json",
    ],
  ]);
});

test("types of both formats", async () => {
  const program = `import { createClient } from "znsocket";
    export const reply: Promise<number> = createClient().hSet("a", { b: 1 });
    // @ts-expect-error: a hash has fields
    createClient().hSet("a");`;
  await inFolder({ "a.mts": program, "a.cts": program }, (folder) => {
    run(
      ...([
        "npx",
        "tsc",
        "--noEmit",
        "--strict",
        "--module",
        "NodeNext",
        "--ignoreConfig",
      ] as const),
      ...[
        "--target",
        "ES2022",
        "--lib",
        "ES2022,DOM",
        join(folder, "a.mts"),
        join(folder, "a.cts"),
      ],
    );
  });
});

function bundled(code: string): Promise<string> {
  return inFolder({ "entry.js": code }, async (folder) => {
    const lib = { entry: join(folder, "entry.js"), formats: ["es" as const], fileName: "bundle" };
    const options = { root, logLevel: "silent" as const, configFile: false as const };
    const result = await build({ ...options, build: { write: false, lib } });
    const [output] = Array.isArray(result) ? result : [result];
    if (!output || !("output" in output)) throw new Error("nothing was bundled");
    return output.output[0].code;
  });
}

test("a bundle holds only what is used", async () => {
  const client = await bundled('export { createClient } from "znsocket"');
  const errors = await bundled('export { DataError } from "znsocket"');
  expect(client).toContain("hgetall");
  expect(errors.length).toBeLessThan(1_000);
});
