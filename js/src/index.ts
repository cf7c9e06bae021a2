/**
 * The client of znsocket for browsers and Node: Redis' commands and live, shared collections over a
 * websocket.
 *
 * @packageDocumentation
 */

export { Client, createClient, type ClientOptions } from "./client.js";
export type { CollectionOptions } from "./collections/collection.js";
export { Dict, type DictCallbacks, type DictOptions } from "./collections/dict.js";
export { List, type ListCallbacks, type ListOptions } from "./collections/list.js";
export { Segments, type Segment, type SegmentsOptions } from "./collections/segments.js";
export type { Command } from "./command.js";
export type { Commands, PipelineCommands } from "./commands.generated.js";
export type { ConnectionOptions } from "./connection.js";
export * from "./errors.js";
export { addCommands } from "./extend.js";
export { Pipeline } from "./pipeline.js";
export type { RefreshCallback, RefreshData } from "./refresh.js";
export type { Dictionary, Encodable, Integer, Key, Mapping, Text } from "./types.js";
