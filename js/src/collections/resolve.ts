/** Makes collections of the references that are stored to them. */

import type { Client } from "../client.js";
import { Dict } from "./dict.js";
import { List } from "./list.js";
import { Segments } from "./segments.js";

/** What a collection hands on to those that its values refer to. */
export interface Inherited {
  client: Client<any>;
  convertNan?: boolean;
}

const KINDS: Record<string, (options: Inherited & { key: string }) => unknown> = {
  "znsocket.Dict": (options) => new Dict(options),
  "znsocket.List": (options) => new List(options),
  "znsocket.Segments": (options) => new Segments(options),
};

/** Return the collection of a prefixed key; undefined when it is none's. */
export function resolve(text: string, inherited: Inherited): unknown {
  const colon = text.indexOf(":");
  const prefix = text.slice(0, colon);
  const kind = colon > 0 && Object.hasOwn(KINDS, prefix) ? KINDS[prefix] : undefined;
  return kind?.({ ...inherited, key: text.slice(colon + 1) });
}
