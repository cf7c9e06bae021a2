/** Makes collections of the references that are stored to them. */

import type { Client } from "../client.js";
import { List } from "./list.js";

/** Return the collection of a prefixed key; undefined when it is none's. */
export function resolve(
  key: string,
  options: { client: Client<any>; convertNan?: boolean },
): unknown {
  const [prefix, name] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  if (prefix === "znsocket.List") return new List({ ...options, key: name });
  return undefined;
}
