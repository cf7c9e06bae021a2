/** Commands of one's own: what is generated for them has types, and works. */

import { join } from "node:path";
import { beforeAll, expect, inject, test } from "vitest";
import { inFolder, root, run } from "./folder.js";

beforeAll(() => {
  run("npm", "run", "--silent", "build");
});

async function python(code: string): Promise<any> {
  const { peer } = inject("urls");
  const answer = await fetch(`${peer}/memory`, { method: "POST", body: code });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

const PROGRAM = `
import { createClient } from "znsocket";
import "./leaderboard.js";

const client = createClient({ url: process.argv[2] });
const points: number = await client.leaderboardWin("chess", "ann", 2.5);
const [won, top] = await client
  .pipeline()
  .leaderboardWin("chess", "bob")
  .leaderboardTop("chess", { count: 5 })
  .execute();
const typed: [number, [string, number][]] = [won, top];
// @ts-expect-error: a player is missing
await client.leaderboardWin("chess").catch(() => undefined);
await client.disconnect();
console.log(JSON.stringify([points, ...typed]));
`;

test("a module of one's own in Python", async () => {
  const { url, generated } = await python(`
import sys
sys.path.insert(0, ${JSON.stringify(join(root, "test"))})
import leaderboard
from harness import serve_in_thread
from znsocket.generate import typescript_extension
from znsocket.registry import registry
own = [entry for entry in registry if entry.group == "leaderboard"]
serving = serve_in_thread()
{"url": serving.__enter__(), "generated": typescript_extension(own, "leaderboard")}`);
  try {
    await inFolder({ "leaderboard.ts": generated, "program.ts": PROGRAM }, (folder) => {
      run(
        ...(["npx", "tsc", "--strict", "--module", "NodeNext", "--ignoreConfig"] as const),
        ...["--target", "ES2022", "--lib", "ES2022,DOM", "--types", "node"],
        join(folder, "program.ts"),
      );
      const printed = run("node", join(folder, "program.js"), url);
      const replies = [2.5, 1, [["ann", 2.5], ["bob", 1]]]; // prettier-ignore
      expect(JSON.parse(printed)).toEqual(replies);
    });
  } finally {
    await python(`
serving.__exit__(None, None, None)
for entry in own:
    registry.remove(entry.name)`);
  }
});
