// Lets another program call a client: one call a line as JSON on standard input, one answer a line.
// What JSON has no form for travels as an object with one key that names the type.
import { createInterface } from "node:readline";
import { createClient } from "../dist/esm/index.js";

const [, , url, mode] = process.argv;
const client = createClient({ url });

function encoded(value) {
  if (value instanceof Set) return { set: [...value].map(encoded) };
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return { list: value.map(encoded) };
  if (typeof value === "number" && !Number.isFinite(value)) return { number: String(value) };
  if (typeof value !== "object" || value === null) return value;
  return { object: Object.entries(value).map(([key, one]) => [key, encoded(one)]) };
}

function decoded(value) {
  if (typeof value !== "object" || value === null) return value;
  const [[kind, held]] = Object.entries(value);
  switch (kind) {
    case "list":
      return held.map(decoded);
    case "map":
      return new Map(held.map((pair) => pair.map(decoded)));
    case "object":
      return Object.fromEntries(held.map(([key, one]) => [key, decoded(one)]));
    case "bytes":
      return new Uint8Array(held);
    case "date":
      return new Date(held);
    case "number":
      return Number(held);
  }
}

async function called(name, args) {
  if (name.endsWith("Iterator")) {
    const items = [];
    for await (const item of client[name](...args)) items.push(item);
    return items;
  }
  if (mode !== "pipeline") return client[name](...args);
  const [reply] = await client
    .pipeline()
    [name](...args)
    .execute(false);
  if (reply instanceof Error) throw reply;
  return reply;
}

for await (const line of createInterface(process.stdin)) {
  const [name, args] = JSON.parse(line);
  let answer;
  try {
    answer = { reply: encoded(await called(name, args.map(decoded))) };
  } catch (error) {
    answer = { error: [error.name, error.message] };
  }
  console.log(JSON.stringify(answer));
}
await client.disconnect();
