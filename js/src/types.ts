/** The types that commands take and give. */

/** A whole number; as a bigint also beyond 2^53. */
export type Integer = number | bigint;

/** What Redis can keep: text, numbers as their text, or octets. */
export type Encodable = string | number | bigint | Uint8Array | ArrayBuffer;

/** The name of a key. */
export type Key = Encodable;

/** What a caller wants texts of replies as. */
export type Text = string | Uint8Array;

/** Fields or members with a value each; a Map keeps their order, also where they look like numbers. */
export type Mapping<V> = Readonly<Record<string, V>> | ReadonlyMap<Encodable, V>;

/** Fields with a value each, as a reply: an object, or a Map where texts are octets. */
export type Dictionary<T extends Text, V> = T extends string ? Record<string, V> : Map<T, V>;
