/** Messages that are larger than the server takes at once: packed as bytes, and sent in chunks. */

import { isOctets } from "./replies.js";

// What Socket.IO puts around a payload, generously, and what a chunk says of itself.
const AROUND = 1024;
// Long polling sends bytes as base64.
const BASE64 = 3 / 4;

const PLAIN = 0;
const GZIP = 1;
const MSGPACK = 2;

// What Socket.IO has in the place of an attachment.
const ATTACHED = { _placeholder: true, num: 1_000_000 };

/** Tell whether a payload may be larger than `limit`; cheap where it is far from it. */
export function mayExceed(limit: number, payload: unknown): boolean {
  let left = limit - AROUND;
  const count = (value: unknown): boolean => {
    if (typeof value === "string") {
      // A character takes six bytes at most, as in \u0000.
      left -= 6 * value.length + 3;
    } else if (Array.isArray(value)) {
      left -= value.length + 2;
      return value.every(count);
    } else if (isOctets(value)) {
      // An attachment is a message of its own, beside its place in the payload.
      left -= value.byteLength > limit - AROUND ? value.byteLength : 40;
    } else if (typeof value === "object" && value !== null) {
      left -= 2;
      return Object.entries(value).every(([key, one]) => count(key) && count(one));
    } else {
      left -= 25;
    }
    return left > 0;
  };
  return !count(payload);
}

/** A payload that takes several messages. */
export interface Large {
  /** It as JSON; undefined where it has octets, which JSON has no form for. */
  json?: Uint8Array;
  payload: unknown;
}

/** Return what has to go in parts; undefined for what fits into a message of `limit` bytes. */
export function largeOf(limit: number, payload: unknown): Large | undefined {
  if (!mayExceed(limit, payload)) return undefined;
  let octets = 0;
  const json = JSON.stringify(payload, function (this: any, key: string, value: unknown) {
    const held: unknown = this[key]; // before a toJSON, which Node's Buffer has
    if (!isOctets(held)) return value;
    octets = Math.max(octets, held.byteLength);
    return ATTACHED;
  });
  const bytes = new TextEncoder().encode(json);
  if (Math.max(bytes.length, octets) <= limit - AROUND) return undefined;
  return octets > 0 ? { payload } : { payload, json: bytes };
}

/** Return a large payload as the server unpacks it, with a flag in front. */
export async function packed({ json, payload }: Large, compress: boolean): Promise<Uint8Array> {
  if (!json) {
    // Few programs need it, so it is loaded when one does.
    const { encode } = await import("@msgpack/msgpack");
    return joined([new Uint8Array([MSGPACK]), encode(payload)]);
  }
  if (!compress) return joined([new Uint8Array([PLAIN]), json]);
  const stream = new Blob([json as BlobPart]).stream();
  const zipped = stream.pipeThrough(new CompressionStream("gzip"));
  const head = new Uint8Array(5);
  head[0] = GZIP;
  new DataView(head.buffer).setUint32(1, json.length);
  return joined([head, new Uint8Array(await new Response(zipped).arrayBuffer())]);
}

function joined(parts: [Uint8Array, Uint8Array]): Uint8Array {
  const whole = new Uint8Array(parts[0].length + parts[1].length);
  whole.set(parts[0]);
  whole.set(parts[1], parts[0].length);
  return whole;
}

/** One part of a message, as it travels. */
export interface Chunk {
  chunk_id: string;
  chunk_index: number;
  total_chunks: number;
  event: string;
  data: Uint8Array;
  size: number;
}

/** Yield the chunks of a packed message, each small enough for `limit`. */
export function* chunksOf(event: string, data: Uint8Array, limit: number): Generator<Chunk> {
  const most = Math.max(1, Math.floor((limit - AROUND) * BASE64));
  const total = Math.ceil(data.length / most);
  const id = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("");
  for (let index = 0; index < total; index++) {
    const part = data.subarray(index * most, (index + 1) * most);
    yield {
      ...{ chunk_id: id, chunk_index: index, total_chunks: total },
      ...{ event, data: part, size: part.length },
    };
  }
}
