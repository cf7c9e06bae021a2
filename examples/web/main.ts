/** The arcade's page: whoever wins gets a point, at most three at once and then one in two seconds. */

import { createClient, List } from "znsocket";
import "../generated/arcade.js";

const server = new URLSearchParams(location.search).get("server");
const client = createClient({ url: server ?? "znsocket://localhost:5000" });
const news = new List<string>({ client, key: "news" });

const element = (id: string) => document.getElementById(id)!;

function show(list: string, lines: string[]): void {
  const items = lines.map((line) =>
    Object.assign(document.createElement("li"), { textContent: line }),
  );
  element(list).replaceChildren(...items);
}

async function showAll(): Promise<void> {
  const places = await client.leaderboardTop("board", 10);
  show(
    "board",
    places.map(([place, player, points]) => `${place}. ${player}: ${points}`),
  );
  show("news", await news.slice(-10));
}

async function win(player: string): Promise<string> {
  const [taken, seconds] = await client.takeToken(`limit:${player}`, 0.5, 3);
  if (!taken) return `${player} may win again in ${seconds.toFixed(1)} s`;
  const [points, place] = await client.leaderboardWin("board", player);
  await client.jobPut("jobs", `${player} is on place ${place} with ${points}`);
  return `${player} has ${points}`;
}

element("win").addEventListener("submit", (event) => {
  event.preventDefault();
  const player = (element("player") as HTMLInputElement).value;
  void win(player).then((message) => {
    element("message").textContent = message;
    return showAll();
  });
});

await news.onRefresh(() => void showAll());
await showAll();
