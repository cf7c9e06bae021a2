/** The examples of the documentation and of the classes are true. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import * as znsocket from "../src/index.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const url = inject("urls").memory;

const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;

function isCode(text: string): boolean {
  try {
    return Boolean(new Function(`return (${text})`));
  } catch {
    return false;
  }
}

/** Run an example; what a comment says at the end of a line is what the line has to give. */
async function run(code: string): Promise<number> {
  let checks = 0;
  const body = code
    .replace(/^import .*$/gm, "")
    .replaceAll(/znsocket:\/\/(localhost|127\.0\.0\.1):5000/g, url)
    .replace(/^( *)(?!const )(.+); \/\/ (.+)$/gm, (line, indent, expression, expected) => {
      if (!isCode(expected)) return line;
      checks++;
      return `${indent}expect(${expression}).toEqual(${expected});`;
    });
  const names = { expect, console: { log: () => undefined }, ...znsocket };
  const example = new AsyncFunction(...Object.keys(names), body);
  await example(...Object.values(names));
  return checks;
}

const begin = `const client = createClient({ url: "${url}" }); await client.flushAll();\n`;
const end = "\nawait client.disconnect();";

test.each([
  ["README.md", 1],
  ["docs/quick-start.md", 2],
  ["docs/typescript.md", 17],
  ["js/README.md", 1],
])("%s", async (page, least) => {
  const text = readFileSync(join(root, "..", page), "utf8");
  const blocks = [...text.matchAll(/^```js\n(.*?)^```$/gms)].map((found) => found[1]!);
  const code = blocks.join("\n").replace(/^const client = .*$/m, begin);
  expect(await run(code + end)).toBeGreaterThanOrEqual(least);
});

const sources = ["", "collections"].flatMap((folder) =>
  readdirSync(join(root, "src", folder))
    .filter((name) => name.endsWith(".ts") && !name.includes("generated"))
    .map((name) => join("src", folder, name)),
);
const examples = sources.flatMap((source) =>
  [...readFileSync(join(root, source), "utf8").matchAll(/@example\n \* ```ts\n(.*?) \* ```/gs)].map(
    (found, index) => ({ source, index, code: found[1]!.replace(/^ \* ?/gm, "") }),
  ),
);

test.each(examples)("$source $index", async ({ code }) => {
  const plain = code.replace(/(new \w+)<\w+>\(/g, "$1(");
  await run((plain.includes("const client =") ? "" : begin) + plain + end);
});

const generated = [
  ...readFileSync(join(root, "src", "commands.generated.ts"), "utf8").matchAll(
    /@example\n +\* ```ts\n(.*?) +\* ```\n +\*\/\n +(\w+)\(/gs,
  ),
].map((found) => ({ name: found[2]!, code: found[1]!.replace(/^ +\* ?/gm, "") }));

test.each(generated)("the example of $name", async ({ code }) => {
  const rejections = code.replace(
    /^await (.*); \/\/ rejects: (\w+): (.*)$/gm,
    (_line, call, error, text) =>
      `await expect(${call}).rejects.toMatchObject(${JSON.stringify({ name: error, message: text })});`,
  );
  await run(begin + rejections + end);
});
