// Generated from the entries in commands/ by scripts/generate; changes are lost.
import type { Command } from "./command.js";
import type { Pipeline } from "./pipeline.js";
import * as read from "./replies.js";
import type { Dictionary, Encodable, Integer, Key, Mapping, Text } from "./types.js";

/** Options of `geoAdd`. */
export interface GeoAddOptions {
  /** Only add, never move. */
  nx?: boolean;
  /** Only move, never add. */
  xx?: boolean;
  /** Count the places that were moved, too. */
  ch?: boolean;
}

/** Options of `geoDist`. */
export interface GeoDistOptions {
  /** Metres by default. */
  unit?: "M" | "m" | "KM" | "km" | "FT" | "ft" | "MI" | "mi";
}

/** Options of `geoRadius`. */
export interface GeoRadiusOptions {
  /** Of all lengths; metres by default. */
  unit?: "M" | "m" | "KM" | "km" | "FT" | "ft" | "MI" | "mi";
  /** Also return the distance, the position or the score of each place. */
  withdist?: boolean;
  /** Also return the distance, the position or the score of each place. */
  withcoord?: boolean;
  /** Also return the distance, the position or the score of each place. */
  withhash?: boolean;
  /** Return that many places at most, the nearest ones unless `sort` is `"DESC"`. */
  count?: Integer;
  /** By distance from the centre. */
  sort?: "ASC" | "asc" | "DESC" | "desc";
  /** Key that is replaced by the places instead of returning them. */
  store?: Key;
  /** As `store`, with distances from the centre as scores. */
  storeDist?: Key;
  /** Return the first `count` places that are found. */
  any?: boolean;
}

/** Options of `geoRadiusByMember`. */
export interface GeoRadiusByMemberOptions {
  /** Of all lengths; metres by default. */
  unit?: "M" | "m" | "KM" | "km" | "FT" | "ft" | "MI" | "mi";
  /** Also return the distance, the position or the score of each place. */
  withdist?: boolean;
  /** Also return the distance, the position or the score of each place. */
  withcoord?: boolean;
  /** Also return the distance, the position or the score of each place. */
  withhash?: boolean;
  /** Return that many places at most, the nearest ones unless `sort` is `"DESC"`. */
  count?: Integer;
  /** By distance from the centre. */
  sort?: "ASC" | "asc" | "DESC" | "desc";
  /** Key that is replaced by the places instead of returning them. */
  store?: Key;
  /** As `store`, with distances from the centre as scores. */
  storeDist?: Key;
  /** Return the first `count` places that are found. */
  any?: boolean;
}

/** Options of `geoSearch`. */
export interface GeoSearchOptions {
  /** The place that is the centre. */
  member?: Encodable;
  /** The centre in degrees, instead of `member`. */
  longitude?: number;
  /** The centre in degrees, instead of `member`. */
  latitude?: number;
  /** Of all lengths, in any case. */
  unit?: "M" | "m" | "KM" | "km" | "FT" | "ft" | "MI" | "mi";
  /** Of the circle. */
  radius?: number;
  /** Of the rectangle, from west to east and from south to north. */
  width?: number;
  /** Of the rectangle, from west to east and from south to north. */
  height?: number;
  /** By distance from the centre, in any case. */
  sort?: "ASC" | "asc" | "DESC" | "desc";
  /** Return that many places at most, the nearest ones unless `sort` is `"DESC"`. */
  count?: Integer;
  /** Return the first `count` places that are found. */
  any?: boolean;
  /** Also return the position, the distance or the score of each place. */
  withcoord?: boolean;
  /** Also return the position, the distance or the score of each place. */
  withdist?: boolean;
  /** Also return the position, the distance or the score of each place. */
  withhash?: boolean;
}

/** Options of `geoSearchStore`. */
export interface GeoSearchStoreOptions {
  /** The place that is the centre. */
  member?: Encodable;
  /** The centre in degrees, instead of `member`. */
  longitude?: number;
  /** The centre in degrees, instead of `member`. */
  latitude?: number;
  /** Of all lengths, in any case. */
  unit?: "M" | "m" | "KM" | "km" | "FT" | "ft" | "MI" | "mi";
  /** Of the circle. */
  radius?: number;
  /** Of the rectangle, from west to east and from south to north. */
  width?: number;
  /** Of the rectangle, from west to east and from south to north. */
  height?: number;
  /** Whether `count` keeps the nearest places, as it does by default, or the farthest. */
  sort?: "ASC" | "asc" | "DESC" | "desc";
  /** Store that many places at most. */
  count?: Integer;
  /** Store the first `count` places that are found. */
  any?: boolean;
  /** Store distances from the centre as scores, instead of positions. */
  storedist?: boolean;
}

/** Options of `hIncrBy`. */
export interface HIncrByOptions {
  /** What to add; negative to subtract. */
  amount?: Integer;
}

/** Options of `hIncrByFloat`. */
export interface HIncrByFloatOptions {
  /** What to add; negative to subtract. */
  amount?: number;
}

/** Options of `hRandField`. */
export interface HRandFieldOptions {
  /**
   * Return this many different fields, all when there are fewer; or `-count` fields that may
   * repeat.
   */
  count?: Integer;
  /** Let each field be followed by its value; needs `count`. */
  withvalues?: boolean;
}

/** Options of `hScan`. */
export interface HScanOptions {
  /** 0 to begin, then what the last page came with. */
  cursor?: Integer;
  /** Leave out the fields that this glob pattern does not match. */
  match?: Encodable;
  /** Number of fields to look at, 10 by default; a small hash is one page. */
  count?: Integer;
  /** Known to Redis from 7.4 only. */
  noValues?: boolean;
}

/** Options of `hScanIterator`. */
export interface HScanIteratorOptions {
  /** Leave out the fields that this glob pattern does not match. */
  match?: Encodable;
  /** Number of fields to look at for each page, 10 by default. */
  count?: Integer;
  /** Known to Redis from 7.4 only. */
  noValues?: boolean;
}

/** Options of `hSet`. */
export interface HSetOptions {
  /** A field and its value. */
  key?: Encodable;
  /** A field and its value. */
  value?: Encodable;
  /** Values by field. */
  mapping?: Mapping<Encodable>;
  /**
   * Fields and values in turn. A field that is given several times gets the value from `mapping`,
   * else that of `key`, else the last one of `items`.
   */
  items?: readonly Encodable[];
}

/** Options of `copy`. */
export interface CopyOptions {
  /** The database of the copy; the embedded store has only 0. */
  destinationDb?: Integer | string;
  /** Replace a key that is there. */
  replace?: boolean;
}

/** Options of `expire`. */
export interface ExpireOptions {
  /** Only if the key has no time to live, or only if it has one. */
  nx?: boolean;
  /** Only if the key has no time to live, or only if it has one. */
  xx?: boolean;
  /** Only if the key would then expire later, or earlier; without a time to live it never does. */
  gt?: boolean;
  /** Only if the key would then expire later, or earlier; without a time to live it never does. */
  lt?: boolean;
}

/** Options of `expireAt`. */
export interface ExpireAtOptions {
  /** Only if the key has no time to live, or only if it has one. */
  nx?: boolean;
  /** Only if the key has no time to live, or only if it has one. */
  xx?: boolean;
  /** Only if the key would then expire later, or earlier; without a time to live it never does. */
  gt?: boolean;
  /** Only if the key would then expire later, or earlier; without a time to live it never does. */
  lt?: boolean;
}

/** Options of `keys`. */
export interface KeysOptions {
  /**
   * `?` stands for one octet, `*` for any number, `[ab]`, `[^a]` and `[a-z]` for one of several; a
   * backslash takes away the meaning of what follows.
   */
  pattern?: Encodable;
}

/** Options of `pExpire`. */
export interface PExpireOptions {
  /** Only if the key has no time to live, or only if it has one. */
  nx?: boolean;
  /** Only if the key has no time to live, or only if it has one. */
  xx?: boolean;
  /** Only if the key would then expire later, or earlier; without a time to live it never does. */
  gt?: boolean;
  /** Only if the key would then expire later, or earlier; without a time to live it never does. */
  lt?: boolean;
}

/** Options of `pExpireAt`. */
export interface PExpireAtOptions {
  /** Only if the key has no time to live, or only if it has one. */
  nx?: boolean;
  /** Only if the key has no time to live, or only if it has one. */
  xx?: boolean;
  /** Only if the key would then expire later, or earlier; without a time to live it never does. */
  gt?: boolean;
  /** Only if the key would then expire later, or earlier; without a time to live it never does. */
  lt?: boolean;
}

/** Options of `restore`. */
export interface RestoreOptions {
  /** Replace a key that is there. */
  replace?: boolean;
  /** `ttl` is a Unix time in milliseconds. */
  absttl?: boolean;
  /** What Redis' eviction goes by; the embedded store evicts nothing. */
  idletime?: Integer;
  /** What Redis' eviction goes by; the embedded store evicts nothing. */
  frequency?: Integer;
}

/** Options of `scan`. */
export interface ScanOptions {
  /** 0 at first, then what the call before returned. */
  cursor?: Integer;
  /** Return only keys that match this pattern, see `keys`. */
  match?: Encodable;
  /** About how many keys to look at, 10 by default. */
  count?: Integer;
  /** Return only keys of this type, see `type`. */
  type?: Encodable;
}

/** Options of `scanIterator`. */
export interface ScanIteratorOptions {
  /** Give only keys that match this pattern, see `keys`. */
  match?: Encodable;
  /** About how many keys each step looks at. */
  count?: Integer;
  /** Give only keys of this type, see `type`. */
  type?: Encodable;
}

/** Options of `sort`. */
export interface SortOptions {
  /** How many elements to leave out, and how many to return then; both or neither. */
  start?: Integer;
  /** How many elements to leave out, and how many to return then; both or neither. */
  num?: Integer;
  /** Pattern of the keys to sort by; without `*` the elements stay as they are. */
  by?: Encodable;
  /** Patterns of what to return for each element instead of it; `#` is the element. */
  get?: string | readonly string[];
  /** Sort from the highest to the lowest. */
  desc?: boolean;
  /** Compare octets instead of numbers. */
  alpha?: boolean;
  /** The key of a list that is made of the result. */
  store?: Key;
  /** Return a tuple for each element, with what the patterns of `get` gave. */
  groups?: boolean;
}

/** Options of `sortRo`. */
export interface SortRoOptions {
  /** How many elements to leave out, and how many to return then; both or neither. */
  start?: Integer;
  /** How many elements to leave out, and how many to return then; both or neither. */
  num?: Integer;
  /** Pattern of the keys to sort by; without `*` the elements stay as they are. */
  by?: Encodable;
  /** Patterns of what to return for each element instead of it; `#` is the element. */
  get?: string | readonly string[];
  /** Sort from the highest to the lowest. */
  desc?: boolean;
  /** Compare octets instead of numbers. */
  alpha?: boolean;
}

/** Options of `blMove`. */
export interface BlMoveOptions {
  /** The ends to pop from and to push to: `"LEFT"` or `"RIGHT"`, in any case. */
  src?: "LEFT" | "left" | "RIGHT" | "right";
  /** The ends to pop from and to push to: `"LEFT"` or `"RIGHT"`, in any case. */
  dest?: "LEFT" | "left" | "RIGHT" | "right";
}

/** Options of `blmPop`. */
export interface BlmPopOptions {
  /** The end to pop from: `"LEFT"` or `"RIGHT"`, in any case. */
  direction: "LEFT" | "left" | "RIGHT" | "right";
  /** Number of elements, from 1; fewer are popped when the list is shorter. */
  count?: Integer;
}

/** Options of `blPop`. */
export interface BlPopOptions {
  /** Seconds to wait at most; 0 for no limit. */
  timeout?: number;
}

/** Options of `brPop`. */
export interface BrPopOptions {
  /** Seconds to wait at most; 0 for no limit. */
  timeout?: number;
}

/** Options of `brPopLPush`. */
export interface BrPopLPushOptions {
  /** Seconds to wait at most; 0 for no limit. */
  timeout?: number;
}

/** Options of `lMove`. */
export interface LMoveOptions {
  /** The ends to pop from and to push to: `"LEFT"` or `"RIGHT"`, in any case. */
  src?: "LEFT" | "left" | "RIGHT" | "right";
  /** The ends to pop from and to push to: `"LEFT"` or `"RIGHT"`, in any case. */
  dest?: "LEFT" | "left" | "RIGHT" | "right";
}

/** Options of `lmPop`. */
export interface LmPopOptions {
  /** The end to pop from: `"LEFT"` or `"RIGHT"`, in any case. */
  direction: "LEFT" | "left" | "RIGHT" | "right";
  /** Number of elements, from 1; fewer are popped when the list is shorter. */
  count?: Integer;
}

/** Options of `lPop`. */
export interface LPopOptions {
  /** Number of elements, from 0; fewer are popped when the list is shorter. */
  count?: Integer;
}

/** Options of `lPos`. */
export interface LPosOptions {
  /** The match to begin with: 1 is the first, -1 the last with a search from the end. */
  rank?: Integer;
  /** Return this many matches, 0 for all of them. */
  count?: Integer;
  /** Compare this many elements at most, 0 for all of them. */
  maxlen?: Integer;
}

/** Options of `rPop`. */
export interface RPopOptions {
  /** Number of elements, from 0; fewer are popped when the list is shorter. */
  count?: Integer;
}

/** Options of `listCut`. */
export interface ListCutOptions {
  /** The bounds of the slice. */
  start?: Integer;
  /** The bounds of the slice. */
  stop?: Integer;
  /** The bounds of the slice. */
  step?: Integer;
}

/** Options of `listPop`. */
export interface ListPopOptions {
  /** From 0; negative from the end. */
  index?: Integer;
}

/** Options of `listSlice`. */
export interface ListSliceOptions {
  /** The bounds of the slice. */
  start?: Integer;
  /** The bounds of the slice. */
  stop?: Integer;
  /** The bounds of the slice. */
  step?: Integer;
}

/** Options of `listSort`. */
export interface ListSortOptions {
  /** Sort from the highest to the lowest. */
  reverse?: boolean;
}

/** Options of `lockExtend`. */
export interface LockExtendOptions {
  /** Make it the time to live instead. */
  replaceTtl?: boolean;
}

/** Options of `pubSubChannels`. */
export interface PubSubChannelsOptions {
  /** What they match: see `keys`. */
  pattern?: Encodable;
}

/** Options of `segmentsCut`. */
export interface SegmentsCutOptions {
  /** The bounds of the slice. */
  start?: Integer;
  /** The bounds of the slice. */
  stop?: Integer;
  /** The bounds of the slice. */
  step?: Integer;
}

/** Options of `segmentsOpen`. */
export interface SegmentsOpenOptions {
  /** The number of items of a list that is not in the store but with an adapter. */
  size?: Integer;
}

/** Options of `segmentsPop`. */
export interface SegmentsPopOptions {
  /** From 0; negative from the end. */
  index?: Integer;
}

/** Options of `segmentsSlice`. */
export interface SegmentsSliceOptions {
  /** The bounds of the slice. */
  start?: Integer;
  /** The bounds of the slice. */
  stop?: Integer;
  /** The bounds of the slice. */
  step?: Integer;
}

/** Options of `flushAll`. */
export interface FlushAllOptions {
  /** Let Redis free the memory later; the embedded store makes no difference. */
  asynchronous?: boolean;
}

/** Options of `flushDb`. */
export interface FlushDbOptions {
  /** Let Redis free the memory later; the embedded store makes no difference. */
  asynchronous?: boolean;
}

/** Options of `info`. */
export interface InfoOptions {
  /**
   * `"server"`, `"clients"`, `"memory"`, `"stats"`, `"cpu"`, `"commandstats"` or `"keyspace"`;
   * `"default"`, all but `commandstats`, without any; `"all"` or `"everything"`.
   */
  section?: Encodable;
}

/** Options of `sInterCard`. */
export interface SInterCardOptions {
  /** Stop counting there; 0 for never. */
  limit?: Integer;
}

/** Options of `sPop`. */
export interface SPopOptions {
  /** Pop up to that many, as a list. */
  count?: Integer;
}

/** Options of `sRandMember`. */
export interface SRandMemberOptions {
  /** Up to that many different members; if negative, exactly as many that may repeat. */
  number?: Integer;
}

/** Options of `sScan`. */
export interface SScanOptions {
  /** 0 for the first page, then what the page before gave. */
  cursor?: Integer;
  /** Glob pattern; members that do not match are left out of the page. */
  match?: Encodable;
  /** Members to look at for a page, 10 by default; a small set comes at once. */
  count?: Integer;
}

/** Options of `sScanIterator`. */
export interface SScanIteratorOptions {
  /** Glob pattern that the members match. */
  match?: Encodable;
  /** Members to look at for a page. */
  count?: Integer;
}

/** Options of `bzmPop`. */
export interface BzmPopOptions {
  /** Take the lowest or the highest scores; exactly one of them. */
  min?: boolean;
  /** Take the lowest or the highest scores; exactly one of them. */
  max?: boolean;
  /** How many members at most. */
  count?: Integer;
}

/** Options of `bzPopMax`. */
export interface BzPopMaxOptions {
  /** Seconds to wait at most; 0 for no limit. */
  timeout?: number;
}

/** Options of `bzPopMin`. */
export interface BzPopMinOptions {
  /** Seconds to wait at most; 0 for no limit. */
  timeout?: number;
}

/** Options of `zAdd`. */
export interface ZAddOptions {
  /** Only add members; change no score. */
  nx?: boolean;
  /** Only change scores; add no member. */
  xx?: boolean;
  /** Count the members whose score changed, too. */
  ch?: boolean;
  /** Add to the score instead of setting it; for a single member. */
  incr?: boolean;
  /** Change a score only to a greater one. */
  gt?: boolean;
  /** Change a score only to a lesser one. */
  lt?: boolean;
}

/** Options of `zDiff`. */
export interface ZDiffOptions {
  /** Each member is followed by its score, as bytes. */
  withscores?: boolean;
}

/** Options of `zInter`. */
export interface ZInterOptions {
  /** `"sum"` of a member's scores, `"min"` or `"max"`. */
  aggregate?: "SUM" | "sum" | "MIN" | "min" | "MAX" | "max" | "COUNT" | "count";
  /** Return `(member, score)` for each. */
  withscores?: boolean;
}

/** Options of `zInterCard`. */
export interface ZInterCardOptions {
  /** Count up to this number; 0 for all. */
  limit?: Integer;
}

/** Options of `zInterStore`. */
export interface ZInterStoreOptions {
  /** `"sum"` of a member's scores, `"min"` or `"max"`. */
  aggregate?: "SUM" | "sum" | "MIN" | "min" | "MAX" | "max" | "COUNT" | "count";
}

/** Options of `zmPop`. */
export interface ZmPopOptions {
  /** Take the lowest or the highest scores; exactly one of them. */
  min?: boolean;
  /** Take the lowest or the highest scores; exactly one of them. */
  max?: boolean;
  /** How many members at most. */
  count?: Integer;
}

/** Options of `zPopMax`. */
export interface ZPopMaxOptions {
  /** How many at most; 1 by default. */
  count?: Integer;
}

/** Options of `zPopMin`. */
export interface ZPopMinOptions {
  /** How many at most; 1 by default. */
  count?: Integer;
}

/** Options of `zRandMember`. */
export interface ZRandMemberOptions {
  /**
   * This many different members, or all when there are fewer; a negative one returns `-count`
   * members that may repeat.
   */
  count?: Integer;
  /** Each member is followed by its score, as bytes; needs `count`. */
  withscores?: boolean;
}

/** Options of `zRange`. */
export interface ZRangeOptions {
  /** Count and return from the highest score. */
  desc?: boolean;
  /** Return `(member, score)` for each. */
  withscores?: boolean;
  /** What `start` and `end` are. */
  byscore?: boolean;
  /** What `start` and `end` are. */
  bylex?: boolean;
  /**
   * Of what `byscore` or `bylex` found, pass over `offset` and return `num`, or all the rest when
   * it is negative.
   */
  offset?: Integer;
  /**
   * Of what `byscore` or `bylex` found, pass over `offset` and return `num`, or all the rest when
   * it is negative.
   */
  num?: Integer;
}

/** Options of `zRangeByLex`. */
export interface ZRangeByLexOptions {
  /**
   * Of the members found, pass over `start` and return `num`, or all the rest when it is negative;
   * one goes with the other.
   */
  start?: Integer;
  /**
   * Of the members found, pass over `start` and return `num`, or all the rest when it is negative;
   * one goes with the other.
   */
  num?: Integer;
}

/** Options of `zRangeByScore`. */
export interface ZRangeByScoreOptions {
  /**
   * Of the members found, pass over `start` and return `num`, or all the rest when it is negative;
   * one goes with the other.
   */
  start?: Integer;
  /**
   * Of the members found, pass over `start` and return `num`, or all the rest when it is negative;
   * one goes with the other.
   */
  num?: Integer;
  /** Return `(member, score)` for each. */
  withscores?: boolean;
}

/** Options of `zRangeStore`. */
export interface ZRangeStoreOptions {
  /** As for `zrange`. */
  byscore?: boolean;
  /** As for `zrange`. */
  bylex?: boolean;
  /** As for `zrange`. */
  desc?: boolean;
  /** As for `zrange`. */
  offset?: Integer;
  /** As for `zrange`. */
  num?: Integer;
}

/** Options of `zRank`. */
export interface ZRankOptions {
  /** Known from Redis 7.2 on; an error here. */
  withscore?: boolean;
}

/** Options of `zRevRange`. */
export interface ZRevRangeOptions {
  /** Return `(member, score)` for each. */
  withscores?: boolean;
}

/** Options of `zRevRangeByLex`. */
export interface ZRevRangeByLexOptions {
  /** As for `zrangebylex`. */
  start?: Integer;
  /** As for `zrangebylex`. */
  num?: Integer;
}

/** Options of `zRevRangeByScore`. */
export interface ZRevRangeByScoreOptions {
  /** As for `zrangebyscore`. */
  start?: Integer;
  /** As for `zrangebyscore`. */
  num?: Integer;
  /** As for `zrangebyscore`. */
  withscores?: boolean;
}

/** Options of `zRevRank`. */
export interface ZRevRankOptions {
  /** Known from Redis 7.2 on; an error here. */
  withscore?: boolean;
}

/** Options of `zScan`. */
export interface ZScanOptions {
  /** 0 at first, then what the last page came with. */
  cursor?: Integer;
  /** Only members that match this glob pattern. */
  match?: Encodable;
  /** About how many members to look at; 10 by default. */
  count?: Integer;
}

/** Options of `zScanIterator`. */
export interface ZScanIteratorOptions {
  /** Only members that match this glob pattern. */
  match?: Encodable;
  /** About how many members a page looks at; 10 by default. */
  count?: Integer;
}

/** Options of `zUnion`. */
export interface ZUnionOptions {
  /** What a member of several gets: `"sum"` of its scores, `"min"` or `"max"`. */
  aggregate?: "SUM" | "sum" | "MIN" | "min" | "MAX" | "max" | "COUNT" | "count";
  /** Return `(member, score)` for each. */
  withscores?: boolean;
}

/** Options of `zUnionStore`. */
export interface ZUnionStoreOptions {
  /** `"sum"` of a member's scores, `"min"` or `"max"`. */
  aggregate?: "SUM" | "sum" | "MIN" | "min" | "MAX" | "max" | "COUNT" | "count";
}

/** Options of `xAdd`. */
export interface XAddOptions {
  /**
   * `"ms-seq"` above all ids so far, `"ms-*"` for the next one of a millisecond, or `"*"` for the
   * next one of now.
   */
  id?: Encodable;
  /** Trim the stream afterwards to so many entries, or to those from this id on. */
  maxlen?: Integer;
  /** Trim whole blocks of entries only, so that a few more may stay. */
  approximate?: boolean;
  /** Do nothing when the key is missing. */
  nomkstream?: boolean;
  /** Trim the stream afterwards to so many entries, or to those from this id on. */
  minid?: Encodable;
  /** Trim so many entries at most; for an approximate trim. */
  limit?: Integer;
  /** Of newer versions of Redis; refused. */
  refPolicy?: "KEEPREF" | "keepref" | "DELREF" | "delref" | "ACKED" | "acked";
  /** Of newer versions of Redis; refused. */
  idmpauto?: Encodable;
  /** Of newer versions of Redis; refused. */
  idmp?: readonly [string, Uint8Array];
}

/** Options of `xAutoClaim`. */
export interface XAutoClaimOptions {
  /** Where to begin: an id, and after the first page what that one returned. */
  startId?: Encodable;
  /** Claim so many at most, 100 by default, of ten times as many that are looked at. */
  count?: Integer;
  /** Return ids only, and don't count this as given once more. */
  justid?: boolean;
}

/** Options of `xClaim`. */
export interface XClaimOptions {
  /** Take them as given so many milliseconds ago, and not now. */
  idle?: Integer;
  /** Take them as given at this Unix time in milliseconds. */
  time?: Integer;
  /** Take them as given so many times, and not once more. */
  retrycount?: Integer;
  /** Give also those that no consumer has. */
  force?: boolean;
  /** Return ids only, and don't count this as given once more. */
  justid?: boolean;
}

/** Options of `xGroupCreate`. */
export interface XGroupCreateOptions {
  /** The id behind which its new entries begin; `"$"` for the last one there is. */
  id?: Encodable;
  /** Make an empty stream when the key is missing. */
  mkstream?: boolean;
  /** How many entries are taken as read, which the group's lag is counted from. */
  entriesRead?: Integer;
}

/** Options of `xGroupSetId`. */
export interface XGroupSetIdOptions {
  /** How many entries are taken as read, which the group's lag is counted from. */
  entriesRead?: Integer;
}

/** Options of `xInfoStream`. */
export interface XInfoStreamOptions {
  /** With the first entries, and all groups and consumers with their first deliveries. */
  full?: boolean;
}

/** Options of `xPendingRange`. */
export interface XPendingRangeOptions {
  /** Only those that this consumer has. */
  consumername?: Encodable;
  /** Only those that were given to a consumer so many milliseconds ago at least. */
  idle?: Integer;
}

/** Options of `xRange`. */
export interface XRangeOptions {
  /** Ids, both included; `"(id"` leaves one out, `"-"` and `"+"` are the ends. */
  min?: Encodable;
  /** Ids, both included; `"(id"` leaves one out, `"-"` and `"+"` are the ends. */
  max?: Encodable;
  /** Return so many entries at most. */
  count?: Integer;
}

/** Options of `xRead`. */
export interface XReadOptions {
  /** Return so many entries of each stream at most. */
  count?: Integer;
  /**
   * Milliseconds to wait at most when there are no entries; 0 for no limit. In a pipeline it does
   * not wait.
   */
  block?: Integer;
  /** Of newer versions of Redis; refused. */
  maxCount?: Integer;
  /** Of newer versions of Redis; refused. */
  maxSize?: Integer;
}

/** Options of `xReadGroup`. */
export interface XReadGroupOptions {
  /** Return so many entries of each stream at most. */
  count?: Integer;
  /**
   * Milliseconds to wait at most when there are no entries; 0 for no limit. In a pipeline it does
   * not wait.
   */
  block?: Integer;
  /** Take new entries as acknowledged. */
  noack?: boolean;
  /** Of newer versions of Redis; refused. */
  claimMinIdleTime?: Integer;
  /** Of newer versions of Redis; refused. */
  maxCount?: Integer;
  /** Of newer versions of Redis; refused. */
  maxSize?: Integer;
}

/** Options of `xRevRange`. */
export interface XRevRangeOptions {
  /** Ids, both included; `"(id"` leaves one out, `"-"` and `"+"` are the ends. */
  max?: Encodable;
  /** Ids, both included; `"(id"` leaves one out, `"-"` and `"+"` are the ends. */
  min?: Encodable;
  /** Return so many entries at most. */
  count?: Integer;
}

/** Options of `xTrim`. */
export interface XTrimOptions {
  /** Keep so many entries, or those from this id on; one of them is to be given. */
  maxlen?: Integer;
  /** Remove whole blocks of entries only, so that a few more may stay. */
  approximate?: boolean;
  /** Keep so many entries, or those from this id on; one of them is to be given. */
  minid?: Encodable;
  /** Remove so many entries at most; for an approximate trim. */
  limit?: Integer;
  /** Of newer versions of Redis; refused. */
  refPolicy?: "KEEPREF" | "keepref" | "DELREF" | "delref" | "ACKED" | "acked";
}

/** Options of `bitCount`. */
export interface BitCountOptions {
  /** The first and the last octet, from 0, or negative from the end; both or neither. */
  start?: Integer;
  /** The first and the last octet, from 0, or negative from the end; both or neither. */
  end?: Integer;
  /** `"BIT"` to give `start` and `end` in bits, else `"BYTE"`. */
  mode?: Encodable;
}

/** Options of `bitFieldRo`. */
export interface BitFieldRoOptions {
  /** Encodings and offsets of more integers. */
  items?: readonly (readonly [string, Integer | string])[];
}

/** Options of `bitPos`. */
export interface BitPosOptions {
  /** The first and the last octet to look at, from 0, or negative from the end. */
  start?: Integer;
  /** The first and the last octet to look at, from 0, or negative from the end. */
  end?: Integer;
  /** `"BIT"` to give `start` and `end` in bits, else `"BYTE"`; only with both of them. */
  mode?: Encodable;
}

/** Options of `decr`. */
export interface DecrOptions {
  /** What is subtracted. */
  amount?: Integer;
}

/** Options of `decrBy`. */
export interface DecrByOptions {
  /** What is subtracted. */
  amount?: Integer;
}

/** Options of `getEx`. */
export interface GetExOptions {
  /** Time to live, in seconds or in milliseconds. */
  ex?: Integer;
  /** Time to live, in seconds or in milliseconds. */
  px?: Integer;
  /** When the key expires, as Unix time in seconds or in milliseconds. */
  exat?: Integer | Date;
  /** When the key expires, as Unix time in seconds or in milliseconds. */
  pxat?: Integer | Date;
  /** Take the key's time to live away. */
  persist?: boolean;
}

/** Options of `incr`. */
export interface IncrOptions {
  /** What is added. */
  amount?: Integer;
}

/** Options of `incrBy`. */
export interface IncrByOptions {
  /** What is added. */
  amount?: Integer;
}

/** Options of `incrByFloat`. */
export interface IncrByFloatOptions {
  /** What is added; a text keeps digits that a float has not. */
  amount?: number;
}

/** Options of `lcs`. */
export interface LcsOptions {
  /** Return the length only. */
  len?: boolean;
  /** Return where its pieces are, from the last to the first. */
  idx?: boolean;
  /** With `idx`, leave shorter pieces out. */
  minmatchlen?: Integer;
  /** With `idx`, give the length of each piece as well. */
  withmatchlen?: boolean;
}

/** Options of `set`. */
export interface SetOptions {
  /** Time to live, in seconds or in milliseconds. */
  ex?: Integer;
  /** Time to live, in seconds or in milliseconds. */
  px?: Integer;
  /** Set it only if the key is missing, or only if it is there. */
  nx?: boolean;
  /** Set it only if the key is missing, or only if it is there. */
  xx?: boolean;
  /** Keep the time to live of the key; else the key loses it. */
  keepttl?: boolean;
  /** Return what the key held. */
  get?: boolean;
  /** When the key expires, as Unix time in seconds or in milliseconds. */
  exat?: Integer | Date;
  /** When the key expires, as Unix time in seconds or in milliseconds. */
  pxat?: Integer | Date;
  /** Of later versions of Redis than 7.0; a syntax error. */
  ifeq?: Encodable;
  /** Of later versions of Redis than 7.0; a syntax error. */
  ifne?: Encodable;
  /** Of later versions of Redis than 7.0; a syntax error. */
  ifdeq?: Encodable;
  /** Of later versions of Redis than 7.0; a syntax error. */
  ifdne?: Encodable;
}

/** Options of `substr`. */
export interface SubstrOptions {
  /** The first and the last octet, from 0, or negative from the end. */
  end?: Integer;
}

/** What `geoDist` can be called with. */
export type GeoDistArguments =
  | [name: Key, place1: Encodable, place2: Encodable, options?: GeoDistOptions]
  | [name: Key, place1: Encodable, place2: Encodable, unit: "M" | "m" | "KM" | "km" | "FT" | "ft" | "MI" | "mi"];

/** What `geoRadius` can be called with. */
export type GeoRadiusArguments =
  | [name: Key, longitude: number, latitude: number, radius: number, options?: GeoRadiusOptions]
  | [name: Key, longitude: number, latitude: number, radius: number, unit: "M" | "m" | "KM" | "km" | "FT" | "ft" | "MI" | "mi", options?: GeoRadiusOptions];

/** What `geoRadiusByMember` can be called with. */
export type GeoRadiusByMemberArguments =
  | [name: Key, member: Encodable, radius: number, options?: GeoRadiusByMemberOptions]
  | [name: Key, member: Encodable, radius: number, unit: "M" | "m" | "KM" | "km" | "FT" | "ft" | "MI" | "mi", options?: GeoRadiusByMemberOptions];

/** What `geoSearch` can be called with. */
export type GeoSearchArguments =
  | [name: Key, options?: GeoSearchOptions]
  | [name: Key, member: Encodable | undefined, longitude?: number, latitude?: number, unit?: "M" | "m" | "KM" | "km" | "FT" | "ft" | "MI" | "mi", radius?: number, width?: number, height?: number, sort?: "ASC" | "asc" | "DESC" | "desc", count?: Integer, options?: GeoSearchOptions];

/** What `geoSearchStore` can be called with. */
export type GeoSearchStoreArguments =
  | [dest: Key, name: Key, options?: GeoSearchStoreOptions]
  | [dest: Key, name: Key, member: Encodable | undefined, longitude?: number, latitude?: number, unit?: "M" | "m" | "KM" | "km" | "FT" | "ft" | "MI" | "mi", radius?: number, width?: number, height?: number, sort?: "ASC" | "asc" | "DESC" | "desc", count?: Integer, options?: GeoSearchStoreOptions];

/** What `hIncrBy` can be called with. */
export type HIncrByArguments =
  | [name: Key, key: Encodable, options?: HIncrByOptions]
  | [name: Key, key: Encodable, amount: Integer];

/** What `hIncrByFloat` can be called with. */
export type HIncrByFloatArguments =
  | [name: Key, key: Encodable, options?: HIncrByFloatOptions]
  | [name: Key, key: Encodable, amount: number];

/** What `hRandField` can be called with. */
export type HRandFieldArguments =
  | [key: Key, options?: HRandFieldOptions]
  | [key: Key, count: Integer, options?: HRandFieldOptions];

/** What `hScan` can be called with. */
export type HScanArguments =
  | [name: Key, options?: HScanOptions]
  | [name: Key, cursor: Integer | undefined, match?: Encodable, count?: Integer, options?: HScanOptions];

/** What `hScanIterator` can be called with. */
export type HScanIteratorArguments =
  | [name: Key, options?: HScanIteratorOptions]
  | [name: Key, match: Encodable | undefined, count?: Integer, options?: HScanIteratorOptions];

/** What `hSet` can be called with. */
export type HSetArguments =
  | [name: Key, mapping: Mapping<Encodable>]
  | [name: Key, key: Encodable | undefined, value?: Encodable, mapping?: Mapping<Encodable>, items?: readonly Encodable[]];

/** What `copy` can be called with. */
export type CopyArguments =
  | [source: Key, destination: Key, options?: CopyOptions]
  | [source: Key, destination: Key, destinationDb: Integer | string, options?: CopyOptions];

/** What `keys` can be called with. */
export type KeysArguments =
  | [options?: KeysOptions]
  | [pattern: Encodable];

/** What `scan` can be called with. */
export type ScanArguments =
  | [options?: ScanOptions]
  | [cursor: Integer | undefined, match?: Encodable, count?: Integer, type?: Encodable];

/** What `scanIterator` can be called with. */
export type ScanIteratorArguments =
  | [options?: ScanIteratorOptions]
  | [match: Encodable | undefined, count?: Integer, type?: Encodable];

/** What `sort` can be called with. */
export type SortArguments =
  | [name: Key, options?: SortOptions]
  | [name: Key, start: Integer | undefined, num?: Integer, by?: Encodable, get?: string | readonly string[], options?: SortOptions];

/** What `sortRo` can be called with. */
export type SortRoArguments =
  | [key: Key, options?: SortRoOptions]
  | [key: Key, start: Integer | undefined, num?: Integer, by?: Encodable, get?: string | readonly string[], options?: SortRoOptions];

/** What `blMove` can be called with. */
export type BlMoveArguments =
  | [firstList: Key, secondList: Key, timeout: number, options?: BlMoveOptions]
  | [firstList: Key, secondList: Key, timeout: number, src: "LEFT" | "left" | "RIGHT" | "right" | undefined, dest?: "LEFT" | "left" | "RIGHT" | "right"];

/** What `blmPop` can be called with. */
export type BlmPopArguments =
  | [timeout: number, numkeys: Integer, ...args: (Key | readonly Key[])[], options: BlmPopOptions];

/** What `blPop` can be called with. */
export type BlPopArguments =
  | [keys: Key | readonly Key[], options?: BlPopOptions]
  | [keys: Key | readonly Key[], timeout: number];

/** What `brPop` can be called with. */
export type BrPopArguments =
  | [keys: Key | readonly Key[], options?: BrPopOptions]
  | [keys: Key | readonly Key[], timeout: number];

/** What `brPopLPush` can be called with. */
export type BrPopLPushArguments =
  | [src: Key, dst: Key, options?: BrPopLPushOptions]
  | [src: Key, dst: Key, timeout: number];

/** What `lMove` can be called with. */
export type LMoveArguments =
  | [firstList: Key, secondList: Key, options?: LMoveOptions]
  | [firstList: Key, secondList: Key, src: "LEFT" | "left" | "RIGHT" | "right" | undefined, dest?: "LEFT" | "left" | "RIGHT" | "right"];

/** What `lmPop` can be called with. */
export type LmPopArguments =
  | [numKeys: Integer, ...args: (Key | readonly Key[])[], options: LmPopOptions];

/** What `lPop` can be called with. */
export type LPopArguments =
  | [name: Key, options?: LPopOptions]
  | [name: Key, count: Integer];

/** What `lPos` can be called with. */
export type LPosArguments =
  | [name: Key, value: Encodable, options?: LPosOptions]
  | [name: Key, value: Encodable, rank: Integer | undefined, count?: Integer, maxlen?: Integer];

/** What `rPop` can be called with. */
export type RPopArguments =
  | [name: Key, options?: RPopOptions]
  | [name: Key, count: Integer];

/** What `listCut` can be called with. */
export type ListCutArguments =
  | [name: Key, options?: ListCutOptions]
  | [name: Key, start: Integer | undefined, stop?: Integer, step?: Integer];

/** What `listPop` can be called with. */
export type ListPopArguments =
  | [name: Key, options?: ListPopOptions]
  | [name: Key, index: Integer];

/** What `listSlice` can be called with. */
export type ListSliceArguments =
  | [name: Key, options?: ListSliceOptions]
  | [name: Key, start: Integer | undefined, stop?: Integer, step?: Integer];

/** What `pubSubChannels` can be called with. */
export type PubSubChannelsArguments =
  | [options?: PubSubChannelsOptions]
  | [pattern: Encodable];

/** What `segmentsCut` can be called with. */
export type SegmentsCutArguments =
  | [name: Key, options?: SegmentsCutOptions]
  | [name: Key, start: Integer | undefined, stop?: Integer, step?: Integer];

/** What `segmentsOpen` can be called with. */
export type SegmentsOpenArguments =
  | [name: Key, origin: Key, options?: SegmentsOpenOptions]
  | [name: Key, origin: Key, size: Integer];

/** What `segmentsPop` can be called with. */
export type SegmentsPopArguments =
  | [name: Key, options?: SegmentsPopOptions]
  | [name: Key, index: Integer];

/** What `segmentsSlice` can be called with. */
export type SegmentsSliceArguments =
  | [name: Key, options?: SegmentsSliceOptions]
  | [name: Key, start: Integer | undefined, stop?: Integer, step?: Integer];

/** What `info` can be called with. */
export type InfoArguments =
  | [...args: (Encodable | readonly Encodable[])[]]
  | [...args: (Encodable | readonly Encodable[])[], options: InfoOptions];

/** What `sInterCard` can be called with. */
export type SInterCardArguments =
  | [numkeys: Integer, keys: Key | readonly Key[], options?: SInterCardOptions]
  | [numkeys: Integer, keys: Key | readonly Key[], limit: Integer];

/** What `sPop` can be called with. */
export type SPopArguments =
  | [name: Key, options?: SPopOptions]
  | [name: Key, count: Integer];

/** What `sRandMember` can be called with. */
export type SRandMemberArguments =
  | [name: Key, options?: SRandMemberOptions]
  | [name: Key, number: Integer];

/** What `sScan` can be called with. */
export type SScanArguments =
  | [name: Key, options?: SScanOptions]
  | [name: Key, cursor: Integer | undefined, match?: Encodable, count?: Integer];

/** What `sScanIterator` can be called with. */
export type SScanIteratorArguments =
  | [name: Key, options?: SScanIteratorOptions]
  | [name: Key, match: Encodable | undefined, count?: Integer];

/** What `bzPopMax` can be called with. */
export type BzPopMaxArguments =
  | [keys: Key | readonly Key[], options?: BzPopMaxOptions]
  | [keys: Key | readonly Key[], timeout: number];

/** What `bzPopMin` can be called with. */
export type BzPopMinArguments =
  | [keys: Key | readonly Key[], options?: BzPopMinOptions]
  | [keys: Key | readonly Key[], timeout: number];

/** What `zInter` can be called with. */
export type ZInterArguments =
  | [keys: readonly Key[] | Mapping<number>, options?: ZInterOptions]
  | [keys: readonly Key[] | Mapping<number>, aggregate: "SUM" | "sum" | "MIN" | "min" | "MAX" | "max" | "COUNT" | "count", options?: ZInterOptions];

/** What `zInterCard` can be called with. */
export type ZInterCardArguments =
  | [numkeys: Integer, keys: Key | readonly Key[], options?: ZInterCardOptions]
  | [numkeys: Integer, keys: Key | readonly Key[], limit: Integer];

/** What `zInterStore` can be called with. */
export type ZInterStoreArguments =
  | [dest: Key, keys: readonly Key[] | Mapping<number>, options?: ZInterStoreOptions]
  | [dest: Key, keys: readonly Key[] | Mapping<number>, aggregate: "SUM" | "sum" | "MIN" | "min" | "MAX" | "max" | "COUNT" | "count"];

/** What `zPopMax` can be called with. */
export type ZPopMaxArguments =
  | [name: Key, options?: ZPopMaxOptions]
  | [name: Key, count: Integer];

/** What `zPopMin` can be called with. */
export type ZPopMinArguments =
  | [name: Key, options?: ZPopMinOptions]
  | [name: Key, count: Integer];

/** What `zRandMember` can be called with. */
export type ZRandMemberArguments =
  | [key: Key, options?: ZRandMemberOptions]
  | [key: Key, count: Integer, options?: ZRandMemberOptions];

/** What `zRangeByLex` can be called with. */
export type ZRangeByLexArguments =
  | [name: Key, min: Encodable, max: Encodable, options?: ZRangeByLexOptions]
  | [name: Key, min: Encodable, max: Encodable, start: Integer | undefined, num?: Integer];

/** What `zRangeByScore` can be called with. */
export type ZRangeByScoreArguments =
  | [name: Key, min: number | string, max: number | string, options?: ZRangeByScoreOptions]
  | [name: Key, min: number | string, max: number | string, start: Integer | undefined, num?: Integer, options?: ZRangeByScoreOptions];

/** What `zRevRangeByLex` can be called with. */
export type ZRevRangeByLexArguments =
  | [name: Key, max: Encodable, min: Encodable, options?: ZRevRangeByLexOptions]
  | [name: Key, max: Encodable, min: Encodable, start: Integer | undefined, num?: Integer];

/** What `zRevRangeByScore` can be called with. */
export type ZRevRangeByScoreArguments =
  | [name: Key, max: number | string, min: number | string, options?: ZRevRangeByScoreOptions]
  | [name: Key, max: number | string, min: number | string, start: Integer | undefined, num?: Integer, options?: ZRevRangeByScoreOptions];

/** What `zScan` can be called with. */
export type ZScanArguments =
  | [name: Key, options?: ZScanOptions]
  | [name: Key, cursor: Integer | undefined, match?: Encodable, count?: Integer];

/** What `zScanIterator` can be called with. */
export type ZScanIteratorArguments =
  | [name: Key, options?: ZScanIteratorOptions]
  | [name: Key, match: Encodable | undefined, count?: Integer];

/** What `zUnion` can be called with. */
export type ZUnionArguments =
  | [keys: readonly Key[] | Mapping<number>, options?: ZUnionOptions]
  | [keys: readonly Key[] | Mapping<number>, aggregate: "SUM" | "sum" | "MIN" | "min" | "MAX" | "max" | "COUNT" | "count", options?: ZUnionOptions];

/** What `zUnionStore` can be called with. */
export type ZUnionStoreArguments =
  | [dest: Key, keys: readonly Key[] | Mapping<number>, options?: ZUnionStoreOptions]
  | [dest: Key, keys: readonly Key[] | Mapping<number>, aggregate: "SUM" | "sum" | "MIN" | "min" | "MAX" | "max" | "COUNT" | "count"];

/** What `xAdd` can be called with. */
export type XAddArguments =
  | [name: Key, fields: Mapping<Encodable>, options?: XAddOptions]
  | [name: Key, fields: Mapping<Encodable>, id: Encodable | undefined, maxlen?: Integer, options?: XAddOptions];

/** What `xAutoClaim` can be called with. */
export type XAutoClaimArguments =
  | [name: Key, groupname: Encodable, consumername: Encodable, minIdleTime: Integer, options?: XAutoClaimOptions]
  | [name: Key, groupname: Encodable, consumername: Encodable, minIdleTime: Integer, startId: Encodable | undefined, count?: Integer, options?: XAutoClaimOptions];

/** What `xClaim` can be called with. */
export type XClaimArguments =
  | [name: Key, groupname: Encodable, consumername: Encodable, minIdleTime: Integer, messageIds: readonly Encodable[], options?: XClaimOptions]
  | [name: Key, groupname: Encodable, consumername: Encodable, minIdleTime: Integer, messageIds: readonly Encodable[], idle: Integer | undefined, time?: Integer, retrycount?: Integer, options?: XClaimOptions];

/** What `xGroupCreate` can be called with. */
export type XGroupCreateArguments =
  | [name: Key, groupname: Encodable, options?: XGroupCreateOptions]
  | [name: Key, groupname: Encodable, id: Encodable, options?: XGroupCreateOptions];

/** What `xGroupSetId` can be called with. */
export type XGroupSetIdArguments =
  | [name: Key, groupname: Encodable, id: Encodable, options?: XGroupSetIdOptions]
  | [name: Key, groupname: Encodable, id: Encodable, entriesRead: Integer];

/** What `xPendingRange` can be called with. */
export type XPendingRangeArguments =
  | [name: Key, groupname: Encodable, min: Encodable | null, max: Encodable | null, count: Integer | null, options?: XPendingRangeOptions]
  | [name: Key, groupname: Encodable, min: Encodable | null, max: Encodable | null, count: Integer | null, consumername: Encodable | undefined, idle?: Integer];

/** What `xRange` can be called with. */
export type XRangeArguments =
  | [name: Key, options?: XRangeOptions]
  | [name: Key, min: Encodable | undefined, max?: Encodable, count?: Integer];

/** What `xRead` can be called with. */
export type XReadArguments =
  | [streams: Mapping<Encodable>, options?: XReadOptions]
  | [streams: Mapping<Encodable>, count: Integer | undefined, block?: Integer, maxCount?: Integer, maxSize?: Integer];

/** What `xReadGroup` can be called with. */
export type XReadGroupArguments =
  | [groupname: Encodable, consumername: Encodable, streams: Mapping<Encodable>, options?: XReadGroupOptions]
  | [groupname: Encodable, consumername: Encodable, streams: Mapping<Encodable>, count: Integer | undefined, block?: Integer, options?: XReadGroupOptions];

/** What `xRevRange` can be called with. */
export type XRevRangeArguments =
  | [name: Key, options?: XRevRangeOptions]
  | [name: Key, max: Encodable | undefined, min?: Encodable, count?: Integer];

/** What `xTrim` can be called with. */
export type XTrimArguments =
  | [name: Key, options?: XTrimOptions]
  | [name: Key, maxlen: Integer, options?: XTrimOptions];

/** What `bitCount` can be called with. */
export type BitCountArguments =
  | [key: Key, options?: BitCountOptions]
  | [key: Key, start: Integer | undefined, end?: Integer, mode?: Encodable];

/** What `bitFieldRo` can be called with. */
export type BitFieldRoArguments =
  | [key: Key, encoding: Encodable, offset: Encodable, options?: BitFieldRoOptions]
  | [key: Key, encoding: Encodable, offset: Encodable, items: readonly (readonly [string, Integer | string])[]];

/** What `bitPos` can be called with. */
export type BitPosArguments =
  | [key: Key, bit: Integer, options?: BitPosOptions]
  | [key: Key, bit: Integer, start: Integer | undefined, end?: Integer, mode?: Encodable];

/** What `decr` can be called with. */
export type DecrArguments =
  | [name: Key, options?: DecrOptions]
  | [name: Key, amount: Integer];

/** What `decrBy` can be called with. */
export type DecrByArguments =
  | [name: Key, options?: DecrByOptions]
  | [name: Key, amount: Integer];

/** What `getEx` can be called with. */
export type GetExArguments =
  | [name: Key, options?: GetExOptions]
  | [name: Key, ex: Integer | undefined, px?: Integer, exat?: Integer | Date, pxat?: Integer | Date, options?: GetExOptions];

/** What `incr` can be called with. */
export type IncrArguments =
  | [name: Key, options?: IncrOptions]
  | [name: Key, amount: Integer];

/** What `incrBy` can be called with. */
export type IncrByArguments =
  | [name: Key, options?: IncrByOptions]
  | [name: Key, amount: Integer];

/** What `incrByFloat` can be called with. */
export type IncrByFloatArguments =
  | [name: Key, options?: IncrByFloatOptions]
  | [name: Key, amount: number];

/** What `set` can be called with. */
export type SetArguments =
  | [name: Key, value: Encodable, options?: SetOptions]
  | [name: Key, value: Encodable, ex: Integer | undefined, px?: Integer, options?: SetOptions];

/** What `substr` can be called with. */
export type SubstrArguments =
  | [name: Key, start: Integer, options?: SubstrOptions]
  | [name: Key, start: Integer, end: Integer];

/** What `xInfoConsumers` gives. */
export type XInfoConsumersReply<T extends Text = string> = { name: T; pending: number; idle: number }[];

/** What `xInfoGroups` gives. */
export type XInfoGroupsReply<T extends Text = string> = ({ name: T; consumers: number; pending: number; "last-delivered-id": T; "entries-read": number | null; lag: number | null })[];

/** What `xInfoStream` gives. */
export type XInfoStreamReply<T extends Text = string> = { length: number; "radix-tree-keys": number; "radix-tree-nodes": number; "last-generated-id": T; "max-deleted-entry-id": T; "entries-added": number; "recorded-first-entry-id": T; groups: number; "first-entry": [T, Dictionary<T, T>] | null; "last-entry": [T, Dictionary<T, T>] | null } | { length: number; "radix-tree-keys": number; "radix-tree-nodes": number; "last-generated-id": T; "max-deleted-entry-id": T; "entries-added": number; "recorded-first-entry-id": T; entries: Dictionary<T, Dictionary<T, T>>; groups: ({ name: T; "last-delivered-id": T; "entries-read": number | null; lag: number | null; "pel-count": number; pending: [T, T, number, number][]; consumers: { name: T; "seen-time": number; "pel-count": number; pending: [T, number, number][] }[] })[] };

/** What `xPending` gives. */
export type XPendingReply<T extends Text = string> = { pending: number; min: T | null; max: T | null; consumers: { name: T; pending: number }[] };

/** What `xPendingRange` gives. */
export type XPendingRangeReply<T extends Text = string> = { message_id: T; consumer: T; time_since_delivered: number; times_delivered: number }[] | { pending: number; min: T | null; max: T | null; consumers: { name: T; pending: number }[] };

/** Every command as a method that returns the promise of its reply. */
export interface Commands<T extends Text = string> {
  /**
   * Remove all keys of a dict collection.
   *
   * @param name - The collection's prefixed key.
   * @returns How many there were.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictClear("user"); // 2
   * ```
   */
  dictClear(name: Key): Promise<number>;

  /**
   * Tell whether a dict collection has a key.
   *
   * @param name - The collection's prefixed key.
   * @param dictKey - The key.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictContains("user", "email"); // false
   * ```
   */
  dictContains(name: Key, dictKey: Encodable): Promise<boolean>;

  /**
   * Make a dict collection of what another one holds, save its time to live.
   *
   * @param destination - Prefixed key of the new collection.
   * @param source - Prefixed key of what is copied.
   * @returns false when `source` is empty or `destination` is not; nothing was done then.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictCopy("other", "user"); // true
   * await client.dictCopy("other", "user"); // false
   * ```
   */
  dictCopy(destination: Key, source: Key): Promise<boolean>;

  /**
   * Make a dict collection, unless it has keys.
   *
   * @param name - The collection's prefixed key.
   * @param mapping - JSON texts by key.
   * @returns false when it has keys, or there are none in `mapping`; nothing was done then.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictCreate("user", { name: "\"Ada\"" }); // true
   * await client.dictCreate("user", { age: "36" }); // false
   * ```
   */
  dictCreate(name: Key, mapping: Mapping<Encodable>): Promise<boolean>;

  /**
   * Remove keys of a dict collection.
   *
   * @param name - The collection's prefixed key.
   * @param dictKeys - The keys; those that are not there do no harm.
   * @returns How many were there.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictDelete("user", ["age", "email"]); // 1
   * ```
   */
  dictDelete(name: Key, dictKeys: readonly Encodable[]): Promise<number>;

  /**
   * Return the value of a key of a dict collection.
   *
   * @param name - The collection's prefixed key.
   * @param dictKey - The key.
   * @returns The value's JSON text; null when there is no such key.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictItem("user", "name"); // "\"Ada\""
   * ```
   */
  dictItem(name: Key, dictKey: Encodable): Promise<T | null>;

  /**
   * Return keys and values of a dict collection in the order in which they came.
   *
   * @param name - The collection's prefixed key.
   * @returns Each key, and the JSON text of its value.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictItems("user"); // ["name", "\"Ada\"", "age", "36"]
   * ```
   */
  dictItems(name: Key): Promise<T[]>;

  /**
   * Return the keys of a dict collection in the order in which they came.
   *
   * @param name - The collection's prefixed key.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictKeys("user"); // ["name", "age"]
   * ```
   */
  dictKeys(name: Key): Promise<T[]>;

  /**
   * Return the number of keys of a dict collection, or of what an adapter serves.
   *
   * @param name - The collection's prefixed key.
   * @returns 0 when there is none.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictLength("user"); // 2
   * ```
   */
  dictLength(name: Key): Promise<number>;

  /**
   * Remove a key of a dict collection and return its value.
   *
   * @param name - The collection's prefixed key.
   * @param dictKey - The key.
   * @returns The value's JSON text; null when there is no such key.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictPop("user", "age"); // "36"
   * await client.dictPop("user", "age");
   * ```
   */
  dictPop(name: Key, dictKey: Encodable): Promise<T | null>;

  /**
   * Remove the key of a dict collection that came last.
   *
   * @param name - The collection's prefixed key.
   * @returns The key, and the JSON text of its value; empty when there is none.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictPopitem("user"); // ["age", "36"]
   * ```
   */
  dictPopitem(name: Key): Promise<T[]>;

  /**
   * Set keys of a dict collection.
   *
   * @param name - The collection's prefixed key.
   * @param mapping - JSON texts by key.
   * @returns How many keys are new.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictSet("user", { age: "37", born: "1815" }); // 1
   * await client.dictKeys("user"); // ["name", "age", "born"]
   * ```
   */
  dictSet(name: Key, mapping: Mapping<Encodable>): Promise<number>;

  /**
   * Set a key of a dict collection that is not there yet.
   *
   * @param name - The collection's prefixed key.
   * @param dictKey - The key.
   * @param value - The JSON text of its value.
   * @returns The JSON text of the value that the key has afterwards.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictSetdefault("user", "age", "0"); // "36"
   * ```
   */
  dictSetdefault(name: Key, dictKey: Encodable, value: Encodable): Promise<T>;

  /**
   * Return the values of a dict collection in the order in which their keys came.
   *
   * @param name - The collection's prefixed key.
   * @returns JSON texts.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.dictSet("user", { name: "\"Ada\"", age: "36" }); // 2
   * await client.dictValues("user"); // ["\"Ada\"", "36"]
   * ```
   */
  dictValues(name: Key): Promise<T[]>;

  /**
   * Add places, or move those that are there.
   *
   * @param name - Key of the sorted set; made when missing.
   * @param values - Longitude and latitude in degrees and the name of each place in turn.
   * @returns Number of places that are new.
   * @throws DataError: `values` are not triples, or both `nx` and `xx` are given.
   * @throws ResponseError: A longitude is beyond 180 degrees or a latitude beyond 85.05112878.
   * @example
   * ```ts
   * await client.geoAdd("cities", [13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"]); // 2
   * await client.geoAdd("cities", [13.36, 38.12, "Palermo"], { ch: true }); // 1
   * ```
   */
  geoAdd(name: Key, values: readonly Encodable[], options?: GeoAddOptions): Promise<number>;

  /**
   * Return the distance between two places.
   *
   * @returns With four decimals; null when a place is missing.
   * @throws DataError: The unit is none of these.
   * @example
   * ```ts
   * await client.geoAdd("cities", [13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"]); // 2
   * await client.geoDist("cities", "Palermo", "Catania", "km"); // 166.2742
   * ```
   */
  geoDist(...args: GeoDistArguments): Promise<number | null>;

  /**
   * Return the standard geohashes of places.
   *
   * @param name - Key of the sorted set.
   * @param values - Names of the places.
   * @returns 11 characters for each place, which are never octets; null for one that is missing.
   * @example
   * ```ts
   * await client.geoAdd("cities", [13.361389, 38.115556, "Palermo"]); // 1
   * await client.geoHash("cities", "Palermo", "Rome"); // ["sqc8b49rny0", null]
   * ```
   */
  geoHash(name: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<(string | null)[]>;

  /**
   * Return the positions of places.
   *
   * @param name - Key of the sorted set.
   * @param values - Names of the places.
   * @returns Longitude and latitude of each place as it is stored, which is within a metre of what
   * was given; null for a place that is missing.
   * @example
   * ```ts
   * await client.geoAdd("cities", [13.361389, 38.115556, "Palermo"]); // 1
   * await client.geoPos("cities", "Palermo", "Rome"); // [[13.361389338970184, 38.1155563954963], null]
   * ```
   */
  geoPos(name: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<([number, number] | null)[]>;

  /**
   * Return or store the places within a radius around a position.
   *
   * @returns As `geosearch` returns them; or the number of places stored.
   * @throws DataError: A unit or an order is none of these, or options contradict each other.
   * @throws ResponseError: A number is out of range, or places are to be stored and returned at
   * once.
   * @example
   * ```ts
   * await client.geoAdd("cities", [13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"]); // 2
   * await client.geoRadius("cities", 15, 37, 200, "km", { withdist: true, sort: "ASC" }); // [["Catania", 56.4413], ["Palermo", 190.4424]]
   * ```
   */
  geoRadius(...args: GeoRadiusArguments): Promise<number | T[] | unknown[][]>;

  /**
   * Return or store the places within a radius around a place.
   *
   * @returns As `geosearch` returns them; or the number of places stored.
   * @throws DataError: A unit or an order is none of these, or options contradict each other.
   * @throws ResponseError: There is no such member, a number is out of range, or places are to be
   * stored and returned at once.
   * @example
   * ```ts
   * await client.geoAdd("cities", [13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"]); // 2
   * await client.geoRadiusByMember("cities", "Palermo", 200, "km", { sort: "DESC" }); // ["Catania", "Palermo"]
   * await client.geoRadiusByMember("cities", "Palermo", 200, "km", { store: "near" }); // 2
   * ```
   */
  geoRadiusByMember(...args: GeoRadiusByMemberArguments): Promise<number | T[] | unknown[][]>;

  /**
   * Return the places in a circle or a rectangle around a centre.
   *
   * @returns Names; or for each place a list of its name and, in this order, as far as they were
   * asked for, its distance, score and position.
   * @throws DataError: The options do not say one centre and one area, or contradict each other.
   * @throws ResponseError: There is no such member, or a number is out of range.
   * @example
   * ```ts
   * await client.geoAdd("cities", [13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"]); // 2
   * await client.geoSearch("cities", { longitude: 15, latitude: 37, radius: 200, unit: "km", sort: "ASC" }); // ["Catania", "Palermo"]
   * await client.geoSearch("cities", { member: "Catania", width: 10, height: 10, unit: "km", withdist: true }); // [["Catania", 0]]
   * ```
   */
  geoSearch(...args: GeoSearchArguments): Promise<T[] | unknown[][]>;

  /**
   * Store the places in a circle or a rectangle around a centre.
   *
   * @returns Number of places stored.
   * @throws DataError: The options do not say one centre and one area, or contradict each other.
   * @throws ResponseError: There is no such member, or a number is out of range.
   * @example
   * ```ts
   * await client.geoAdd("cities", [13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"]); // 2
   * await client.geoSearchStore("near", "cities", { member: "Palermo", radius: 100, unit: "mi" }); // 1
   * await client.geoDist("near", "Palermo", "Palermo"); // 0
   * ```
   */
  geoSearchStore(...args: GeoSearchStoreArguments): Promise<number>;

  /**
   * Remove fields.
   *
   * @param name - Key of the hash; removed with its last field.
   * @param keys - The fields.
   * @returns Number of fields that were there.
   * @throws ResponseError: The key holds another type, or there are no fields.
   * @example
   * ```ts
   * await client.hSet("user", { name: "Ada", born: 1815 }); // 2
   * await client.hDel("user", "born", "died"); // 1
   * ```
   */
  hDel(name: Key, ...keys: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Tell whether a field exists.
   *
   * @param name - Key of the hash.
   * @param key - The field.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.hSet("user", "name", "Ada"); // 1
   * await client.hExists("user", "name"); // 1
   * await client.hExists("user", "born"); // 0
   * ```
   */
  hExists(name: Key, key: Encodable): Promise<0 | 1>;

  /**
   * Return the value of a field.
   *
   * @param name - Key of the hash.
   * @param key - The field.
   * @returns null when the field or the key is missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.hSet("user", "name", "Ada"); // 1
   * await client.hGet("user", "name"); // "Ada"
   * ```
   */
  hGet(name: Key, key: Encodable): Promise<T | null>;

  /**
   * Return all fields with their values.
   *
   * @param name - Key of the hash.
   * @returns Empty when the key is missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.hSet("user", { name: "Ada", born: 1815 }); // 2
   * await client.hGetAll("user"); // { name: "Ada", born: "1815" }
   * ```
   */
  hGetAll(name: Key): Promise<Dictionary<T, T>>;

  /**
   * Add to the integer that a field holds.
   *
   * @returns The new value.
   * @throws ResponseError: The key holds another type, the field no integer, or the sum needs more
   * than 64 bits.
   * @example
   * ```ts
   * await client.hIncrBy("page", "visits"); // 1
   * await client.hIncrBy("page", "visits", 10); // 11
   * ```
   */
  hIncrBy(...args: HIncrByArguments): Promise<number>;

  /**
   * Add to the number that a field holds.
   *
   * @returns The new value. It is held with 17 digits behind the point.
   * @throws ResponseError: The key holds another type, the field no number, or the sum is not
   * finite.
   * @example
   * ```ts
   * await client.hSet("tank", "litres", "10.5"); // 1
   * await client.hIncrByFloat("tank", "litres", 0.1); // 10.6
   * await client.hGet("tank", "litres"); // "10.6"
   * ```
   */
  hIncrByFloat(...args: HIncrByFloatArguments): Promise<number>;

  /**
   * Return all fields.
   *
   * @param name - Key of the hash.
   * @returns Empty when the key is missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.hSet("user", { name: "Ada", born: 1815 }); // 2
   * await client.hKeys("user");
   * ```
   */
  hKeys(name: Key): Promise<T[]>;

  /**
   * Return the number of fields.
   *
   * @param name - Key of the hash.
   * @returns 0 when the key is missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.hSet("user", { name: "Ada", born: 1815 }); // 2
   * await client.hLen("user"); // 2
   * ```
   */
  hLen(name: Key): Promise<number>;

  /**
   * Return the values of several fields.
   *
   * @param name - Key of the hash.
   * @param keys - A field, or a list of fields.
   * @param args - More fields.
   * @returns A value for each field in order, null for those that are missing.
   * @throws ResponseError: The key holds another type, or there are no fields.
   * @example
   * ```ts
   * await client.hSet("user", { name: "Ada", born: 1815 }); // 2
   * await client.hmGet("user", ["born", "died"], "name"); // ["1815", null, "Ada"]
   * ```
   */
  hmGet(name: Key, keys: Encodable | readonly Encodable[], ...args: (Encodable | readonly Encodable[])[]): Promise<(T | null)[]>;

  /**
   * Set several fields; `hset` with a mapping does the same and counts the new ones.
   *
   * @param name - Key of the hash; made when missing.
   * @param mapping - Values by field.
   * @returns true.
   * @throws ResponseError: The key holds another type.
   * @throws DataError: `mapping` is empty.
   * @example
   * ```ts
   * await client.hmSet("user", { name: "Ada", born: 1815 }); // true
   * await client.hmGet("user", "name", "born"); // ["Ada", "1815"]
   * ```
   */
  hmSet(name: Key, mapping: Mapping<Encodable>): Promise<boolean>;

  /**
   * Return a random field, or several.
   *
   * @returns A list with `count`, else a field, or null when the key is missing.
   * @throws ResponseError: The key holds another type, or `count` is out of range or missing.
   * @example
   * ```ts
   * await client.hSet("user", "name", "Ada"); // 1
   * await client.hRandField("user"); // "name"
   * await client.hRandField("user", -2, { withvalues: true }); // ["name", "Ada", "name", "Ada"]
   * ```
   */
  hRandField(...args: HRandFieldArguments): Promise<T | T[] | null>;

  /**
   * Return one page of fields with their values.
   *
   * @returns The cursor of the next page, 0 after the last one, and the page. What is in the hash
   * from the first page to the last one is returned at least once.
   * @throws ResponseError: The key holds another type, `cursor` is not a number, `count` is below
   * 1, or `no_values` is given.
   * @example
   * ```ts
   * await client.hSet("user", { name: "Ada", born: 1815 }); // 2
   * await client.hScan("user", { match: "n*" }); // [0, { name: "Ada" }]
   * ```
   */
  hScan(...args: HScanArguments): Promise<[number, Dictionary<T, T>]>;

  /**
   * Iterate over fields and their values, a page at a time.
   *
   * @returns A field and its value each. What is in the hash all the time comes at least once.
   * @throws ResponseError: As `hscan`, when the iteration begins.
   * @example
   * ```ts
   * await client.hSet("user", { name: "Ada", born: 1815 }); // 2
   * client.hScanIterator("user");
   * ```
   */
  hScanIterator(...args: HScanIteratorArguments): AsyncIterableIterator<[T, T]>;

  /**
   * Set fields to values.
   *
   * @returns Number of fields that are new.
   * @throws ResponseError: The key holds another type, or `items` ends with a field.
   * @throws DataError: There are no fields, or `key` is without `value`.
   * @example
   * ```ts
   * await client.hSet("user", "name", "Ada"); // 1
   * await client.hSet("user", { name: "Grace", born: 1906 }); // 1
   * await client.hGetAll("user"); // { name: "Grace", born: "1906" }
   * ```
   */
  hSet(...args: HSetArguments): Promise<number>;

  /**
   * Set a field that does not exist yet.
   *
   * @param name - Key of the hash; made when missing.
   * @param key - The field.
   * @returns 1 when the field was set, 0 when it has a value already.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.hSetNX("user", "name", "Ada"); // 1
   * await client.hSetNX("user", "name", "Grace"); // 0
   * ```
   */
  hSetNX(name: Key, key: Encodable, value: Encodable): Promise<number>;

  /**
   * Return the length of the value of a field.
   *
   * @param name - Key of the hash.
   * @param key - The field.
   * @returns In octets; 0 when the field or the key is missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.hSet("user", "name", "Zoë"); // 1
   * await client.hStrLen("user", "name"); // 4
   * ```
   */
  hStrLen(name: Key, key: Encodable): Promise<number>;

  /**
   * Return the values of all fields.
   *
   * @param name - Key of the hash.
   * @returns In the order in which `hkeys` returns the fields; empty when the key is missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.hSet("user", { name: "Ada", born: 1815 }); // 2
   * await client.hVals("user");
   * ```
   */
  hVals(name: Key): Promise<T[]>;

  /**
   * Add members to a HyperLogLog.
   *
   * @param name - Key; made when missing. Other commands see a string there.
   * @returns 1 if the key is new or its count may have changed, otherwise 0.
   * @throws ResponseError: The key holds something else.
   * @example
   * ```ts
   * await client.pfAdd("visitors", "ann", "ben", "ann"); // 1
   * await client.pfAdd("visitors", "ben"); // 0
   * await client.pfCount("visitors"); // 2
   * ```
   */
  pfAdd(name: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Return how many different members were added to one or any of several HyperLogLogs.
   *
   * The count is exact for up to 2048 members, then an estimate with a standard error of 0.8 %.
   *
   * @param sources - Keys; a missing one counts nothing.
   * @throws ResponseError: A key holds something else.
   * @example
   * ```ts
   * await client.pfAdd("monday", "ann", "ben"); // 1
   * await client.pfAdd("tuesday", "ben", "cleo"); // 1
   * await client.pfCount("monday"); // 2
   * await client.pfCount("monday", "tuesday"); // 3
   * ```
   */
  pfCount(...sources: (Key | readonly Key[])[]): Promise<number>;

  /**
   * Add all members of several HyperLogLogs to another one.
   *
   * @param dest - Key of the one that is added to; made when missing.
   * @param sources - Keys of the others; a missing one adds nothing.
   * @returns true.
   * @throws ResponseError: A key holds something else.
   * @example
   * ```ts
   * await client.pfAdd("monday", "ann", "ben"); // 1
   * await client.pfAdd("tuesday", "ben", "cleo"); // 1
   * await client.pfMerge("week", "monday", "tuesday"); // true
   * await client.pfCount("week"); // 3
   * ```
   */
  pfMerge(dest: Key, ...sources: (Key | readonly Key[])[]): Promise<boolean>;

  /**
   * Copy a key with its time to live.
   *
   * @returns false when `source` is missing, or `destination` is there and not to be replaced.
   * @throws ResponseError: Both keys are the same, or there is no such database.
   * @example
   * ```ts
   * await client.rPush("queue", "a", "b"); // 2
   * await client.copy("queue", "backup"); // 1
   * await client.lRange("backup", 0, -1); // ["a", "b"]
   * ```
   */
  copy(...args: CopyArguments): Promise<0 | 1>;

  /**
   * Remove keys.
   *
   * @param names - The keys.
   * @returns How many there were.
   * @example
   * ```ts
   * await client.set("user", "Ada"); // true
   * await client.del("user", "missing"); // 1
   * ```
   */
  del(...names: (Key | readonly Key[])[]): Promise<number>;

  /**
   * Return the value of a key as octets, for `restore`.
   *
   * The embedded store has a format of its own; Redis' format is for Redis.
   *
   * @param name - The key.
   * @returns null when the key is missing.
   * @example
   * ```ts
   * await client.rPush("queue", "a", "b"); // 2
   * await client.lRange("copy", 0, -1);
   * ```
   */
  dump(name: Key): Promise<Uint8Array | null>;

  /**
   * Return how many of several keys there are.
   *
   * @param names - The keys; one that is named twice counts twice.
   * @example
   * ```ts
   * await client.set("user", "Ada"); // true
   * await client.exists("user", "missing"); // 1
   * ```
   */
  exists(...names: (Key | readonly Key[])[]): Promise<number>;

  /**
   * Let a key expire after some seconds.
   *
   * @param name - The key.
   * @param time - Time to live in seconds; the key is removed when it is not positive.
   * @returns Whether the time was set; false also when the key is missing.
   * @throws ResponseError: The options exclude each other, or the time is too far away.
   * @example
   * ```ts
   * await client.set("session", "Ada"); // true
   * await client.expire("session", 60); // 1
   * await client.ttl("session"); // 60
   * await client.expire("session", 30, { gt: true }); // 0
   * ```
   */
  expire(name: Key, time: Integer, options?: ExpireOptions): Promise<0 | 1>;

  /**
   * Let a key expire at a Unix time in seconds.
   *
   * @param name - The key.
   * @param when - The time; the key is removed when it is not in the future.
   * @returns Whether the time was set; false also when the key is missing.
   * @throws ResponseError: The options exclude each other, or the time is too far away.
   * @example
   * ```ts
   * await client.set("session", "Ada"); // true
   * await client.expireAt("session", 4102444800); // 1
   * await client.expireTime("session"); // 4102444800
   * ```
   */
  expireAt(name: Key, when: Integer | Date, options?: ExpireAtOptions): Promise<0 | 1>;

  /**
   * Return when a key expires, as Unix time in seconds.
   *
   * @param key - The key.
   * @returns Rounded to whole seconds; -1 when the key does not expire, -2 when it is missing.
   * @example
   * ```ts
   * await client.set("session", "Ada", { exat: 4102444800 }); // true
   * await client.expireTime("session"); // 4102444800
   * ```
   */
  expireTime(key: Key): Promise<number>;

  /**
   * Return the keys that match a pattern.
   *
   * It looks at every key there is; `scan` does so in steps.
   *
   * @returns In no particular order.
   * @example
   * ```ts
   * await client.mSet({ "user:1": "Ada", "user:2": "Bob", visits: 7 }); // true
   * await client.keys("user:*");
   * ```
   */
  keys(...args: KeysArguments): Promise<T[]>;

  /**
   * Take the time to live of a key away.
   *
   * @param name - The key.
   * @returns Whether it had one.
   * @example
   * ```ts
   * await client.set("session", "Ada", { ex: 60 }); // true
   * await client.persist("session"); // 1
   * await client.ttl("session"); // -1
   * ```
   */
  persist(name: Key): Promise<0 | 1>;

  /**
   * Let a key expire after some milliseconds.
   *
   * @param name - The key.
   * @param time - Time to live in milliseconds; the key is removed when it is not positive.
   * @returns Whether the time was set; false also when the key is missing.
   * @throws ResponseError: The options exclude each other, or the time is too far away.
   * @example
   * ```ts
   * await client.set("session", "Ada"); // true
   * await client.pExpire("session", 60000); // 1
   * await client.ttl("session"); // 60
   * ```
   */
  pExpire(name: Key, time: Integer, options?: PExpireOptions): Promise<0 | 1>;

  /**
   * Let a key expire at a Unix time in milliseconds.
   *
   * @param name - The key.
   * @param when - The time; the key is removed when it is not in the future.
   * @returns Whether the time was set; false also when the key is missing.
   * @throws ResponseError: The options exclude each other.
   * @example
   * ```ts
   * await client.set("session", "Ada"); // true
   * await client.pExpireAt("session", 4102444800500); // 1
   * await client.pExpireTime("session"); // 4102444800500
   * ```
   */
  pExpireAt(name: Key, when: Integer | Date, options?: PExpireAtOptions): Promise<0 | 1>;

  /**
   * Return when a key expires, as Unix time in milliseconds.
   *
   * @param key - The key.
   * @returns -1 when the key does not expire, -2 when it is missing.
   * @example
   * ```ts
   * await client.set("session", "Ada", { pxat: 4102444800500 }); // true
   * await client.pExpireTime("session"); // 4102444800500
   * ```
   */
  pExpireTime(key: Key): Promise<number>;

  /**
   * Return the time to live of a key in milliseconds.
   *
   * @param name - The key.
   * @returns -1 when the key does not expire, -2 when it is missing.
   * @example
   * ```ts
   * await client.set("user", "Ada"); // true
   * await client.pTTL("user"); // -1
   * await client.pTTL("missing"); // -2
   * ```
   */
  pTTL(name: Key): Promise<number>;

  /**
   * Return a random key.
   *
   * @returns null when there are no keys.
   * @example
   * ```ts
   * await client.randomKey(); // null
   * await client.set("user", "Ada"); // true
   * await client.randomKey(); // "user"
   * ```
   */
  randomKey(): Promise<T | null>;

  /**
   * Give a key another name, with its time to live.
   *
   * @param src - The key.
   * @param dst - Its name afterwards; a key of that name is replaced.
   * @returns true.
   * @throws ResponseError: The key is missing.
   * @example
   * ```ts
   * await client.set("draft", "text"); // true
   * await client.rename("draft", "final"); // true
   * await client.get("final"); // "text"
   * ```
   */
  rename(src: Key, dst: Key): Promise<boolean>;

  /**
   * Give a key another name, with its time to live, only if no key has that name.
   *
   * @param src - The key.
   * @param dst - Its name afterwards.
   * @returns Whether it was renamed.
   * @throws ResponseError: The key is missing.
   * @example
   * ```ts
   * await client.mSet({ draft: "new", final: "old" }); // true
   * await client.renameNX("draft", "final"); // 0
   * ```
   */
  renameNX(src: Key, dst: Key): Promise<0 | 1>;

  /**
   * Make a key of what `dump` returned.
   *
   * @param name - The key.
   * @param ttl - Milliseconds that it has to live, 0 for ever.
   * @param value - What `dump` returned for a key of the same kind of store.
   * @returns `"OK"`.
   * @throws ResponseError: The key is there already (BUSYKEY), `value` is nothing that `dump`
   * returned, or a number is none or out of range.
   * @example
   * ```ts
   * await client.set("user", "Ada"); // true
   * await client.ttl("user");
   * ```
   */
  restore(name: Key, ttl: Integer, value: Encodable, options?: RestoreOptions): Promise<T>;

  /**
   * Return some of all keys, and where to go on.
   *
   * A key that is there from the first to the last call is returned at least once.
   *
   * @returns The next cursor, 0 at the end, and keys in no particular order, perhaps none.
   * @throws ResponseError: The count is not positive, or the cursor is no number.
   * @example
   * ```ts
   * await client.mSet({ "user:1": "Ada", visits: 7 }); // true
   * await client.scan({ match: "user:*", count: 100 }); // [0, ["user:1"]]
   * ```
   */
  scan(...args: ScanArguments): Promise<[number, T[]]>;

  /**
   * Go through all keys, with one `scan` after the other.
   *
   * @example
   * ```ts
   * await client.mSet({ "user:1": "Ada", "user:2": "Bob", visits: 7 }); // true
   * client.scanIterator("user:*");
   * ```
   */
  scanIterator(...args: ScanIteratorArguments): AsyncIterableIterator<T>;

  /**
   * Return the elements of a list, a set or a sorted set in order, or store them.
   *
   * A pattern stands for a key: `*` in it is the element, and what follows `->` is a field of the
   * hash at that key.
   *
   * @returns null for what is missing; with `store` the length of the result.
   * @throws DataError: `start` or `num` is missing, or `groups` is given without two patterns.
   * @throws ResponseError: The key holds another type, or what to sort by is no number.
   * @example
   * ```ts
   * await client.rPush("ages", 33, 7, 21); // 3
   * await client.sort("ages"); // ["7", "21", "33"]
   * await client.mSet({ name_7: "Ada", name_33: "Bob" }); // true
   * await client.sort("ages", { get: ["#", "name_*"], groups: true }); // [["7", "Ada"], ["21", null], ["33", "Bob"]]
   * ```
   */
  sort(...args: SortArguments): Promise<(T | null)[] | ((T | null)[])[] | number>;

  /**
   * Return the elements of a list, a set or a sorted set in order, like `sort`.
   *
   * @returns null for what is missing.
   * @throws DataError: `start` or `num` is missing.
   * @throws ResponseError: The key holds another type, or what to sort by is no number.
   * @example
   * ```ts
   * await client.rPush("words", "pear", "fig", "apple"); // 3
   * await client.sortRo("words", { alpha: true }); // ["apple", "fig", "pear"]
   * ```
   */
  sortRo(...args: SortRoArguments): Promise<(T | null)[]>;

  /**
   * Return how many of several keys there are, like `exists`.
   *
   * On Redis it also makes them the last to be evicted.
   *
   * @param args - The keys; one that is named twice counts twice.
   * @example
   * ```ts
   * await client.set("user", "Ada"); // true
   * await client.touch("user", "missing"); // 1
   * ```
   */
  touch(...args: (Key | readonly Key[])[]): Promise<number>;

  /**
   * Return the time to live of a key in seconds.
   *
   * @param name - The key.
   * @returns Rounded to whole seconds; -1 when the key does not expire, -2 when it is missing.
   * @example
   * ```ts
   * await client.set("session", "Ada", { ex: 60 }); // true
   * await client.ttl("session"); // 60
   * await client.ttl("missing"); // -2
   * ```
   */
  ttl(name: Key): Promise<number>;

  /**
   * Return the type of the value that a key holds.
   *
   * @param name - The key.
   * @returns `"string"`, `"list"`, `"hash"`, `"set"` or `"zset"`; `"none"` when the key is
   * missing.
   * @example
   * ```ts
   * await client.rPush("queue", "a"); // 1
   * await client.type("queue"); // "list"
   * ```
   */
  type(name: Key): Promise<T>;

  /**
   * Remove keys, like `delete`.
   *
   * @param names - The keys.
   * @returns How many there were.
   * @example
   * ```ts
   * await client.set("user", "Ada"); // true
   * await client.unlink("user", "missing"); // 1
   * ```
   */
  unlink(...names: (Key | readonly Key[])[]): Promise<number>;

  /**
   * Pop an element from one list and put it at an end of another, or wait for one.
   *
   * @returns The element. null when the time is over.
   * @throws ResponseError: `first_list` holds another type, or there is an element and
   * `second_list` holds another type, `src` or `dest` is another word, or `timeout` is negative.
   * @example
   * ```ts
   * await client.rPush("todo", "a", "b"); // 2
   * await client.blMove("todo", "done", 1, "LEFT", "RIGHT"); // "a"
   * await client.lRange("done", 0, -1); // ["a"]
   * ```
   */
  blMove(...args: BlMoveArguments): Promise<T | null>;

  /**
   * Pop elements from the first of several lists that has any, or wait for some.
   *
   * @returns The key of the list and the list of its popped elements. null when the time is over.
   * @throws ResponseError: A key that is tried holds another type, `numkeys` is not the number of
   * keys, `count` is below 1, `direction` is another word, or `timeout` is negative.
   * @example
   * ```ts
   * await client.rPush("low", "a", "b", "c"); // 3
   * await client.blmPop(1, 2, "high", "low", { direction: "LEFT", count: 2 }); // ["low", ["a", "b"]]
   * ```
   */
  blmPop(...args: BlmPopArguments): Promise<(T | T[])[] | null>;

  /**
   * Pop the first element of the first of several lists that has any, or wait for one.
   *
   * Calls that wait for the same key are served in the order in which they came; one that waits
   * for several keys takes from the one that is filled first. In a pipeline it does not wait.
   *
   * @returns The key of the list, and the element. null when the time is over.
   * @throws ResponseError: A key that is tried holds another type, or `timeout` is negative.
   * @example
   * ```ts
   * await client.rPush("low", "a", "b"); // 2
   * await client.blPop(["high", "low"], { timeout: 1 }); // ["low", "a"]
   * await client.blPop("high", { timeout: 0.01 }); // null
   * ```
   */
  blPop(...args: BlPopArguments): Promise<[T, T] | null>;

  /**
   * Pop the last element of the first of several lists that has any, or wait for one.
   *
   * See `blpop` for the order in which calls are served.
   *
   * @returns The key of the list, and the element. null when the time is over.
   * @throws ResponseError: A key that is tried holds another type, or `timeout` is negative.
   * @example
   * ```ts
   * await client.rPush("low", "a", "b"); // 2
   * await client.brPop(["high", "low"], { timeout: 1 }); // ["low", "b"]
   * ```
   */
  brPop(...args: BrPopArguments): Promise<[T, T] | null>;

  /**
   * Pop the last element of one list and put it before the first of another, or wait for one.
   *
   * @returns The element. null when the time is over.
   * @throws ResponseError: `src` holds another type, or there is an element and `dst` holds
   * another type, or `timeout` is negative.
   * @example
   * ```ts
   * await client.rPush("todo", "a", "b"); // 2
   * await client.brPopLPush("todo", "doing", { timeout: 1 }); // "b"
   * await client.lRange("doing", 0, -1); // ["b"]
   * ```
   */
  brPopLPush(...args: BrPopLPushArguments): Promise<T | null>;

  /**
   * Return the element at an index.
   *
   * @param name - Key of the list.
   * @param index - From 0; negative from the end, -1 being the last element.
   * @returns null when the index is outside the list or the key is missing.
   * @throws ResponseError: The key holds another type, or `index` is no integer.
   * @example
   * ```ts
   * await client.rPush("queue", "a", "b"); // 2
   * await client.lIndex("queue", -1); // "b"
   * ```
   */
  lIndex(name: Key, index: Integer): Promise<T | null>;

  /**
   * Put a value before or after the first element that equals another.
   *
   * @param name - Key of the list.
   * @param where - `"BEFORE"` or `"AFTER"`, in any case.
   * @param refvalue - The element to look for.
   * @param value - The new element.
   * @returns Length of the list afterwards; -1 when `refvalue` is not in it, 0 when the key is
   * missing.
   * @throws ResponseError: The key holds another type, or `where` is another word.
   * @example
   * ```ts
   * await client.rPush("queue", "a", "c"); // 2
   * await client.lInsert("queue", "BEFORE", "c", "b"); // 3
   * await client.lRange("queue", 0, -1); // ["a", "b", "c"]
   * ```
   */
  lInsert(name: Key, where: "BEFORE" | "before" | "AFTER" | "after", refvalue: Encodable, value: Encodable): Promise<number>;

  /**
   * Return the number of elements.
   *
   * @param name - Key of the list.
   * @returns 0 when the key is missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.rPush("queue", "a", "b"); // 2
   * await client.lLen("queue"); // 2
   * ```
   */
  lLen(name: Key): Promise<number>;

  /**
   * Pop an element from one list and put it at an end of another, or of the same.
   *
   * @returns The element. null when `first_list` is missing; nothing is done then.
   * @throws ResponseError: A key holds another type, or `src` or `dest` is another word.
   * @example
   * ```ts
   * await client.rPush("todo", "a", "b"); // 2
   * await client.lMove("todo", "done", "LEFT", "RIGHT"); // "a"
   * await client.lRange("done", 0, -1); // ["a"]
   * ```
   */
  lMove(...args: LMoveArguments): Promise<T | null>;

  /**
   * Pop elements from the first of several lists that is not empty.
   *
   * @returns The key of the list and the list of its popped elements. null when all keys are
   * missing.
   * @throws ResponseError: A key holds another type, `num_keys` is not the number of keys, `count`
   * is below 1, or `direction` is another word.
   * @example
   * ```ts
   * await client.rPush("low", "a", "b", "c"); // 3
   * await client.lmPop(2, "high", "low", { direction: "LEFT", count: 2 }); // ["low", ["a", "b"]]
   * ```
   */
  lmPop(...args: LmPopArguments): Promise<(T | T[])[] | null>;

  /**
   * Remove and return the first element, or the first few.
   *
   * @returns A list with `count`, else an element. null when the key is missing.
   * @throws ResponseError: The key holds another type, or `count` is negative.
   * @example
   * ```ts
   * await client.rPush("queue", "a", "b", "c"); // 3
   * await client.lPop("queue"); // "a"
   * await client.lPop("queue", 5); // ["b", "c"]
   * ```
   */
  lPop(...args: LPopArguments): Promise<T | T[] | null>;

  /**
   * Return where a value stands in the list.
   *
   * @returns Indices from 0, in the order they were found. Without `count` one index, or null.
   * @throws ResponseError: The key holds another type, `rank` is 0, or `count` or `maxlen` is
   * negative.
   * @example
   * ```ts
   * await client.rPush("letters", "a", "b", "c", "b"); // 4
   * await client.lPos("letters", "b"); // 1
   * await client.lPos("letters", "b", { rank: -1, count: 0 }); // [3, 1]
   * ```
   */
  lPos(...args: LPosArguments): Promise<number | number[] | null>;

  /**
   * Put values before the first element, one after the other.
   *
   * @param name - Key of the list; made when missing.
   * @param values - The last one becomes the first element.
   * @returns Length of the list afterwards.
   * @throws ResponseError: The key holds another type, or there are no values.
   * @example
   * ```ts
   * await client.lPush("queue", "a", "b"); // 2
   * await client.lRange("queue", 0, -1); // ["b", "a"]
   * ```
   */
  lPush(name: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Put values before the first element of a list that exists.
   *
   * @param name - Key of the list; nothing is done when it is missing.
   * @param values - The last one becomes the first element.
   * @returns Length of the list afterwards, 0 when the key is missing.
   * @throws ResponseError: The key holds another type, or there are no values.
   * @example
   * ```ts
   * await client.lPushX("queue", "a"); // 0
   * await client.exists("queue"); // 0
   * ```
   */
  lPushX(name: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Return the elements between two indices, both included.
   *
   * @param name - Key of the list.
   * @param start - From 0; negative from the end. Indices beyond the ends are taken as the ends.
   * @param end - From 0; negative from the end. Indices beyond the ends are taken as the ends.
   * @throws ResponseError: The key holds another type, or an index is no integer.
   * @example
   * ```ts
   * await client.rPush("queue", "a", "b", "c"); // 3
   * await client.lRange("queue", 0, 1); // ["a", "b"]
   * await client.lRange("queue", -2, 100); // ["b", "c"]
   * ```
   */
  lRange(name: Key, start: Integer, end: Integer): Promise<T[]>;

  /**
   * Remove elements that equal a value.
   *
   * @param name - Key of the list.
   * @param count - Remove the first `count` of them, the last `-count`, or all for 0.
   * @returns Number of elements removed.
   * @throws ResponseError: The key holds another type, or `count` is no integer.
   * @example
   * ```ts
   * await client.rPush("todo", "a", "b", "a", "a"); // 4
   * await client.lRem("todo", -2, "a"); // 2
   * await client.lRange("todo", 0, -1); // ["a", "b"]
   * ```
   */
  lRem(name: Key, count: Integer, value: Encodable): Promise<number>;

  /**
   * Replace the element at an index.
   *
   * @param name - Key of the list, which must exist.
   * @param index - From 0; negative from the end.
   * @returns true.
   * @throws ResponseError: The key is missing or holds another type, or the index is outside the
   * list.
   * @example
   * ```ts
   * await client.rPush("queue", "a", "b"); // 2
   * await client.lSet("queue", -1, "z"); // true
   * await client.lRange("queue", 0, -1); // ["a", "z"]
   * ```
   */
  lSet(name: Key, index: Integer, value: Encodable): Promise<boolean>;

  /**
   * Keep the elements between two indices, both included, and remove the others.
   *
   * @param name - Key of the list; removed when nothing is left.
   * @param start - From 0; negative from the end. Indices beyond the ends are taken as the ends.
   * @param end - From 0; negative from the end. Indices beyond the ends are taken as the ends.
   * @returns true.
   * @throws ResponseError: The key holds another type, or an index is no integer.
   * @example
   * ```ts
   * await client.rPush("log", "a", "b", "c"); // 3
   * await client.lTrim("log", -2, -1); // true
   * await client.lRange("log", 0, -1); // ["b", "c"]
   * ```
   */
  lTrim(name: Key, start: Integer, end: Integer): Promise<boolean>;

  /**
   * Remove and return the last element, or the last few.
   *
   * @returns A list with `count`, the last element first; else an element. null when the key is
   * missing.
   * @throws ResponseError: The key holds another type, or `count` is negative.
   * @example
   * ```ts
   * await client.rPush("stack", "a", "b", "c"); // 3
   * await client.rPop("stack"); // "c"
   * await client.rPop("stack", 5); // ["b", "a"]
   * ```
   */
  rPop(...args: RPopArguments): Promise<T | T[] | null>;

  /**
   * Pop the last element of one list and put it before the first of another, or of the same.
   *
   * @param src - Key of the list to pop from; removed with its last element.
   * @param dst - Key of the list to push to; made when missing.
   * @returns The element. null when `src` is missing; nothing is done then.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.rPush("todo", "a", "b"); // 2
   * await client.rPopLPush("todo", "doing"); // "b"
   * await client.lRange("doing", 0, -1); // ["b"]
   * ```
   */
  rPopLPush(src: Key, dst: Key): Promise<T | null>;

  /**
   * Put values behind the last element, in order.
   *
   * @param name - Key of the list; made when missing.
   * @returns Length of the list afterwards.
   * @throws ResponseError: The key holds another type, or there are no values.
   * @example
   * ```ts
   * await client.rPush("queue", "a", "b"); // 2
   * await client.rPush("queue", 3); // 3
   * ```
   */
  rPush(name: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Put values behind the last element of a list that exists.
   *
   * @param name - Key of the list; nothing is done when it is missing.
   * @returns Length of the list afterwards, 0 when the key is missing.
   * @throws ResponseError: The key holds another type, or there are no values.
   * @example
   * ```ts
   * await client.rPushX("queue", "b"); // 0
   * await client.rPush("queue", "a"); // 1
   * await client.rPushX("queue", "b"); // 2
   * ```
   */
  rPushX(name: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Make a list collection of what another one holds, save its time to live.
   *
   * @param destination - Prefixed key of the new collection.
   * @param source - Prefixed key of what is copied.
   * @returns false when `source` is empty or `destination` is not; nothing was done then.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2"); // 2
   * await client.listCopy("other", "queue"); // true
   * await client.listCopy("other", "queue"); // false
   * ```
   */
  listCopy(destination: Key, source: Key): Promise<boolean>;

  /**
   * Make a list collection, unless it has items.
   *
   * @param name - The collection's prefixed key.
   * @param values - The items' JSON texts.
   * @returns false when it has items, or there are no values; nothing was done then.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listCreate("queue", ["1", "2"]); // true
   * await client.listCreate("queue", ["3"]); // false
   * ```
   */
  listCreate(name: Key, values: readonly Encodable[]): Promise<boolean>;

  /**
   * Remove a slice of a list collection, as Python deletes one.
   *
   * @returns What `start` and `stop` are from 0, and the number of items before.
   * @throws ResponseError: The key holds another type, or `step` is 0.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2", "3", "4"); // 4
   * await client.listCut("queue", { step: 2 }); // [0, 4, 4]
   * await client.listSlice("queue"); // ["2", "4"]
   * ```
   */
  listCut(...args: ListCutArguments): Promise<number[]>;

  /**
   * Remove items of a list collection, or none when an index is outside.
   *
   * @param name - The collection's prefixed key.
   * @param indices - From 0; negative from the end.
   * @returns The indices from 0; empty when one of them is outside.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2", "3", "4"); // 4
   * await client.listDelete("queue", [0, -1]); // [0, 3]
   * await client.listDelete("queue", [0, 2]); // []
   * await client.listSlice("queue"); // ["2", "3"]
   * ```
   */
  listDelete(name: Key, indices: readonly Integer[]): Promise<number[]>;

  /**
   * Put items behind the last one of a list collection.
   *
   * @param name - The collection's prefixed key.
   * @param values - The items' JSON texts.
   * @returns Number of items afterwards.
   * @throws ResponseError: The key holds another type, or there are no values.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2"); // 2
   * ```
   */
  listExtend(name: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Put an item before the one at an index of a list collection.
   *
   * @param name - The collection's prefixed key.
   * @param index - From 0; negative from the end. Beyond the ends it is taken as the end.
   * @param value - The item's JSON text.
   * @returns The index at which the item is now.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "3"); // 2
   * await client.listInsert("queue", -1, "2"); // 1
   * await client.listSlice("queue"); // ["1", "2", "3"]
   * ```
   */
  listInsert(name: Key, index: Integer, value: Encodable): Promise<number>;

  /**
   * Return an item of a list collection.
   *
   * @param name - The collection's prefixed key.
   * @param index - From 0; negative from the end.
   * @returns The item's JSON text; null when the index is outside.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2"); // 2
   * await client.listItem("queue", -1); // "2"
   * ```
   */
  listItem(name: Key, index: Integer): Promise<T | null>;

  /**
   * Return several items of a list collection.
   *
   * @param name - The collection's prefixed key.
   * @param indices - From 0; negative from the end.
   * @returns The items' JSON texts; null for an index that is outside.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2", "3"); // 3
   * await client.listItems("queue", [2, 0, 7]); // ["3", "1", null]
   * ```
   */
  listItems(name: Key, indices: readonly Integer[]): Promise<(T | null)[]>;

  /**
   * Return the number of items of a list collection, or of what an adapter serves.
   *
   * @param name - The collection's prefixed key.
   * @returns 0 when there is none.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2"); // 2
   * await client.listLength("queue"); // 2
   * ```
   */
  listLength(name: Key): Promise<number>;

  /**
   * Remove and return an item of a list collection.
   *
   * @returns The item's JSON text; the number of items when the index is outside.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2", "3"); // 3
   * await client.listPop("queue"); // "3"
   * await client.listPop("queue", 0); // "1"
   * await client.listPop("queue", 7); // 1
   * ```
   */
  listPop(...args: ListPopArguments): Promise<T | number>;

  /**
   * Put the items of a list collection into another order, if they are those that were seen.
   *
   * @param name - The collection's prefixed key.
   * @param seen - The SHA-1 sum, in hexadecimal, of the items' JSON texts with a newline between
   * each two.
   * @param order - Which of them comes first, and so on.
   * @returns false when the items are others; nothing was done then.
   * @throws ResponseError: The key holds another type, or an index is outside.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2", "3"); // 3
   * await client.listSlice("queue");
   * ```
   */
  listRearrange(name: Key, seen: Encodable, order: readonly Integer[]): Promise<boolean>;

  /**
   * Remove the first item of a list collection that equals a value.
   *
   * @param name - The collection's prefixed key.
   * @param value - JSON text.
   * @returns The index that the item had; -1 when there is none.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listExtend("queue", "2", "1", "1.0"); // 3
   * await client.listRemove("queue", "1.0"); // 1
   * await client.listSlice("queue"); // ["2", "1.0"]
   * ```
   */
  listRemove(name: Key, value: Encodable): Promise<number>;

  /**
   * Let the items of a list collection follow each other several times.
   *
   * @param name - The collection's prefixed key.
   * @param count - How often they are there afterwards; below 1 for not at all.
   * @returns Number of items afterwards.
   * @throws ResponseError: The key holds another type, or there would be too many items.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2"); // 2
   * await client.listRepeat("queue", 2); // 4
   * await client.listSlice("queue"); // ["1", "2", "1", "2"]
   * ```
   */
  listRepeat(name: Key, count: Integer): Promise<number>;

  /**
   * Put the items of a list collection into the opposite order.
   *
   * @param name - The collection's prefixed key.
   * @returns Number of items.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2", "3"); // 3
   * await client.listReverse("queue"); // 3
   * await client.listSlice("queue"); // ["3", "2", "1"]
   * ```
   */
  listReverse(name: Key): Promise<number>;

  /**
   * Replace items of a list collection, or none when an index is outside.
   *
   * @param name - The collection's prefixed key.
   * @param indices - From 0; negative from the end.
   * @param values - As many JSON texts.
   * @returns The indices from 0; empty when one of them is outside.
   * @throws ResponseError: The key holds another type, or there are not as many values as indices.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2", "3"); // 3
   * await client.listSet("queue", [0, -1], ["10", "30"]); // [0, 2]
   * await client.listSet("queue", [0, 3], ["11", "31"]); // []
   * await client.listSlice("queue"); // ["10", "2", "30"]
   * ```
   */
  listSet(name: Key, indices: readonly Integer[], values: readonly Encodable[]): Promise<number[]>;

  /**
   * Return a slice of a list collection, as Python slices a list.
   *
   * @returns The items' JSON texts.
   * @throws ResponseError: The key holds another type, or `step` is 0.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2", "3", "4"); // 4
   * await client.listSlice("queue", 1, -1); // ["2", "3"]
   * await client.listSlice("queue", { step: -2 }); // ["4", "2"]
   * ```
   */
  listSlice(...args: ListSliceArguments): Promise<T[]>;

  /**
   * Sort the items of a list collection; equal ones stay in order.
   *
   * @param name - The collection's prefixed key.
   * @returns null, or what is wrong with items that have no order; nothing was done then.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listExtend("queue", "3", "1.5", "2"); // 3
   * await client.listSort("queue");
   * await client.listSlice("queue"); // ["1.5", "2", "3"]
   * ```
   */
  listSort(name: Key, options?: ListSortOptions): Promise<T | null>;

  /**
   * Replace a slice of a list collection, as Python assigns to a slice.
   *
   * With another step than 1, nothing is done unless there are as many values as items.
   *
   * @param name - The collection's prefixed key.
   * @param start - The bounds of the slice.
   * @param stop - The bounds of the slice.
   * @param step - The bounds of the slice.
   * @param values - The JSON texts of what it becomes.
   * @returns What `start` and `stop` are from 0, and the number of items before.
   * @throws ResponseError: The key holds another type, or `step` is 0.
   * @example
   * ```ts
   * await client.listExtend("queue", "1", "2", "3"); // 3
   * await client.listSplice("queue", 1, -1, null, ["20", "21", "22"]); // [1, 2, 3]
   * await client.listSlice("queue"); // ["1", "20", "21", "22", "3"]
   * await client.listSplice("queue", null, null, 2, ["0"]); // [0, 5, 5]
   * ```
   */
  listSplice(name: Key, start: Integer | null, stop: Integer | null, step: Integer | null, values: readonly Encodable[]): Promise<number[]>;

  /**
   * Let a key that holds a text expire later: extend a lock that is held with that token.
   *
   * @param name - The lock's key.
   * @param token - What whoever holds the lock has put there.
   * @param milliseconds - Time to add to the time to live; the key is removed when none is left.
   * @returns Whether the key held it, with a time to live.
   * @throws ResponseError: The key holds another type, or the time is too far away.
   * @example
   * ```ts
   * await client.set("lock", "mine", { ex: 10 }); // true
   * await client.lockExtend("lock", "mine", 20000); // true
   * await client.ttl("lock"); // 30
   * await client.lockExtend("lock", "mine", 5000, { replaceTtl: true }); // true
   * await client.ttl("lock"); // 5
   * ```
   */
  lockExtend(name: Key, token: Encodable, milliseconds: Integer, options?: LockExtendOptions): Promise<boolean>;

  /**
   * Give a key that holds a text a new time to live: hold a lock with that token anew.
   *
   * @param name - The lock's key.
   * @param token - What whoever holds the lock has put there.
   * @param milliseconds - The time to live; the key is removed when it is not positive.
   * @returns Whether the key held it.
   * @throws ResponseError: The key holds another type, or the time is too far away.
   * @example
   * ```ts
   * await client.set("lock", "mine"); // true
   * await client.lockReacquire("lock", "mine", 10000); // true
   * await client.ttl("lock"); // 10
   * await client.lockReacquire("lock", "not mine", 10000); // false
   * ```
   */
  lockReacquire(name: Key, token: Encodable, milliseconds: Integer): Promise<boolean>;

  /**
   * Remove a key if it holds a text: give back a lock that is held with that token.
   *
   * `Client.lock` makes locks that do it.
   *
   * @param name - The lock's key.
   * @param token - What whoever holds the lock has put there.
   * @returns Whether the key held it.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.set("lock", "mine"); // true
   * await client.lockRelease("lock", "not mine"); // false
   * await client.lockRelease("lock", "mine"); // true
   * await client.exists("lock"); // 0
   * ```
   */
  lockRelease(name: Key, token: Encodable): Promise<boolean>;

  /**
   * Send a message to everybody who listens to a channel.
   *
   * In a pipeline, the messages are sent when it is executed.
   *
   * @param channel - The channel.
   * @param message - What is sent.
   * @returns How many have got it; who has subscribed to several patterns that match counts for
   * each.
   * @throws ResponseError: Servers use the channel among themselves.
   * @example
   * ```ts
   * await client.publish("news", "hello"); // 0
   * ```
   */
  publish(channel: Encodable, message: Encodable): Promise<number>;

  /**
   * Return the channels that somebody has subscribed to by name.
   *
   * @returns In no particular order.
   * @example
   * ```ts
   * await client.pubSubChannels("news:*"); // []
   * ```
   */
  pubSubChannels(...args: PubSubChannelsArguments): Promise<T[]>;

  /**
   * Return how many patterns somebody has subscribed to.
   *
   * @example
   * ```ts
   * await client.pubSubNumPat(); // 0
   * ```
   */
  pubSubNumPat(): Promise<number>;

  /**
   * Return how many have subscribed to some channels by name.
   *
   * @param args - The channels.
   * @returns Each channel with its number.
   * @example
   * ```ts
   * await client.pubSubNumSub("news", "weather"); // [["news", 0], ["weather", 0]]
   * ```
   */
  pubSubNumSub(...args: (Encodable | readonly Encodable[])[]): Promise<[T, number][]>;

  /**
   * Remove a slice of a segments collection, as Python deletes one.
   *
   * @returns What `start` and `stop` are from 0, and the number of items before.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsCut("znsocket.Segments:edited", { step: 2 }); // [0, 3, 3]
   * await client.segmentsSlice("znsocket.Segments:edited"); // ["2"]
   * ```
   */
  segmentsCut(...args: SegmentsCutArguments): Promise<number[]>;

  /**
   * Put items behind the last one of a segments collection.
   *
   * @param name - The collection's prefixed key.
   * @param own - Key of the list that its own items are put in.
   * @param values - The items' JSON texts.
   * @returns Number of items afterwards.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsExtend("znsocket.Segments:edited", "own", "4", "5"); // 5
   * ```
   */
  segmentsExtend(name: Key, own: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Put an item before the one at an index of a segments collection.
   *
   * @param name - The collection's prefixed key.
   * @param own - Key of the list that its own items are put in.
   * @param index - From 0; negative from the end. Beyond the ends it is taken as the end.
   * @param value - The item's JSON text.
   * @returns The index at which the item is now.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsInsert("znsocket.Segments:edited", "own", 1, "1.5"); // 1
   * await client.segmentsSlice("znsocket.Segments:edited"); // ["1", "1.5", "2", "3"]
   * ```
   */
  segmentsInsert(name: Key, own: Key, index: Integer, value: Encodable): Promise<number>;

  /**
   * Return an item of a segments collection.
   *
   * @param name - The collection's prefixed key.
   * @param index - From 0; negative from the end.
   * @returns The item's JSON text; or, if it is not in the store but with an adapter, its list's
   * key and its index there; empty when the index is outside.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsItem("znsocket.Segments:edited", -1); // ["3"]
   * ```
   */
  segmentsItem(name: Key, index: Integer): Promise<(T | number)[]>;

  /**
   * Return the number of items of a segments collection.
   *
   * @param name - The collection's prefixed key.
   * @returns 0 when there is none.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsLength("znsocket.Segments:edited"); // 3
   * ```
   */
  segmentsLength(name: Key): Promise<number>;

  /**
   * Make a segments collection of all items of a list, unless it is there.
   *
   * @returns Whether it was made now.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // false
   * ```
   */
  segmentsOpen(...args: SegmentsOpenArguments): Promise<boolean>;

  /**
   * Return the pieces that a segments collection is made of.
   *
   * @param name - The collection's prefixed key.
   * @returns For each, JSON of the index of its first item, that of the one behind its last, and
   * the key of the list they are in.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsPieces("znsocket.Segments:edited"); // ["[0, 3, \"frames\"]"]
   * ```
   */
  segmentsPieces(name: Key): Promise<T[]>;

  /**
   * Remove and return an item of a segments collection.
   *
   * @returns What `segments_item` replies.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsPop("znsocket.Segments:edited", 0); // ["1"]
   * ```
   */
  segmentsPop(...args: SegmentsPopArguments): Promise<(T | number)[]>;

  /**
   * Remove the first item of a segments collection that equals a value.
   *
   * @param name - The collection's prefixed key.
   * @param value - JSON text.
   * @returns The index that the item had; -1 when there is none, and -2 when an item before is not
   * in the store but with an adapter: nothing was done then.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsRemove("znsocket.Segments:edited", "2.0"); // 1
   * ```
   */
  segmentsRemove(name: Key, value: Encodable): Promise<number>;

  /**
   * Put the items of a segments collection into the opposite order; all become its own.
   *
   * @param name - The collection's prefixed key.
   * @param own - Key of the list that its own items are put in.
   * @returns false when one of them is not in the store but with an adapter; nothing was done
   * then.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsReverse("znsocket.Segments:edited", "own"); // true
   * await client.segmentsSlice("znsocket.Segments:edited"); // ["3", "2", "1"]
   * ```
   */
  segmentsReverse(name: Key, own: Key): Promise<boolean>;

  /**
   * Replace an item of a segments collection.
   *
   * @param name - The collection's prefixed key.
   * @param own - Key of the list that its own items are put in.
   * @param index - From 0; negative from the end.
   * @param value - The item's JSON text.
   * @returns The index from 0; -1 when it is outside.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsSet("znsocket.Segments:edited", "own", -1, "30"); // 2
   * await client.segmentsPieces("znsocket.Segments:edited"); // ["[0, 2, \"frames\"]", "[0, 1, \"own\"]"]
   * ```
   */
  segmentsSet(name: Key, own: Key, index: Integer, value: Encodable): Promise<number>;

  /**
   * Return a slice of a segments collection, as Python slices a list.
   *
   * @returns The items' JSON texts; null for one that is not in the store but with an adapter.
   * @throws ResponseError: A key holds another type, or `step` is 0.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsSlice("znsocket.Segments:edited", 1); // ["2", "3"]
   * ```
   */
  segmentsSlice(...args: SegmentsSliceArguments): Promise<(T | null)[]>;

  /**
   * Replace a slice of a segments collection, as Python assigns to a slice.
   *
   * With another step than 1, nothing is done unless there are as many values as items.
   *
   * @param name - The collection's prefixed key.
   * @param own - Key of the list that its own items are put in.
   * @param start - The bounds of the slice.
   * @param stop - The bounds of the slice.
   * @param step - The bounds of the slice.
   * @param values - The JSON texts of what it becomes.
   * @returns What `start` and `stop` are from 0, and the number of items before.
   * @throws ResponseError: A key holds another type.
   * @example
   * ```ts
   * await client.listExtend("frames", "1", "2", "3"); // 3
   * await client.segmentsOpen("znsocket.Segments:edited", "frames"); // true
   * await client.segmentsSplice("znsocket.Segments:edited", "own", 1, 3, null, ["20"]); // [1, 3, 3]
   * await client.segmentsSlice("znsocket.Segments:edited"); // ["1", "20"]
   * ```
   */
  segmentsSplice(name: Key, own: Key, start: Integer | null, stop: Integer | null, step: Integer | null, values: readonly Encodable[]): Promise<number[]>;

  /**
   * Return how many keys there are.
   *
   * @example
   * ```ts
   * await client.mSet({ a: 1, b: 2 }); // true
   * await client.dbSize(); // 2
   * ```
   */
  dbSize(): Promise<number>;

  /**
   * Return what was sent.
   *
   * @param value - Any text.
   * @example
   * ```ts
   * await client.echo("hello"); // "hello"
   * ```
   */
  echo(value: Encodable): Promise<T>;

  /**
   * Remove every key of every database; the embedded store has one.
   *
   * @returns true.
   * @example
   * ```ts
   * await client.set("user", "Ada"); // true
   * await client.flushAll(); // true
   * await client.dbSize(); // 0
   * ```
   */
  flushAll(options?: FlushAllOptions): Promise<boolean>;

  /**
   * Remove every key of the database.
   *
   * @returns true.
   * @example
   * ```ts
   * await client.set("user", "Ada"); // true
   * await client.flushDb(); // true
   * await client.dbSize(); // 0
   * ```
   */
  flushDb(options?: FlushDbOptions): Promise<boolean>;

  /**
   * Return facts and figures about the server.
   *
   * On Redis they are those of Redis, of a cluster those of one of its servers. Otherwise they are
   * of the process that has the store: in `server` also the version of znsocket, and an uptime
   * since the store was made; in `clients` those of the servers before it; in `memory` that of the
   * whole process, where the operating system tells it; and in `commandstats` the commands that
   * came over the wire, those of one pipeline each with the same share of its time.
   *
   * @returns Empty for a section that there is none of.
   * @example
   * ```ts
   * await client.mSet({ a: 1, b: 2 }); // true
   * await client.info({ section: "keyspace" });
   * ```
   */
  info(...args: InfoArguments): Promise<Record<string, unknown>>;

  /**
   * Tell that the store answers.
   *
   * @returns true.
   * @example
   * ```ts
   * await client.ping(); // true
   * ```
   */
  ping(): Promise<boolean>;

  /**
   * Return the time of the server's clock.
   *
   * @returns Unix time in whole seconds, and the microseconds since.
   */
  time(): Promise<[number, number]>;

  /**
   * Add members.
   *
   * @param name - Key of the set; made when missing.
   * @returns Number of members that are new.
   * @example
   * ```ts
   * await client.sAdd("tags", "red", "blue"); // 2
   * await client.sAdd("tags", "red", "green"); // 1
   * ```
   */
  sAdd(name: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Return the number of members.
   *
   * @param name - Key of the set.
   * @returns 0 when the key is missing.
   * @example
   * ```ts
   * await client.sAdd("tags", "red", "blue", "red"); // 2
   * await client.sCard("tags"); // 2
   * ```
   */
  sCard(name: Key): Promise<number>;

  /**
   * Return the members that the first of several sets has and no other.
   *
   * @param keys - All keys, or the first of them; a missing key is an empty set.
   * @param args - Further keys.
   * @example
   * ```ts
   * await client.sAdd("even", 2, 4); // 2
   * await client.sAdd("small", 1, 2); // 2
   * await client.sDiff("even", "small"); // new Set(["4"])
   * ```
   */
  sDiff(keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Promise<Set<T>>;

  /**
   * Store the members that the first of several sets has and no other.
   *
   * @param dest - Key that is replaced, whatever it holds, or removed when the result is empty.
   * @param keys - All keys, or the first of them; a missing key is an empty set.
   * @param args - Further keys.
   * @returns Number of members stored.
   * @example
   * ```ts
   * await client.sAdd("even", 2, 4); // 2
   * await client.sAdd("small", 1, 2); // 2
   * await client.sDiffStore("large", "even", "small"); // 1
   * await client.sMembers("large"); // new Set(["4"])
   * ```
   */
  sDiffStore(dest: Key, keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Promise<number>;

  /**
   * Return the members that all of several sets have.
   *
   * @param keys - All keys, or the first of them; a missing key is an empty set.
   * @param args - Further keys.
   * @example
   * ```ts
   * await client.sAdd("even", 2, 4, 6); // 3
   * await client.sAdd("small", 1, 2, 3); // 3
   * await client.sInter("even", "small"); // new Set(["2"])
   * ```
   */
  sInter(keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Promise<Set<T>>;

  /**
   * Return how many members all of several sets have.
   *
   * @throws ResponseError: `numkeys` is not the number of keys, or `limit` is negative.
   * @example
   * ```ts
   * await client.sAdd("even", 2, 4, 6); // 3
   * await client.sAdd("small", 2, 3, 4); // 3
   * await client.sInterCard(2, ["even", "small"]); // 2
   * await client.sInterCard(2, ["even", "small"], { limit: 1 }); // 1
   * ```
   */
  sInterCard(...args: SInterCardArguments): Promise<number>;

  /**
   * Store the members that all of several sets have.
   *
   * @param dest - Key that is replaced, whatever it holds, or removed when the result is empty.
   * @param keys - All keys, or the first of them; a missing key is an empty set.
   * @param args - Further keys.
   * @returns Number of members stored.
   * @example
   * ```ts
   * await client.sAdd("even", 2, 4, 6); // 3
   * await client.sAdd("small", 1, 2, 3); // 3
   * await client.sInterStore("both", "even", "small"); // 1
   * await client.sMembers("both"); // new Set(["2"])
   * ```
   */
  sInterStore(dest: Key, keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Promise<number>;

  /**
   * Tell whether a value is a member.
   *
   * @param name - Key of the set.
   * @returns 1 if it is, 0 if it is not or the key is missing.
   * @example
   * ```ts
   * await client.sAdd("primes", 2, 3, 5); // 3
   * await client.sIsMember("primes", 3); // 1
   * await client.sIsMember("primes", 4); // 0
   * ```
   */
  sIsMember(name: Key, value: Encodable): Promise<number>;

  /**
   * Return all members.
   *
   * @param name - Key of the set.
   * @returns Empty when the key is missing.
   * @example
   * ```ts
   * await client.sAdd("tags", "red", "blue"); // 2
   * await client.sMembers("tags");
   * await client.sMembers("missing"); // new Set([])
   * ```
   */
  sMembers(name: Key): Promise<Set<T>>;

  /**
   * Tell for each of several values whether it is a member.
   *
   * @param name - Key of the set.
   * @param values - All values, or the first of them.
   * @param args - Further values.
   * @returns 1 or 0 for each value, in order.
   * @example
   * ```ts
   * await client.sAdd("primes", 2, 3, 5); // 3
   * await client.smIsMember("primes", [3, 4, 5]); // [1, 0, 1]
   * ```
   */
  smIsMember(name: Key, values: Encodable | readonly Encodable[], ...args: (Encodable | readonly Encodable[])[]): Promise<number[]>;

  /**
   * Move a member from one set to another.
   *
   * @param src - Key of the set that has the member; removed with its last one.
   * @param dst - Key of the set that gets it; made when missing.
   * @returns false, and nothing is done, when `src` has no such member.
   * @example
   * ```ts
   * await client.sAdd("todo", "paint", "sand"); // 2
   * await client.sMove("todo", "done", "sand"); // 1
   * await client.sMembers("todo"); // new Set(["paint"])
   * await client.sMembers("done"); // new Set(["sand"])
   * ```
   */
  sMove(src: Key, dst: Key, value: Encodable): Promise<0 | 1>;

  /**
   * Remove and return random members.
   *
   * @returns Without `count` one member, or null when the key is missing.
   * @throws ResponseError: `count` is negative.
   * @example
   * ```ts
   * await client.sAdd("tickets", "a17"); // 1
   * await client.sPop("tickets"); // "a17"
   * await client.sPop("tickets", 2); // []
   * ```
   */
  sPop(...args: SPopArguments): Promise<T | T[] | null>;

  /**
   * Return random members.
   *
   * @returns Without `number` one member, or null when the key is missing.
   * @throws ResponseError: `number` is out of range.
   * @example
   * ```ts
   * await client.sAdd("tickets", "a17"); // 1
   * await client.sRandMember("tickets"); // "a17"
   * await client.sRandMember("tickets", -3); // ["a17", "a17", "a17"]
   * ```
   */
  sRandMember(...args: SRandMemberArguments): Promise<T | T[] | null>;

  /**
   * Remove members.
   *
   * @param name - Key of the set; removed with its last member.
   * @returns Number of members that were there.
   * @example
   * ```ts
   * await client.sAdd("tags", "red", "blue"); // 2
   * await client.sRem("tags", "red", "green"); // 1
   * await client.sMembers("tags"); // new Set(["blue"])
   * ```
   */
  sRem(name: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Return one page of the members, and where the next begins.
   *
   * A member that is there from the first page to the last is returned at least once.
   *
   * @returns The next cursor, 0 at the end, and the members.
   * @throws ResponseError: `count` is less than 1, or the cursor is not one.
   * @example
   * ```ts
   * await client.sAdd("tags", "red", "rust", "blue"); // 3
   * ```
   */
  sScan(...args: SScanArguments): Promise<[number, T[]]>;

  /**
   * Iterate over the members, page by page.
   *
   * @example
   * ```ts
   * await client.sAdd("tags", "red", "blue"); // 2
   * client.sScanIterator("tags", { match: "*e*" });
   * ```
   */
  sScanIterator(...args: SScanIteratorArguments): AsyncIterableIterator<T>;

  /**
   * Return the members that any of several sets has.
   *
   * @param keys - All keys, or the first of them; a missing key is an empty set.
   * @param args - Further keys.
   * @example
   * ```ts
   * await client.sAdd("even", 2, 4); // 2
   * await client.sAdd("small", 1, 2); // 2
   * await client.sUnion(["even", "small"]);
   * ```
   */
  sUnion(keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Promise<Set<T>>;

  /**
   * Store the members that any of several sets has.
   *
   * @param dest - Key that is replaced, whatever it holds, or removed when the result is empty.
   * @param keys - All keys, or the first of them; a missing key is an empty set.
   * @param args - Further keys.
   * @returns Number of members stored.
   * @example
   * ```ts
   * await client.sAdd("even", 2, 4); // 2
   * await client.sAdd("small", 1, 2); // 2
   * await client.sUnionStore("any", "even", "small"); // 3
   * ```
   */
  sUnionStore(dest: Key, keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Promise<number>;

  /**
   * Remove and return members of the first sorted set that has any, or wait for some.
   *
   * @param timeout - Seconds to wait at most; 0 for no limit.
   * @param numkeys - Number of `keys`.
   * @param keys - Keys of sorted sets, in the order in which they are tried.
   * @returns The key, and a list of `[member, score]` with the scores as bytes. null when the time
   * is over.
   * @throws DataError: Both or none of `min` and `max` are given.
   * @throws ResponseError: A key that is tried holds another type, `numkeys` is not the number of
   * keys, `count` is less than 1, or `timeout` is negative.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.bzmPop(1, 2, ["missing", "board"], { max: true, count: 2 });
   * ```
   */
  bzmPop(timeout: number, numkeys: Integer, keys: Key | readonly Key[], options?: BzmPopOptions): Promise<[T, [T, number][]] | null>;

  /**
   * Remove and return the highest member of the first of several sorted sets, or wait for one.
   *
   * See `blpop` for the order in which calls are served.
   *
   * @returns The key, the member and its score. null when the time is over.
   * @throws ResponseError: A key that is tried holds another type, or `timeout` is negative.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5 }); // 2
   * await client.bzPopMax(["missing", "board"], { timeout: 1 }); // ["board", "bob", 5]
   * ```
   */
  bzPopMax(...args: BzPopMaxArguments): Promise<[T, T, number] | null>;

  /**
   * Remove and return the lowest member of the first of several sorted sets, or wait for one.
   *
   * See `blpop` for the order in which calls are served.
   *
   * @returns The key, the member and its score. null when the time is over.
   * @throws ResponseError: A key that is tried holds another type, or `timeout` is negative.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5 }); // 2
   * await client.bzPopMin(["missing", "board"], { timeout: 1 }); // ["board", "ann", 3]
   * await client.bzPopMin("missing", { timeout: 0.01 }); // null
   * ```
   */
  bzPopMin(...args: BzPopMinArguments): Promise<[T, T, number] | null>;

  /**
   * Set the scores of members.
   *
   * @param name - Key of the sorted set; made when missing.
   * @param mapping - Score by member.
   * @returns Number of new members. With `incr` the new score, or null when an option forbade it.
   * @throws DataError: `mapping` is empty, or options contradict each other.
   * @throws ResponseError: A score is not a number, or becomes none.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5 }); // 2
   * await client.zAdd("board", { ann: 4, bob: 1, eve: 2 }, { gt: true, ch: true }); // 2
   * await client.zAdd("board", { ann: 10 }, { incr: true }); // 14
   * ```
   */
  zAdd(name: Key, mapping: Mapping<number>, options?: ZAddOptions): Promise<number | null>;

  /**
   * Return the number of members.
   *
   * @param name - Key of the sorted set.
   * @returns 0 when the key is missing.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5 }); // 2
   * await client.zCard("board"); // 2
   * ```
   */
  zCard(name: Key): Promise<number>;

  /**
   * Return the number of members with scores between two bounds.
   *
   * @param name - Key of the sorted set.
   * @param min - As for `zrangebyscore`.
   * @param max - As for `zrangebyscore`.
   * @throws ResponseError: `min` or `max` is not a number.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.zCount("board", "(3", 8); // 2
   * ```
   */
  zCount(name: Key, min: number | string, max: number | string): Promise<number>;

  /**
   * Return the members that only the first of several sorted sets has.
   *
   * @param keys - Keys of sorted sets or sets.
   * @returns In order of score.
   * @throws ResponseError: There are no keys.
   * @example
   * ```ts
   * await client.zAdd("mon", { ann: 3, bob: 5 }); // 2
   * await client.zAdd("tue", { ann: 4 }); // 1
   * await client.zDiff(["mon", "tue"]); // ["bob"]
   * await client.zDiff(["mon", "tue"], { withscores: true });
   * ```
   */
  zDiff(keys: Key | readonly Key[], options?: ZDiffOptions): Promise<[T, number][] | T[]>;

  /**
   * Store the members that `zdiff` returns, with their scores, as a sorted set.
   *
   * @param dest - Key that is replaced, or removed when there are no members.
   * @param keys - Keys of sorted sets or sets.
   * @returns Number of members stored.
   * @throws ResponseError: There are no keys.
   * @example
   * ```ts
   * await client.zAdd("mon", { ann: 3, bob: 5 }); // 2
   * await client.zAdd("tue", { ann: 4 }); // 1
   * await client.zDiffStore("only", ["mon", "tue"]); // 1
   * ```
   */
  zDiffStore(dest: Key, keys: Key | readonly Key[]): Promise<number>;

  /**
   * Add to the score of a member.
   *
   * @param name - Key of the sorted set; made when missing.
   * @param amount - Negative to subtract.
   * @param value - The member; added with a score of 0 when missing.
   * @returns The new score.
   * @throws ResponseError: `amount` is not a number, or opposite infinities were added.
   * @example
   * ```ts
   * await client.zIncrBy("board", 2.5, "ann"); // 2.5
   * await client.zIncrBy("board", -1, "ann"); // 1.5
   * ```
   */
  zIncrBy(name: Key, amount: number, value: Encodable): Promise<number>;

  /**
   * Return the members that all of several sorted sets have.
   *
   * @returns In order of score.
   * @throws DataError: `aggregate` is none of these.
   * @throws ResponseError: There are no keys, or a weight is not a number.
   * @example
   * ```ts
   * await client.zAdd("mon", { ann: 3, bob: 5 }); // 2
   * await client.zAdd("tue", { ann: 4 }); // 1
   * await client.zInter(["mon", "tue"], { withscores: true }); // [["ann", 7]]
   * ```
   */
  zInter(...args: ZInterArguments): Promise<T[] | [T, number][]>;

  /**
   * Return the number of members that all of several sorted sets have.
   *
   * @throws ResponseError: `numkeys` is not the number of keys, or `limit` is negative.
   * @example
   * ```ts
   * await client.zAdd("mon", { ann: 3, bob: 5 }); // 2
   * await client.zAdd("tue", { ann: 4 }); // 1
   * await client.zInterCard(2, ["mon", "tue"]); // 1
   * ```
   */
  zInterCard(...args: ZInterCardArguments): Promise<number>;

  /**
   * Store what `zinter` returns as a sorted set.
   *
   * @returns Number of members stored.
   * @throws DataError: `aggregate` is none of these.
   * @throws ResponseError: There are no keys, or a weight is not a number.
   * @example
   * ```ts
   * await client.zAdd("mon", { ann: 3, bob: 5 }); // 2
   * await client.zAdd("tue", { ann: 4 }); // 1
   * await client.zInterStore("both", { mon: 2, tue: 1 }); // 1
   * await client.zScore("both", "ann"); // 10
   * ```
   */
  zInterStore(...args: ZInterStoreArguments): Promise<number>;

  /**
   * Return the number of members between two others, where all have one score.
   *
   * @param name - Key of the sorted set.
   * @param min - As for `zrangebylex`.
   * @param max - As for `zrangebylex`.
   * @throws ResponseError: `min` or `max` is not what `zrangebylex` takes.
   * @example
   * ```ts
   * await client.zAdd("names", { ann: 0, bob: 0, eve: 0 }); // 3
   * await client.zLexCount("names", "-", "[bob"); // 2
   * ```
   */
  zLexCount(name: Key, min: Encodable, max: Encodable): Promise<number>;

  /**
   * Remove and return members of the first sorted set that has any.
   *
   * @param numKeys - Number of `keys`.
   * @param keys - Keys of sorted sets, in the order in which they are looked at.
   * @returns The key, and a list of `[member, score]` with the scores as bytes; null when all of
   * the keys are missing.
   * @throws DataError: Both or none of `min` and `max` are given.
   * @throws ResponseError: `num_keys` is not the number of keys, or `count` is less than 1.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.zmPop(2, ["missing", "board"], { max: true, count: 2 });
   * ```
   */
  zmPop(numKeys: Integer, keys: Key | readonly Key[], options?: ZmPopOptions): Promise<[T, [T, number][]] | null>;

  /**
   * Return the scores of several members.
   *
   * @param key - Key of the sorted set.
   * @returns In the order of `members`; null for those that are missing.
   * @throws DataError: `members` is empty.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5 }); // 2
   * await client.zmScore("board", ["bob", "eve"]); // [5, null]
   * ```
   */
  zmScore(key: Key, members: readonly Encodable[]): Promise<(number | null)[]>;

  /**
   * Remove and return the members with the highest scores.
   *
   * @returns The highest score comes first.
   * @throws ResponseError: `count` is negative.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.zPopMax("board"); // [["eve", 8]]
   * ```
   */
  zPopMax(...args: ZPopMaxArguments): Promise<[T, number][]>;

  /**
   * Remove and return the members with the lowest scores.
   *
   * @returns The lowest score comes first.
   * @throws ResponseError: `count` is negative.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.zPopMin("board", 2); // [["ann", 3], ["bob", 5]]
   * ```
   */
  zPopMin(...args: ZPopMinArguments): Promise<[T, number][]>;

  /**
   * Return random members.
   *
   * @returns Without `count` one member, or null when the key is missing.
   * @throws ResponseError: `count` is missing beside `withscores`, or out of range.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3 }); // 1
   * await client.zRandMember("board"); // "ann"
   * await client.zRandMember("board", 5, { withscores: true });
   * ```
   */
  zRandMember(...args: ZRandMemberArguments): Promise<T | [T, number][] | T[] | null>;

  /**
   * Return the members between two ranks, scores or names.
   *
   * @param name - Key of the sorted set.
   * @param start - Ranks from 0, negative from the end; with `byscore` as in `zrangebyscore`, with
   * `bylex` as in `zrangebylex`. Where `desc` is given, those two want the greater one first.
   * @param end - Ranks from 0, negative from the end; with `byscore` as in `zrangebyscore`, with
   * `bylex` as in `zrangebylex`. Where `desc` is given, those two want the greater one first.
   * @throws DataError: Options contradict each other.
   * @throws ResponseError: `start` or `end` is not what it should be, or a limit goes with ranks.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.zRange("board", 0, 1, { withscores: true }); // [["ann", 3], ["bob", 5]]
   * await client.zRange("board", "+inf", "(3", { desc: true, byscore: true }); // ["eve", "bob"]
   * ```
   */
  zRange(name: Key, start: Encodable, end: Encodable, options?: ZRangeOptions): Promise<T[] | [T, number][]>;

  /**
   * Return the members between two others in order of octets, where all have one score.
   *
   * @throws DataError: One of `start` and `num` is missing.
   * @throws ResponseError: `min` or `max` begins with something else.
   * @example
   * ```ts
   * await client.zAdd("names", { ann: 0, bob: 0, eve: 0 }); // 3
   * await client.zRangeByLex("names", "[b", "(eve"); // ["bob"]
   * ```
   */
  zRangeByLex(...args: ZRangeByLexArguments): Promise<T[]>;

  /**
   * Return the members with scores between two bounds.
   *
   * @throws DataError: One of `start` and `num` is missing.
   * @throws ResponseError: `min` or `max` is not a number.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.zRangeByScore("board", "(3", "+inf", { withscores: true }); // [["bob", 5], ["eve", 8]]
   * ```
   */
  zRangeByScore(...args: ZRangeByScoreArguments): Promise<T[] | [T, number][]>;

  /**
   * Store the members that `zrange` returns as a sorted set.
   *
   * @param dest - Key that is replaced, or removed when there are no members.
   * @param name - Key of the sorted set to read.
   * @param start - As for `zrange`.
   * @param end - As for `zrange`.
   * @returns Number of members stored.
   * @throws DataError: Options contradict each other.
   * @throws ResponseError: `start` or `end` is not what it should be, or a limit goes with ranks.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.zRangeStore("top", "board", 0, 1, { desc: true }); // 2
   * await client.zRange("top", 0, -1); // ["bob", "eve"]
   * ```
   */
  zRangeStore(dest: Key, name: Key, start: Encodable, end: Encodable, options?: ZRangeStoreOptions): Promise<number>;

  /**
   * Return the rank of a member, from 0 for the lowest score.
   *
   * @param name - Key of the sorted set.
   * @param value - The member.
   * @returns null when the member or the key is missing.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5 }); // 2
   * await client.zRank("board", "ann"); // 0
   * ```
   */
  zRank(name: Key, value: Encodable, options?: ZRankOptions): Promise<number | null>;

  /**
   * Remove members.
   *
   * @param name - Key of the sorted set.
   * @param values - Members; those that are not there are passed over.
   * @returns Number of members removed.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5 }); // 2
   * await client.zRem("board", "ann", "eve"); // 1
   * ```
   */
  zRem(name: Key, ...values: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Remove the members between two others, where all have one score.
   *
   * @param name - Key of the sorted set.
   * @param min - As for `zrangebylex`.
   * @param max - As for `zrangebylex`.
   * @returns Number of members removed.
   * @throws ResponseError: `min` or `max` is not what `zrangebylex` takes.
   * @example
   * ```ts
   * await client.zAdd("names", { ann: 0, bob: 0, eve: 0 }); // 3
   * await client.zRemRangeByLex("names", "-", "(bob"); // 1
   * ```
   */
  zRemRangeByLex(name: Key, min: Encodable, max: Encodable): Promise<number>;

  /**
   * Remove the members between two ranks.
   *
   * @param name - Key of the sorted set.
   * @param min - From 0 for the lowest score; negative from the highest, which is -1.
   * @param max - From 0 for the lowest score; negative from the highest, which is -1.
   * @returns Number of members removed.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.zRemRangeByRank("board", 0, -2); // 2
   * ```
   */
  zRemRangeByRank(name: Key, min: Integer, max: Integer): Promise<number>;

  /**
   * Remove the members with scores between two bounds.
   *
   * @param name - Key of the sorted set.
   * @param min - As for `zrangebyscore`.
   * @param max - As for `zrangebyscore`.
   * @returns Number of members removed.
   * @throws ResponseError: `min` or `max` is not a number.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.zRemRangeByScore("board", "-inf", "(8"); // 2
   * ```
   */
  zRemRangeByScore(name: Key, min: number | string, max: number | string): Promise<number>;

  /**
   * Return the members between two ranks, counted from the highest score.
   *
   * @param name - Key of the sorted set.
   * @param start - From 0 for the highest score; negative from the lowest, which is -1.
   * @param end - From 0 for the highest score; negative from the lowest, which is -1.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.zRevRange("board", 0, 1); // ["eve", "bob"]
   * ```
   */
  zRevRange(name: Key, start: Integer, end: Integer, options?: ZRevRangeOptions): Promise<T[] | [T, number][]>;

  /**
   * Return the members between two others, the last first, where all have one score.
   *
   * @throws DataError: One of `start` and `num` is missing.
   * @throws ResponseError: `min` or `max` is not what `zrangebylex` takes.
   * @example
   * ```ts
   * await client.zAdd("names", { ann: 0, bob: 0, eve: 0 }); // 3
   * await client.zRevRangeByLex("names", "+", "[b"); // ["eve", "bob"]
   * ```
   */
  zRevRangeByLex(...args: ZRevRangeByLexArguments): Promise<T[]>;

  /**
   * Return the members with scores between two bounds, the highest score first.
   *
   * @throws DataError: One of `start` and `num` is missing.
   * @throws ResponseError: `min` or `max` is not a number.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5, eve: 8 }); // 3
   * await client.zRevRangeByScore("board", "+inf", 0, { start: 1, num: 1 }); // ["bob"]
   * ```
   */
  zRevRangeByScore(...args: ZRevRangeByScoreArguments): Promise<T[] | [T, number][]>;

  /**
   * Return the rank of a member, from 0 for the highest score.
   *
   * @param name - Key of the sorted set.
   * @param value - The member.
   * @returns null when the member or the key is missing.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5 }); // 2
   * await client.zRevRank("board", "ann"); // 1
   * ```
   */
  zRevRank(name: Key, value: Encodable, options?: ZRevRankOptions): Promise<number | null>;

  /**
   * Return a page of members and scores, and where the next page begins.
   *
   * @returns The next cursor, 0 at the end, and a list of `(member, score)`. A member that is
   * there all the time comes at least once.
   * @throws ResponseError: `cursor` is none, or `count` is less than 1.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3, bob: 5 }); // 2
   * await client.zScan("board", { match: "a*" }); // [0, [["ann", 3]]]
   * ```
   */
  zScan(...args: ZScanArguments): Promise<[number, [T, number][]]>;

  /**
   * Yield all members and scores, a page at a time.
   *
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3 }); // 1
   * client.zScanIterator("board");
   * ```
   */
  zScanIterator(...args: ZScanIteratorArguments): AsyncIterableIterator<[T, number]>;

  /**
   * Return the score of a member.
   *
   * @param name - Key of the sorted set.
   * @param value - The member.
   * @returns null when the member or the key is missing.
   * @example
   * ```ts
   * await client.zAdd("board", { ann: 3 }); // 1
   * await client.zScore("board", "ann"); // 3
   * ```
   */
  zScore(name: Key, value: Encodable): Promise<number | null>;

  /**
   * Return the members that any of several sorted sets has.
   *
   * @returns In order of score.
   * @throws DataError: `aggregate` is none of these.
   * @throws ResponseError: There are no keys, or a weight is not a number.
   * @example
   * ```ts
   * await client.zAdd("mon", { ann: 3, bob: 5 }); // 2
   * await client.zAdd("tue", { ann: 4 }); // 1
   * await client.zUnion(["mon", "tue"], { withscores: true }); // [["bob", 5], ["ann", 7]]
   * await client.zUnion({ mon: 1, tue: 10 }, { aggregate: "max", withscores: true }); // [["bob", 5], ["ann", 40]]
   * ```
   */
  zUnion(...args: ZUnionArguments): Promise<T[] | [T, number][]>;

  /**
   * Store what `zunion` returns as a sorted set.
   *
   * @returns Number of members stored.
   * @throws DataError: `aggregate` is none of these.
   * @throws ResponseError: There are no keys, or a weight is not a number.
   * @example
   * ```ts
   * await client.zAdd("mon", { ann: 3, bob: 5 }); // 2
   * await client.zAdd("tue", { ann: 4 }); // 1
   * await client.zUnionStore("both", ["mon", "tue"]); // 2
   * await client.zScore("both", "ann"); // 7
   * ```
   */
  zUnionStore(...args: ZUnionStoreArguments): Promise<number>;

  /**
   * Acknowledge entries, which their consumers no longer have then.
   *
   * @param name - Key of the stream.
   * @param groupname - The group.
   * @returns How many there were; 0 also when the key or the group is missing.
   * @throws ResponseError: The key holds another type, or an id is none.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xGroupCreate("log", "mailers", { id: 0 }); // true
   * await client.xReadGroup("mailers", "ada", { log: ">" }); // [["log", [["1-1", { level: "info" }]]]]
   * await client.xAck("log", "mailers", "1-1", "9-9"); // 1
   * ```
   */
  xAck(name: Key, groupname: Encodable, ...ids: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Append an entry.
   *
   * @returns The id; null with `nomkstream` when the key is missing.
   * @throws ResponseError: The key holds another type, or the id is none or not above the last
   * one.
   * @throws DataError: `fields` is empty, or `maxlen` comes with `minid` or is negative.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xAdd("log", { level: "debug" }, { id: "1-*" }); // "1-2"
   * await client.xRange("log"); // [["1-1", { level: "info" }], ["1-2", { level: "debug" }]]
   * ```
   */
  xAdd(...args: XAddArguments): Promise<T | null>;

  /**
   * Give those entries to a consumer of a group that others have had for long.
   *
   * It goes through all that are not acknowledged, page by page.
   *
   * @returns Where the next page begins, `"0-0"` after the last one; id and fields of each entry;
   * ids of those that are no longer in the stream, and that nobody has any more. With `justid`
   * only the ids that were claimed.
   * @throws ResponseError: The key holds another type, there is no such group (NOGROUP),
   * `start_id` is no id, or `count` is 0.
   * @throws DataError: `min_idle_time` or `count` is negative.
   * @throws ValueError: `min_idle_time` or `count` is no number.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xGroupCreate("log", "mailers", { id: 0 }); // true
   * await client.xReadGroup("mailers", "ada", { log: ">" }); // [["log", [["1-1", { level: "info" }]]]]
   * await client.xAutoClaim("log", "mailers", "grace", 0); // ["0-0", [["1-1", { level: "info" }]], []]
   * ```
   */
  xAutoClaim(...args: XAutoClaimArguments): Promise<[T, [T, Dictionary<T, T>][], T[]] | T[]>;

  /**
   * Give entries that some consumer of a group has not acknowledged to another consumer.
   *
   * @returns Id and fields, or with `justid` the id, of each that was claimed. An entry that is no
   * longer in the stream is taken from its consumer and not returned.
   * @throws ResponseError: The key holds another type, there is no such group (NOGROUP), or an id
   * is none.
   * @throws DataError: `message_ids` is empty, or an option has another type.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xGroupCreate("log", "mailers", { id: 0 }); // true
   * await client.xReadGroup("mailers", "ada", { log: ">" }); // [["log", [["1-1", { level: "info" }]]]]
   * await client.xClaim("log", "mailers", "grace", 0, ["1-1"]); // [["1-1", { level: "info" }]]
   * await client.xClaim("log", "mailers", "alan", 60000, ["1-1"]); // []
   * ```
   */
  xClaim(...args: XClaimArguments): Promise<[T, Dictionary<T, T>][] | T[]>;

  /**
   * Remove entries; the stream stays even when none is left.
   *
   * @param name - Key of the stream.
   * @returns Number of entries removed.
   * @throws ResponseError: The key holds another type, or an id is none.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xDel("log", "1-1", "9-9"); // 1
   * ```
   */
  xDel(name: Key, ...ids: (Encodable | readonly Encodable[])[]): Promise<number>;

  /**
   * Make a consumer group of a stream.
   *
   * @returns true.
   * @throws ResponseError: The key is missing or holds another type, or the group is there already
   * (BUSYGROUP).
   * @example
   * ```ts
   * await client.xGroupCreate("log", "mailers", { id: 0, mkstream: true }); // true
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xReadGroup("mailers", "ada", { log: ">" }); // [["log", [["1-1", { level: "info" }]]]]
   * ```
   */
  xGroupCreate(...args: XGroupCreateArguments): Promise<boolean>;

  /**
   * Make a consumer of a group; one that reads or claims is made by that.
   *
   * @param name - Key of the stream.
   * @param groupname - The group and the consumer.
   * @param consumername - The group and the consumer.
   * @returns 1, or 0 when it is there already.
   * @throws ResponseError: The key is missing or holds another type, or there is no such group
   * (NOGROUP).
   * @example
   * ```ts
   * await client.xGroupCreate("log", "mailers", { mkstream: true }); // true
   * await client.xGroupCreateConsumer("log", "mailers", "ada"); // 1
   * ```
   */
  xGroupCreateConsumer(name: Key, groupname: Encodable, consumername: Encodable): Promise<number>;

  /**
   * Remove a consumer of a group with all that it has not acknowledged.
   *
   * @param name - Key of the stream.
   * @param groupname - The group and the consumer.
   * @param consumername - The group and the consumer.
   * @returns How many entries it had not acknowledged; nobody will get them again.
   * @throws ResponseError: The key is missing or holds another type, or there is no such group
   * (NOGROUP).
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xGroupCreate("log", "mailers", { id: 0 }); // true
   * await client.xReadGroup("mailers", "ada", { log: ">" }); // [["log", [["1-1", { level: "info" }]]]]
   * await client.xGroupDelConsumer("log", "mailers", "ada"); // 1
   * ```
   */
  xGroupDelConsumer(name: Key, groupname: Encodable, consumername: Encodable): Promise<number>;

  /**
   * Remove a consumer group with all that it has not acknowledged.
   *
   * @param name - Key of the stream.
   * @param groupname - The group.
   * @returns Whether there was one.
   * @throws ResponseError: The key is missing or holds another type.
   * @example
   * ```ts
   * await client.xGroupCreate("log", "mailers", { mkstream: true }); // true
   * await client.xGroupDestroy("log", "mailers"); // 1
   * ```
   */
  xGroupDestroy(name: Key, groupname: Encodable): Promise<0 | 1>;

  /**
   * Set the id behind which the new entries of a group begin.
   *
   * @returns true.
   * @throws ResponseError: The key is missing or holds another type, or there is no such group
   * (NOGROUP).
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xGroupCreate("log", "mailers"); // true
   * await client.xGroupSetId("log", "mailers", 0); // true
   * await client.xReadGroup("mailers", "ada", { log: ">" }); // [["log", [["1-1", { level: "info" }]]]]
   * ```
   */
  xGroupSetId(...args: XGroupSetIdArguments): Promise<boolean>;

  /**
   * Return facts about the consumers of a group.
   *
   * @param name - Key of the stream.
   * @param groupname - The group.
   * @returns Of each `name`; `pending`, how many entries it has not acknowledged; and `idle`,
   * milliseconds since it was heard of.
   * @throws ResponseError: The key is missing or holds another type, or there is no such group
   * (NOGROUP).
   * @example
   * ```ts
   * await client.xGroupCreate("log", "mailers", { mkstream: true }); // true
   * await client.xGroupCreateConsumer("log", "mailers", "ada"); // 1
   * ```
   */
  xInfoConsumers(name: Key, groupname: Encodable): Promise<XInfoConsumersReply<T>>;

  /**
   * Return facts about the consumer groups of a stream.
   *
   * @param name - Key of the stream.
   * @returns Of each `name`, `consumers` and `pending`, how many of them; `last-delivered-id`;
   * `entries-read`, how many it has behind it, and `lag`, how many before it, each null when that
   * cannot be told.
   * @throws ResponseError: The key is missing or holds another type.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xGroupCreate("log", "mailers", { id: 0 }); // true
   * ```
   */
  xInfoGroups(name: Key): Promise<XInfoGroupsReply<T>>;

  /**
   * Return facts about a stream.
   *
   * @param name - Key of the stream.
   * @returns `length`, `last-generated-id`, `max-deleted-entry-id`, `entries-added`,
   * `recorded-first-entry-id`, `radix-tree-keys` (blocks of entries) and `radix-tree-nodes`;
   * `groups`, how many, and `first-entry` and `last-entry`. With `full`, `entries`, a dict of
   * fields by id, and `groups`, a list of dicts.
   * @throws ResponseError: The key is missing or holds another type.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xInfoStream("log", { full: true });
   * ```
   */
  xInfoStream(name: Key, options?: XInfoStreamOptions): Promise<XInfoStreamReply<T>>;

  /**
   * Return the number of entries.
   *
   * @param name - Key of the stream.
   * @returns 0 when the key is missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xLen("log"); // 1
   * ```
   */
  xLen(name: Key): Promise<number>;

  /**
   * Return how many entries the consumers of a group have not acknowledged.
   *
   * @param name - Key of the stream.
   * @param groupname - The group.
   * @returns `pending`, how many; `min` and `max`, the ids of the first and the last, or null;
   * `consumers`, a list of dicts of `name` and `pending` for those that have any.
   * @throws ResponseError: The key holds another type, or there is no such group (NOGROUP).
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xGroupCreate("log", "mailers", { id: 0 }); // true
   * await client.xReadGroup("mailers", "ada", { log: ">" }); // [["log", [["1-1", { level: "info" }]]]]
   * await client.xPending("log", "mailers"); // { pending: 1, min: "1-1", max: "1-1", consumers: [{ name: "ada", pending: 1 }] }
   * ```
   */
  xPending(name: Key, groupname: Encodable): Promise<XPendingReply<T>>;

  /**
   * Return the entries that the consumers of a group have not acknowledged.
   *
   * @returns Of each `message_id`, `consumer`, `time_since_delivered` in milliseconds and
   * `times_delivered`. With null for `min`, `max` and `count` the reply of `xpending`.
   * @throws ResponseError: The key holds another type, there is no such group (NOGROUP), or `min`
   * or `max` is no id.
   * @throws DataError: Some of `min`, `max` and `count` are null, or `count` or `idle` is
   * negative.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xGroupCreate("log", "mailers", { id: 0 }); // true
   * await client.xReadGroup("mailers", "ada", { log: ">" }); // [["log", [["1-1", { level: "info" }]]]]
   * ```
   */
  xPendingRange(...args: XPendingRangeArguments): Promise<XPendingRangeReply<T>>;

  /**
   * Return the entries between two ids, the oldest first.
   *
   * @returns Id and fields of each.
   * @throws ResponseError: The key holds another type, or `min` or `max` is no id.
   * @throws DataError: `count` is no positive integer.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xAdd("log", { level: "debug" }, { id: "2-1" }); // "2-1"
   * await client.xRange("log", { min: "(1-1", count: 5 }); // [["2-1", { level: "debug" }]]
   * ```
   */
  xRange(...args: XRangeArguments): Promise<[T, Dictionary<T, T>][]>;

  /**
   * Return the entries of several streams behind an id each.
   *
   * @returns Key and entries of each stream that has any.
   * @throws ResponseError: A key holds another type, or an id is none.
   * @throws DataError: `streams` is empty, or a number is none or out of range.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xRead({ log: 0, other: 0 }); // [["log", [["1-1", { level: "info" }]]]]
   * await client.xRead({ log: "$" }); // []
   * ```
   */
  xRead(...args: XReadArguments): Promise<[T, [T, Dictionary<T, T>][]][]>;

  /**
   * Return entries of several streams as a consumer of a group.
   *
   * Each entry goes to one consumer of the group, which has it until it is acknowledged by `xack`.
   *
   * @returns Key and entries of each stream that has any; of one that was read from an id also
   * without any. An entry that is no longer there has no fields.
   * @throws ResponseError: A key holds another type, there is no such group (NOGROUP), or an id is
   * none.
   * @throws DataError: `streams` is empty, or a number is none or out of range.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xGroupCreate("log", "mailers", { id: 0 }); // true
   * await client.xReadGroup("mailers", "ada", { log: ">" }); // [["log", [["1-1", { level: "info" }]]]]
   * await client.xReadGroup("mailers", "ada", { log: ">" }); // []
   * await client.xReadGroup("mailers", "ada", { log: 0 }); // [["log", [["1-1", { level: "info" }]]]]
   * ```
   */
  xReadGroup(...args: XReadGroupArguments): Promise<[T, [T, Dictionary<T, T>][]][]>;

  /**
   * Return the entries between two ids, the newest first.
   *
   * @returns Id and fields of each.
   * @throws ResponseError: The key holds another type, or `max` or `min` is no id.
   * @throws DataError: `count` is no positive integer.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xAdd("log", { level: "debug" }, { id: "2-1" }); // "2-1"
   * await client.xRevRange("log", { count: 1 }); // [["2-1", { level: "debug" }]]
   * ```
   */
  xRevRange(...args: XRevRangeArguments): Promise<[T, Dictionary<T, T>][]>;

  /**
   * Remove the oldest entries.
   *
   * @returns Number of entries removed.
   * @throws ResponseError: The key holds another type, or `maxlen`, `minid` or `limit` is out of
   * range.
   * @throws DataError: Both of `maxlen` and `minid` are given, or none.
   * @example
   * ```ts
   * await client.xAdd("log", { level: "info" }, { id: "1-1" }); // "1-1"
   * await client.xAdd("log", { level: "debug" }, { id: "2-1" }); // "2-1"
   * await client.xTrim("log", { maxlen: 1, approximate: false }); // 1
   * ```
   */
  xTrim(...args: XTrimArguments): Promise<number>;

  /**
   * Put a text behind the one that a key holds.
   *
   * @param key - The key; made when missing.
   * @param value - What is put behind.
   * @returns Length in octets afterwards.
   * @throws ResponseError: The key holds another type, or the text would have more than 512 MB.
   * @example
   * ```ts
   * await client.append("log", "one;"); // 4
   * await client.append("log", "two;"); // 8
   * ```
   */
  append(key: Key, value: Encodable): Promise<number>;

  /**
   * Return how many bits of a bitmap, or of a part of it, are 1.
   *
   * @throws DataError: Only one of `start` and `end` is given.
   * @throws ResponseError: The key holds another type, or the mode is unknown.
   * @example
   * ```ts
   * await client.set("word", "foobar"); // true
   * await client.bitCount("word"); // 26
   * await client.bitCount("word", 0, 0); // 4
   * ```
   */
  bitCount(...args: BitCountArguments): Promise<number>;

  /**
   * Read and change integers that are packed in a bitmap.
   *
   * The operations are collected, and done by `execute()` as one command; in a pipeline that
   * queues it. `get(fmt, offset)` reads an integer, `set(fmt, offset, value)` sets one and gives
   * the one before, and `incrby(fmt, offset, increment, overflow=null)` adds to one and gives the
   * sum. `overflow(kind)` says what becomes of integers that are too large or too small from there
   * on: `"WRAP"` around, stay at the end (`"SAT"`), or `"FAIL"` and give null. A format is `i` for
   * a signed or `u` for an unsigned integer and its bits, `i1` to `i64` and `u1` to `u63`; an
   * offset is that of the first bit, or `#n` for n times the integer's bits. In TypeScript and on
   * the wire the operations are given all at once, as `[["SET", "u8", 0, 255], ["GET", "i8", 0]]`.
   *
   * @param key - The key; made by the first change.
   * @returns Its `execute()` returns a list with an integer or null for each operation.
   * @throws ResponseError: The key holds another type, or a format, an offset or a number is none.
   */
  bitField(key: Key, operations: readonly (readonly Encodable[])[]): Promise<(number | null)[]>;

  /**
   * Return integers that are packed in a bitmap.
   *
   * @throws ResponseError: The key holds another type, or an encoding or an offset is none.
   * @example
   * ```ts
   * await client.set("pixels", new Uint8Array([1, 127, 3])); // true
   * await client.bitFieldRo("pixels", "u8", 0, [["u8", "#1"], ["i4", 12]]); // [1, 127, -1]
   * ```
   */
  bitFieldRo(...args: BitFieldRoArguments): Promise<number[]>;

  /**
   * Combine bitmaps bit by bit and store the result.
   *
   * @param operation - `"AND"`, `"OR"`, `"XOR"`, or `"NOT"` of one bitmap.
   * @param dest - The key of the result; whatever it held is lost.
   * @param keys - The bitmaps; shorter ones are filled with 0 at the end.
   * @returns Length of the result in octets; a result of none removes the key.
   * @throws ResponseError: A key holds another type, the operation is unknown, or NOT has several
   * keys.
   * @example
   * ```ts
   * await client.mSet({ a: "abc", b: "ABC" }); // true
   * await client.bitOp("AND", "both", "a", "b"); // 3
   * await client.get("both"); // "ABC"
   * ```
   */
  bitOp(operation: Encodable, dest: Key, ...keys: (Key | readonly Key[])[]): Promise<number>;

  /**
   * Return the place of the first bit that is 1, or that is 0.
   *
   * @returns Counted from the beginning of the text; -1 when there is none. Without `end`, a 0 is
   * found behind the last octet.
   * @throws DataError: `bit` is neither 0 nor 1, or `end` is given without `start`.
   * @throws ResponseError: The key holds another type, or the mode is unknown.
   * @example
   * ```ts
   * await client.set("map", new Uint8Array([0, 15])); // true
   * await client.bitPos("map", 1); // 12
   * await client.bitPos("map", 1, 0, 0); // -1
   * ```
   */
  bitPos(...args: BitPosArguments): Promise<number>;

  /**
   * Subtract an integer from the one that a key holds.
   *
   * @returns The difference.
   * @throws ResponseError: The key holds no integer, or the difference has more than 64 bits.
   * @example
   * ```ts
   * await client.set("seats", 10); // true
   * await client.decr("seats", 3); // 7
   * ```
   */
  decr(...args: DecrArguments): Promise<number>;

  /**
   * Subtract an integer from the one that a key holds, like `decr`.
   *
   * @returns The difference.
   * @throws ResponseError: The key holds no integer, or the difference has more than 64 bits.
   * @example
   * ```ts
   * await client.decrBy("seats", 3); // -3
   * ```
   */
  decrBy(...args: DecrByArguments): Promise<number>;

  /**
   * Return the text that a key holds.
   *
   * @param name - The key.
   * @returns null when the key is missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.set("user", "Ada"); // true
   * await client.get("user"); // "Ada"
   * ```
   */
  get(name: Key): Promise<T | null>;

  /**
   * Return one bit of a bitmap.
   *
   * @param name - The key.
   * @param offset - The bit's place, from 0.
   * @returns 0 also beyond the end and when the key is missing.
   * @throws ResponseError: The key holds another type, or the offset is negative or too large.
   * @example
   * ```ts
   * await client.setBit("seen", 7, 1); // 0
   * await client.getBit("seen", 7); // 1
   * ```
   */
  getBit(name: Key, offset: Integer): Promise<number>;

  /**
   * Remove a key and return what it held.
   *
   * @param name - The key.
   * @returns null when the key was missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.set("token", "x7"); // true
   * await client.getDel("token"); // "x7"
   * await client.exists("token"); // 0
   * ```
   */
  getDel(name: Key): Promise<T | null>;

  /**
   * Return the text that a key holds and change when the key expires.
   *
   * @returns null when the key is missing.
   * @throws ResponseError: The key holds another type, or the time to expire is not after 1970 or
   * too far away.
   * @example
   * ```ts
   * await client.set("session", "Ada"); // true
   * await client.getEx("session", { ex: 60 }); // "Ada"
   * await client.ttl("session"); // 60
   * ```
   */
  getEx(...args: GetExArguments): Promise<T | null>;

  /**
   * Return a part of the text that a key holds.
   *
   * @param key - The key; an empty text when missing.
   * @param start - The first and the last octet, from 0, or negative from the end.
   * @param end - The first and the last octet, from 0, or negative from the end.
   * @returns The part of the range that exists.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.set("date", "2024-05-17"); // true
   * await client.getRange("date", 0, 3); // "2024"
   * await client.getRange("date", -2, -1); // "17"
   * ```
   */
  getRange(key: Key, start: Integer, end: Integer): Promise<T>;

  /**
   * Set a key and return what it held.
   *
   * @param name - The key; it loses its time to live.
   * @param value - What it holds afterwards.
   * @returns The text before; null when the key was missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.getSet("leader", "Ada"); // null
   * await client.getSet("leader", "Bob"); // "Ada"
   * ```
   */
  getSet(name: Key, value: Encodable): Promise<T | null>;

  /**
   * Add an integer to the one that a key holds.
   *
   * @returns The sum.
   * @throws ResponseError: The key holds no integer, or the sum has more than 64 bits.
   * @example
   * ```ts
   * await client.incr("visits"); // 1
   * await client.incr("visits", 10); // 11
   * ```
   */
  incr(...args: IncrArguments): Promise<number>;

  /**
   * Add an integer to the one that a key holds, like `incr`.
   *
   * @returns The sum.
   * @throws ResponseError: The key holds no integer, or the sum has more than 64 bits.
   * @example
   * ```ts
   * await client.incrBy("visits", 10); // 10
   * ```
   */
  incrBy(...args: IncrByArguments): Promise<number>;

  /**
   * Add a number to the one that a key holds.
   *
   * The key holds the sum with 17 decimals at most and never with an exponent.
   *
   * @returns The sum.
   * @throws ResponseError: The key or the amount is no number, or the sum is infinite.
   * @example
   * ```ts
   * await client.incrByFloat("load", 0.1); // 0.1
   * await client.incrByFloat("load", 0.2); // 0.3
   * ```
   */
  incrByFloat(...args: IncrByFloatArguments): Promise<number>;

  /**
   * Return the longest text that two texts both have, not necessarily in one piece.
   *
   * @param key1 - The keys; an empty text when missing.
   * @param key2 - The keys; an empty text when missing.
   * @returns The text or its length in octets; with `idx` `["matches", pieces, "len", length]`, a
   * piece being the first and last index in each of the two texts.
   * @throws ResponseError: A key holds another type, `len` and `idx` are both given, or the
   * product of the lengths is too large.
   * @example
   * ```ts
   * await client.mSet({ a: "ohmytext", b: "mynewtext" }); // true
   * await client.lcs("a", "b"); // "mytext"
   * await client.lcs("a", "b", { idx: true }); // ["matches", [[[4, 7], [5, 8]], [[2, 3], [0, 1]]], "len", 6]
   * ```
   */
  lcs(key1: Key, key2: Key, options?: LcsOptions): Promise<T | number | (T | ((number[] | number)[])[] | number)[]>;

  /**
   * Return the texts that several keys hold.
   *
   * @param keys - The keys, in one list or as several arguments.
   * @param args - More keys.
   * @returns One for each key, null where the key is missing or holds another type.
   * @example
   * ```ts
   * await client.mSet({ a: 1, b: 2 }); // true
   * await client.mGet(["a", "missing"], "b"); // ["1", null, "2"]
   * ```
   */
  mGet(keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Promise<(T | null)[]>;

  /**
   * Set several keys at once.
   *
   * @param mapping - Value by key; the keys lose their time to live.
   * @returns true.
   * @throws ResponseError: The mapping is empty.
   * @example
   * ```ts
   * await client.mSet({ a: 1, b: 2 }); // true
   * await client.mGet("a", "b"); // ["1", "2"]
   * ```
   */
  mSet(mapping: Mapping<Encodable>): Promise<boolean>;

  /**
   * Set several keys at once, but only if all of them are missing.
   *
   * @param mapping - Value by key.
   * @returns Whether they were set.
   * @throws ResponseError: The mapping is empty.
   * @example
   * ```ts
   * await client.mSetNX({ a: 1, b: 2 }); // 1
   * await client.mSetNX({ b: 3, c: 4 }); // 0
   * await client.exists("c"); // 0
   * ```
   */
  mSetNX(mapping: Mapping<Encodable>): Promise<0 | 1>;

  /**
   * Set a key that expires after some milliseconds.
   *
   * @param name - The key.
   * @param timeMs - Time to live in milliseconds, at least 1.
   * @param value - What it holds afterwards.
   * @returns true.
   * @throws ResponseError: The time to live is not positive or too long.
   * @example
   * ```ts
   * await client.pSetEx("session", 60000, "Ada"); // true
   * await client.ttl("session"); // 60
   * ```
   */
  pSetEx(name: Key, timeMs: Integer, value: Encodable): Promise<boolean>;

  /**
   * Make a text the value of a key, whatever type the key was before.
   *
   * @returns true, or null when `nx` or `xx` prevented it. With `get` the text before, null when
   * the key was missing.
   * @throws ResponseError: The time to expire is not after 1970 or too far away, or with `get` the
   * key holds another type.
   * @example
   * ```ts
   * await client.set("user", "Ada", { ex: 60 }); // true
   * await client.set("user", "Bob", { nx: true }); // null
   * await client.set("user", "Eve", { get: true }); // "Ada"
   * ```
   */
  set(...args: SetArguments): Promise<T | boolean | null>;

  /**
   * Set one bit of a bitmap.
   *
   * @param name - The key; made when missing, and filled with 0 up to the bit.
   * @param offset - The bit's place, from 0.
   * @param value - 0, or anything that is true for 1.
   * @returns The bit before.
   * @throws ResponseError: The key holds another type, or the offset is negative or too large.
   * @example
   * ```ts
   * await client.setBit("seen", 7, 1); // 0
   * await client.setBit("seen", 7, 0); // 1
   * ```
   */
  setBit(name: Key, offset: Integer, value: Integer): Promise<number>;

  /**
   * Set a key that expires after some seconds.
   *
   * @param name - The key.
   * @param time - Time to live in seconds, at least 1.
   * @param value - What it holds afterwards.
   * @returns true.
   * @throws ResponseError: The time to live is not positive or too long.
   * @example
   * ```ts
   * await client.setEx("session", 60, "Ada"); // true
   * await client.ttl("session"); // 60
   * ```
   */
  setEx(name: Key, time: Integer, value: Encodable): Promise<boolean>;

  /**
   * Set a key only if it is missing.
   *
   * @param name - The key.
   * @param value - What it holds if it was missing.
   * @returns Whether it was set.
   * @example
   * ```ts
   * await client.setNX("owner", "Ada"); // 1
   * await client.setNX("owner", "Bob"); // 0
   * ```
   */
  setNX(name: Key, value: Encodable): Promise<0 | 1>;

  /**
   * Overwrite a part of the text that a key holds.
   *
   * @param name - The key; made when missing.
   * @param offset - Where `value` goes, in octets from 0; a gap before it is filled with zero
   * octets.
   * @param value - What is written; nothing happens when it is empty.
   * @returns Length in octets afterwards.
   * @throws ResponseError: The key holds another type, the offset is negative, or the text would
   * have more than 512 MB.
   * @example
   * ```ts
   * await client.set("greeting", "Hello World"); // true
   * await client.setRange("greeting", 6, "Redis"); // 11
   * await client.get("greeting"); // "Hello Redis"
   * ```
   */
  setRange(name: Key, offset: Integer, value: Encodable): Promise<number>;

  /**
   * Return the length of a text in octets of UTF-8.
   *
   * @param name - The key.
   * @returns 0 when the key is missing.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.set("word", "naïve"); // true
   * await client.strLen("word"); // 6
   * ```
   */
  strLen(name: Key): Promise<number>;

  /**
   * Return a part of the text that a key holds, like `getrange`.
   *
   * @returns The part of the range that exists.
   * @throws ResponseError: The key holds another type.
   * @example
   * ```ts
   * await client.set("date", "2024-05-17"); // true
   * await client.substr("date", 5); // "05-17"
   * ```
   */
  substr(...args: SubstrArguments): Promise<T>;
}

/** Every command as a method that queues it and returns the pipeline. */
export interface PipelineCommands<T extends Text, R extends unknown[]> {
  /** Remove all keys of a dict collection. */
  dictClear(name: Key): Pipeline<T, [...R, number]>;

  /** Tell whether a dict collection has a key. */
  dictContains(name: Key, dictKey: Encodable): Pipeline<T, [...R, boolean]>;

  /** Make a dict collection of what another one holds, save its time to live. */
  dictCopy(destination: Key, source: Key): Pipeline<T, [...R, boolean]>;

  /** Make a dict collection, unless it has keys. */
  dictCreate(name: Key, mapping: Mapping<Encodable>): Pipeline<T, [...R, boolean]>;

  /** Remove keys of a dict collection. */
  dictDelete(name: Key, dictKeys: readonly Encodable[]): Pipeline<T, [...R, number]>;

  /** Return the value of a key of a dict collection. */
  dictItem(name: Key, dictKey: Encodable): Pipeline<T, [...R, T | null]>;

  /** Return keys and values of a dict collection in the order in which they came. */
  dictItems(name: Key): Pipeline<T, [...R, T[]]>;

  /** Return the keys of a dict collection in the order in which they came. */
  dictKeys(name: Key): Pipeline<T, [...R, T[]]>;

  /** Return the number of keys of a dict collection, or of what an adapter serves. */
  dictLength(name: Key): Pipeline<T, [...R, number]>;

  /** Remove a key of a dict collection and return its value. */
  dictPop(name: Key, dictKey: Encodable): Pipeline<T, [...R, T | null]>;

  /** Remove the key of a dict collection that came last. */
  dictPopitem(name: Key): Pipeline<T, [...R, T[]]>;

  /** Set keys of a dict collection. */
  dictSet(name: Key, mapping: Mapping<Encodable>): Pipeline<T, [...R, number]>;

  /** Set a key of a dict collection that is not there yet. */
  dictSetdefault(name: Key, dictKey: Encodable, value: Encodable): Pipeline<T, [...R, T]>;

  /** Return the values of a dict collection in the order in which their keys came. */
  dictValues(name: Key): Pipeline<T, [...R, T[]]>;

  /** Add places, or move those that are there. */
  geoAdd(name: Key, values: readonly Encodable[], options?: GeoAddOptions): Pipeline<T, [...R, number]>;

  /** Return the distance between two places. */
  geoDist(...args: GeoDistArguments): Pipeline<T, [...R, number | null]>;

  /** Return the standard geohashes of places. */
  geoHash(name: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, (string | null)[]]>;

  /** Return the positions of places. */
  geoPos(name: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, ([number, number] | null)[]]>;

  /** Return or store the places within a radius around a position. */
  geoRadius(...args: GeoRadiusArguments): Pipeline<T, [...R, number | T[] | unknown[][]]>;

  /** Return or store the places within a radius around a place. */
  geoRadiusByMember(...args: GeoRadiusByMemberArguments): Pipeline<T, [...R, number | T[] | unknown[][]]>;

  /** Return the places in a circle or a rectangle around a centre. */
  geoSearch(...args: GeoSearchArguments): Pipeline<T, [...R, T[] | unknown[][]]>;

  /** Store the places in a circle or a rectangle around a centre. */
  geoSearchStore(...args: GeoSearchStoreArguments): Pipeline<T, [...R, number]>;

  /** Remove fields. */
  hDel(name: Key, ...keys: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Tell whether a field exists. */
  hExists(name: Key, key: Encodable): Pipeline<T, [...R, 0 | 1]>;

  /** Return the value of a field. */
  hGet(name: Key, key: Encodable): Pipeline<T, [...R, T | null]>;

  /** Return all fields with their values. */
  hGetAll(name: Key): Pipeline<T, [...R, Dictionary<T, T>]>;

  /** Add to the integer that a field holds. */
  hIncrBy(...args: HIncrByArguments): Pipeline<T, [...R, number]>;

  /** Add to the number that a field holds. */
  hIncrByFloat(...args: HIncrByFloatArguments): Pipeline<T, [...R, number]>;

  /** Return all fields. */
  hKeys(name: Key): Pipeline<T, [...R, T[]]>;

  /** Return the number of fields. */
  hLen(name: Key): Pipeline<T, [...R, number]>;

  /** Return the values of several fields. */
  hmGet(name: Key, keys: Encodable | readonly Encodable[], ...args: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, (T | null)[]]>;

  /** Set several fields; `hset` with a mapping does the same and counts the new ones. */
  hmSet(name: Key, mapping: Mapping<Encodable>): Pipeline<T, [...R, boolean]>;

  /** Return a random field, or several. */
  hRandField(...args: HRandFieldArguments): Pipeline<T, [...R, T | T[] | null]>;

  /** Return one page of fields with their values. */
  hScan(...args: HScanArguments): Pipeline<T, [...R, [number, Dictionary<T, T>]]>;

  /** Set fields to values. */
  hSet(...args: HSetArguments): Pipeline<T, [...R, number]>;

  /** Set a field that does not exist yet. */
  hSetNX(name: Key, key: Encodable, value: Encodable): Pipeline<T, [...R, number]>;

  /** Return the length of the value of a field. */
  hStrLen(name: Key, key: Encodable): Pipeline<T, [...R, number]>;

  /** Return the values of all fields. */
  hVals(name: Key): Pipeline<T, [...R, T[]]>;

  /** Add members to a HyperLogLog. */
  pfAdd(name: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Return how many different members were added to one or any of several HyperLogLogs. */
  pfCount(...sources: (Key | readonly Key[])[]): Pipeline<T, [...R, number]>;

  /** Add all members of several HyperLogLogs to another one. */
  pfMerge(dest: Key, ...sources: (Key | readonly Key[])[]): Pipeline<T, [...R, boolean]>;

  /** Copy a key with its time to live. */
  copy(...args: CopyArguments): Pipeline<T, [...R, 0 | 1]>;

  /** Remove keys. */
  del(...names: (Key | readonly Key[])[]): Pipeline<T, [...R, number]>;

  /** Return the value of a key as octets, for `restore`. */
  dump(name: Key): Pipeline<T, [...R, Uint8Array | null]>;

  /** Return how many of several keys there are. */
  exists(...names: (Key | readonly Key[])[]): Pipeline<T, [...R, number]>;

  /** Let a key expire after some seconds. */
  expire(name: Key, time: Integer, options?: ExpireOptions): Pipeline<T, [...R, 0 | 1]>;

  /** Let a key expire at a Unix time in seconds. */
  expireAt(name: Key, when: Integer | Date, options?: ExpireAtOptions): Pipeline<T, [...R, 0 | 1]>;

  /** Return when a key expires, as Unix time in seconds. */
  expireTime(key: Key): Pipeline<T, [...R, number]>;

  /** Return the keys that match a pattern. */
  keys(...args: KeysArguments): Pipeline<T, [...R, T[]]>;

  /** Take the time to live of a key away. */
  persist(name: Key): Pipeline<T, [...R, 0 | 1]>;

  /** Let a key expire after some milliseconds. */
  pExpire(name: Key, time: Integer, options?: PExpireOptions): Pipeline<T, [...R, 0 | 1]>;

  /** Let a key expire at a Unix time in milliseconds. */
  pExpireAt(name: Key, when: Integer | Date, options?: PExpireAtOptions): Pipeline<T, [...R, 0 | 1]>;

  /** Return when a key expires, as Unix time in milliseconds. */
  pExpireTime(key: Key): Pipeline<T, [...R, number]>;

  /** Return the time to live of a key in milliseconds. */
  pTTL(name: Key): Pipeline<T, [...R, number]>;

  /** Return a random key. */
  randomKey(): Pipeline<T, [...R, T | null]>;

  /** Give a key another name, with its time to live. */
  rename(src: Key, dst: Key): Pipeline<T, [...R, boolean]>;

  /** Give a key another name, with its time to live, only if no key has that name. */
  renameNX(src: Key, dst: Key): Pipeline<T, [...R, 0 | 1]>;

  /** Make a key of what `dump` returned. */
  restore(name: Key, ttl: Integer, value: Encodable, options?: RestoreOptions): Pipeline<T, [...R, T]>;

  /** Return some of all keys, and where to go on. */
  scan(...args: ScanArguments): Pipeline<T, [...R, [number, T[]]]>;

  /** Return the elements of a list, a set or a sorted set in order, or store them. */
  sort(...args: SortArguments): Pipeline<T, [...R, (T | null)[] | ((T | null)[])[] | number]>;

  /** Return the elements of a list, a set or a sorted set in order, like `sort`. */
  sortRo(...args: SortRoArguments): Pipeline<T, [...R, (T | null)[]]>;

  /** Return how many of several keys there are, like `exists`. */
  touch(...args: (Key | readonly Key[])[]): Pipeline<T, [...R, number]>;

  /** Return the time to live of a key in seconds. */
  ttl(name: Key): Pipeline<T, [...R, number]>;

  /** Return the type of the value that a key holds. */
  type(name: Key): Pipeline<T, [...R, T]>;

  /** Remove keys, like `delete`. */
  unlink(...names: (Key | readonly Key[])[]): Pipeline<T, [...R, number]>;

  /** Pop an element from one list and put it at an end of another, or wait for one. */
  blMove(...args: BlMoveArguments): Pipeline<T, [...R, T | null]>;

  /** Pop elements from the first of several lists that has any, or wait for some. */
  blmPop(...args: BlmPopArguments): Pipeline<T, [...R, (T | T[])[] | null]>;

  /** Pop the first element of the first of several lists that has any, or wait for one. */
  blPop(...args: BlPopArguments): Pipeline<T, [...R, [T, T] | null]>;

  /** Pop the last element of the first of several lists that has any, or wait for one. */
  brPop(...args: BrPopArguments): Pipeline<T, [...R, [T, T] | null]>;

  /** Pop the last element of one list and put it before the first of another, or wait for one. */
  brPopLPush(...args: BrPopLPushArguments): Pipeline<T, [...R, T | null]>;

  /** Return the element at an index. */
  lIndex(name: Key, index: Integer): Pipeline<T, [...R, T | null]>;

  /** Put a value before or after the first element that equals another. */
  lInsert(name: Key, where: "BEFORE" | "before" | "AFTER" | "after", refvalue: Encodable, value: Encodable): Pipeline<T, [...R, number]>;

  /** Return the number of elements. */
  lLen(name: Key): Pipeline<T, [...R, number]>;

  /** Pop an element from one list and put it at an end of another, or of the same. */
  lMove(...args: LMoveArguments): Pipeline<T, [...R, T | null]>;

  /** Pop elements from the first of several lists that is not empty. */
  lmPop(...args: LmPopArguments): Pipeline<T, [...R, (T | T[])[] | null]>;

  /** Remove and return the first element, or the first few. */
  lPop(...args: LPopArguments): Pipeline<T, [...R, T | T[] | null]>;

  /** Return where a value stands in the list. */
  lPos(...args: LPosArguments): Pipeline<T, [...R, number | number[] | null]>;

  /** Put values before the first element, one after the other. */
  lPush(name: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Put values before the first element of a list that exists. */
  lPushX(name: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Return the elements between two indices, both included. */
  lRange(name: Key, start: Integer, end: Integer): Pipeline<T, [...R, T[]]>;

  /** Remove elements that equal a value. */
  lRem(name: Key, count: Integer, value: Encodable): Pipeline<T, [...R, number]>;

  /** Replace the element at an index. */
  lSet(name: Key, index: Integer, value: Encodable): Pipeline<T, [...R, boolean]>;

  /** Keep the elements between two indices, both included, and remove the others. */
  lTrim(name: Key, start: Integer, end: Integer): Pipeline<T, [...R, boolean]>;

  /** Remove and return the last element, or the last few. */
  rPop(...args: RPopArguments): Pipeline<T, [...R, T | T[] | null]>;

  /** Pop the last element of one list and put it before the first of another, or of the same. */
  rPopLPush(src: Key, dst: Key): Pipeline<T, [...R, T | null]>;

  /** Put values behind the last element, in order. */
  rPush(name: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Put values behind the last element of a list that exists. */
  rPushX(name: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Make a list collection of what another one holds, save its time to live. */
  listCopy(destination: Key, source: Key): Pipeline<T, [...R, boolean]>;

  /** Make a list collection, unless it has items. */
  listCreate(name: Key, values: readonly Encodable[]): Pipeline<T, [...R, boolean]>;

  /** Remove a slice of a list collection, as Python deletes one. */
  listCut(...args: ListCutArguments): Pipeline<T, [...R, number[]]>;

  /** Remove items of a list collection, or none when an index is outside. */
  listDelete(name: Key, indices: readonly Integer[]): Pipeline<T, [...R, number[]]>;

  /** Put items behind the last one of a list collection. */
  listExtend(name: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Put an item before the one at an index of a list collection. */
  listInsert(name: Key, index: Integer, value: Encodable): Pipeline<T, [...R, number]>;

  /** Return an item of a list collection. */
  listItem(name: Key, index: Integer): Pipeline<T, [...R, T | null]>;

  /** Return several items of a list collection. */
  listItems(name: Key, indices: readonly Integer[]): Pipeline<T, [...R, (T | null)[]]>;

  /** Return the number of items of a list collection, or of what an adapter serves. */
  listLength(name: Key): Pipeline<T, [...R, number]>;

  /** Remove and return an item of a list collection. */
  listPop(...args: ListPopArguments): Pipeline<T, [...R, T | number]>;

  /** Put the items of a list collection into another order, if they are those that were seen. */
  listRearrange(name: Key, seen: Encodable, order: readonly Integer[]): Pipeline<T, [...R, boolean]>;

  /** Remove the first item of a list collection that equals a value. */
  listRemove(name: Key, value: Encodable): Pipeline<T, [...R, number]>;

  /** Let the items of a list collection follow each other several times. */
  listRepeat(name: Key, count: Integer): Pipeline<T, [...R, number]>;

  /** Put the items of a list collection into the opposite order. */
  listReverse(name: Key): Pipeline<T, [...R, number]>;

  /** Replace items of a list collection, or none when an index is outside. */
  listSet(name: Key, indices: readonly Integer[], values: readonly Encodable[]): Pipeline<T, [...R, number[]]>;

  /** Return a slice of a list collection, as Python slices a list. */
  listSlice(...args: ListSliceArguments): Pipeline<T, [...R, T[]]>;

  /** Sort the items of a list collection; equal ones stay in order. */
  listSort(name: Key, options?: ListSortOptions): Pipeline<T, [...R, T | null]>;

  /** Replace a slice of a list collection, as Python assigns to a slice. */
  listSplice(name: Key, start: Integer | null, stop: Integer | null, step: Integer | null, values: readonly Encodable[]): Pipeline<T, [...R, number[]]>;

  /** Let a key that holds a text expire later: extend a lock that is held with that token. */
  lockExtend(name: Key, token: Encodable, milliseconds: Integer, options?: LockExtendOptions): Pipeline<T, [...R, boolean]>;

  /** Give a key that holds a text a new time to live: hold a lock with that token anew. */
  lockReacquire(name: Key, token: Encodable, milliseconds: Integer): Pipeline<T, [...R, boolean]>;

  /** Remove a key if it holds a text: give back a lock that is held with that token. */
  lockRelease(name: Key, token: Encodable): Pipeline<T, [...R, boolean]>;

  /** Send a message to everybody who listens to a channel. */
  publish(channel: Encodable, message: Encodable): Pipeline<T, [...R, number]>;

  /** Return the channels that somebody has subscribed to by name. */
  pubSubChannels(...args: PubSubChannelsArguments): Pipeline<T, [...R, T[]]>;

  /** Return how many patterns somebody has subscribed to. */
  pubSubNumPat(): Pipeline<T, [...R, number]>;

  /** Return how many have subscribed to some channels by name. */
  pubSubNumSub(...args: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, [T, number][]]>;

  /** Remove a slice of a segments collection, as Python deletes one. */
  segmentsCut(...args: SegmentsCutArguments): Pipeline<T, [...R, number[]]>;

  /** Put items behind the last one of a segments collection. */
  segmentsExtend(name: Key, own: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Put an item before the one at an index of a segments collection. */
  segmentsInsert(name: Key, own: Key, index: Integer, value: Encodable): Pipeline<T, [...R, number]>;

  /** Return an item of a segments collection. */
  segmentsItem(name: Key, index: Integer): Pipeline<T, [...R, (T | number)[]]>;

  /** Return the number of items of a segments collection. */
  segmentsLength(name: Key): Pipeline<T, [...R, number]>;

  /** Make a segments collection of all items of a list, unless it is there. */
  segmentsOpen(...args: SegmentsOpenArguments): Pipeline<T, [...R, boolean]>;

  /** Return the pieces that a segments collection is made of. */
  segmentsPieces(name: Key): Pipeline<T, [...R, T[]]>;

  /** Remove and return an item of a segments collection. */
  segmentsPop(...args: SegmentsPopArguments): Pipeline<T, [...R, (T | number)[]]>;

  /** Remove the first item of a segments collection that equals a value. */
  segmentsRemove(name: Key, value: Encodable): Pipeline<T, [...R, number]>;

  /** Put the items of a segments collection into the opposite order; all become its own. */
  segmentsReverse(name: Key, own: Key): Pipeline<T, [...R, boolean]>;

  /** Replace an item of a segments collection. */
  segmentsSet(name: Key, own: Key, index: Integer, value: Encodable): Pipeline<T, [...R, number]>;

  /** Return a slice of a segments collection, as Python slices a list. */
  segmentsSlice(...args: SegmentsSliceArguments): Pipeline<T, [...R, (T | null)[]]>;

  /** Replace a slice of a segments collection, as Python assigns to a slice. */
  segmentsSplice(name: Key, own: Key, start: Integer | null, stop: Integer | null, step: Integer | null, values: readonly Encodable[]): Pipeline<T, [...R, number[]]>;

  /** Return how many keys there are. */
  dbSize(): Pipeline<T, [...R, number]>;

  /** Return what was sent. */
  echo(value: Encodable): Pipeline<T, [...R, T]>;

  /** Remove every key of every database; the embedded store has one. */
  flushAll(options?: FlushAllOptions): Pipeline<T, [...R, boolean]>;

  /** Remove every key of the database. */
  flushDb(options?: FlushDbOptions): Pipeline<T, [...R, boolean]>;

  /** Return facts and figures about the server. */
  info(...args: InfoArguments): Pipeline<T, [...R, Record<string, unknown>]>;

  /** Tell that the store answers. */
  ping(): Pipeline<T, [...R, boolean]>;

  /** Return the time of the server's clock. */
  time(): Pipeline<T, [...R, [number, number]]>;

  /** Add members. */
  sAdd(name: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Return the number of members. */
  sCard(name: Key): Pipeline<T, [...R, number]>;

  /** Return the members that the first of several sets has and no other. */
  sDiff(keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Pipeline<T, [...R, Set<T>]>;

  /** Store the members that the first of several sets has and no other. */
  sDiffStore(dest: Key, keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Pipeline<T, [...R, number]>;

  /** Return the members that all of several sets have. */
  sInter(keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Pipeline<T, [...R, Set<T>]>;

  /** Return how many members all of several sets have. */
  sInterCard(...args: SInterCardArguments): Pipeline<T, [...R, number]>;

  /** Store the members that all of several sets have. */
  sInterStore(dest: Key, keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Pipeline<T, [...R, number]>;

  /** Tell whether a value is a member. */
  sIsMember(name: Key, value: Encodable): Pipeline<T, [...R, number]>;

  /** Return all members. */
  sMembers(name: Key): Pipeline<T, [...R, Set<T>]>;

  /** Tell for each of several values whether it is a member. */
  smIsMember(name: Key, values: Encodable | readonly Encodable[], ...args: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number[]]>;

  /** Move a member from one set to another. */
  sMove(src: Key, dst: Key, value: Encodable): Pipeline<T, [...R, 0 | 1]>;

  /** Remove and return random members. */
  sPop(...args: SPopArguments): Pipeline<T, [...R, T | T[] | null]>;

  /** Return random members. */
  sRandMember(...args: SRandMemberArguments): Pipeline<T, [...R, T | T[] | null]>;

  /** Remove members. */
  sRem(name: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Return one page of the members, and where the next begins. */
  sScan(...args: SScanArguments): Pipeline<T, [...R, [number, T[]]]>;

  /** Return the members that any of several sets has. */
  sUnion(keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Pipeline<T, [...R, Set<T>]>;

  /** Store the members that any of several sets has. */
  sUnionStore(dest: Key, keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Pipeline<T, [...R, number]>;

  /** Remove and return members of the first sorted set that has any, or wait for some. */
  bzmPop(timeout: number, numkeys: Integer, keys: Key | readonly Key[], options?: BzmPopOptions): Pipeline<T, [...R, [T, [T, number][]] | null]>;

  /** Remove and return the highest member of the first of several sorted sets, or wait for one. */
  bzPopMax(...args: BzPopMaxArguments): Pipeline<T, [...R, [T, T, number] | null]>;

  /** Remove and return the lowest member of the first of several sorted sets, or wait for one. */
  bzPopMin(...args: BzPopMinArguments): Pipeline<T, [...R, [T, T, number] | null]>;

  /** Set the scores of members. */
  zAdd(name: Key, mapping: Mapping<number>, options?: ZAddOptions): Pipeline<T, [...R, number | null]>;

  /** Return the number of members. */
  zCard(name: Key): Pipeline<T, [...R, number]>;

  /** Return the number of members with scores between two bounds. */
  zCount(name: Key, min: number | string, max: number | string): Pipeline<T, [...R, number]>;

  /** Return the members that only the first of several sorted sets has. */
  zDiff(keys: Key | readonly Key[], options?: ZDiffOptions): Pipeline<T, [...R, [T, number][] | T[]]>;

  /** Store the members that `zdiff` returns, with their scores, as a sorted set. */
  zDiffStore(dest: Key, keys: Key | readonly Key[]): Pipeline<T, [...R, number]>;

  /** Add to the score of a member. */
  zIncrBy(name: Key, amount: number, value: Encodable): Pipeline<T, [...R, number]>;

  /** Return the members that all of several sorted sets have. */
  zInter(...args: ZInterArguments): Pipeline<T, [...R, T[] | [T, number][]]>;

  /** Return the number of members that all of several sorted sets have. */
  zInterCard(...args: ZInterCardArguments): Pipeline<T, [...R, number]>;

  /** Store what `zinter` returns as a sorted set. */
  zInterStore(...args: ZInterStoreArguments): Pipeline<T, [...R, number]>;

  /** Return the number of members between two others, where all have one score. */
  zLexCount(name: Key, min: Encodable, max: Encodable): Pipeline<T, [...R, number]>;

  /** Remove and return members of the first sorted set that has any. */
  zmPop(numKeys: Integer, keys: Key | readonly Key[], options?: ZmPopOptions): Pipeline<T, [...R, [T, [T, number][]] | null]>;

  /** Return the scores of several members. */
  zmScore(key: Key, members: readonly Encodable[]): Pipeline<T, [...R, (number | null)[]]>;

  /** Remove and return the members with the highest scores. */
  zPopMax(...args: ZPopMaxArguments): Pipeline<T, [...R, [T, number][]]>;

  /** Remove and return the members with the lowest scores. */
  zPopMin(...args: ZPopMinArguments): Pipeline<T, [...R, [T, number][]]>;

  /** Return random members. */
  zRandMember(...args: ZRandMemberArguments): Pipeline<T, [...R, T | [T, number][] | T[] | null]>;

  /** Return the members between two ranks, scores or names. */
  zRange(name: Key, start: Encodable, end: Encodable, options?: ZRangeOptions): Pipeline<T, [...R, T[] | [T, number][]]>;

  /** Return the members between two others in order of octets, where all have one score. */
  zRangeByLex(...args: ZRangeByLexArguments): Pipeline<T, [...R, T[]]>;

  /** Return the members with scores between two bounds. */
  zRangeByScore(...args: ZRangeByScoreArguments): Pipeline<T, [...R, T[] | [T, number][]]>;

  /** Store the members that `zrange` returns as a sorted set. */
  zRangeStore(dest: Key, name: Key, start: Encodable, end: Encodable, options?: ZRangeStoreOptions): Pipeline<T, [...R, number]>;

  /** Return the rank of a member, from 0 for the lowest score. */
  zRank(name: Key, value: Encodable, options?: ZRankOptions): Pipeline<T, [...R, number | null]>;

  /** Remove members. */
  zRem(name: Key, ...values: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Remove the members between two others, where all have one score. */
  zRemRangeByLex(name: Key, min: Encodable, max: Encodable): Pipeline<T, [...R, number]>;

  /** Remove the members between two ranks. */
  zRemRangeByRank(name: Key, min: Integer, max: Integer): Pipeline<T, [...R, number]>;

  /** Remove the members with scores between two bounds. */
  zRemRangeByScore(name: Key, min: number | string, max: number | string): Pipeline<T, [...R, number]>;

  /** Return the members between two ranks, counted from the highest score. */
  zRevRange(name: Key, start: Integer, end: Integer, options?: ZRevRangeOptions): Pipeline<T, [...R, T[] | [T, number][]]>;

  /** Return the members between two others, the last first, where all have one score. */
  zRevRangeByLex(...args: ZRevRangeByLexArguments): Pipeline<T, [...R, T[]]>;

  /** Return the members with scores between two bounds, the highest score first. */
  zRevRangeByScore(...args: ZRevRangeByScoreArguments): Pipeline<T, [...R, T[] | [T, number][]]>;

  /** Return the rank of a member, from 0 for the highest score. */
  zRevRank(name: Key, value: Encodable, options?: ZRevRankOptions): Pipeline<T, [...R, number | null]>;

  /** Return a page of members and scores, and where the next page begins. */
  zScan(...args: ZScanArguments): Pipeline<T, [...R, [number, [T, number][]]]>;

  /** Return the score of a member. */
  zScore(name: Key, value: Encodable): Pipeline<T, [...R, number | null]>;

  /** Return the members that any of several sorted sets has. */
  zUnion(...args: ZUnionArguments): Pipeline<T, [...R, T[] | [T, number][]]>;

  /** Store what `zunion` returns as a sorted set. */
  zUnionStore(...args: ZUnionStoreArguments): Pipeline<T, [...R, number]>;

  /** Acknowledge entries, which their consumers no longer have then. */
  xAck(name: Key, groupname: Encodable, ...ids: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Append an entry. */
  xAdd(...args: XAddArguments): Pipeline<T, [...R, T | null]>;

  /** Give those entries to a consumer of a group that others have had for long. */
  xAutoClaim(...args: XAutoClaimArguments): Pipeline<T, [...R, [T, [T, Dictionary<T, T>][], T[]] | T[]]>;

  /** Give entries that some consumer of a group has not acknowledged to another consumer. */
  xClaim(...args: XClaimArguments): Pipeline<T, [...R, [T, Dictionary<T, T>][] | T[]]>;

  /** Remove entries; the stream stays even when none is left. */
  xDel(name: Key, ...ids: (Encodable | readonly Encodable[])[]): Pipeline<T, [...R, number]>;

  /** Make a consumer group of a stream. */
  xGroupCreate(...args: XGroupCreateArguments): Pipeline<T, [...R, boolean]>;

  /** Make a consumer of a group; one that reads or claims is made by that. */
  xGroupCreateConsumer(name: Key, groupname: Encodable, consumername: Encodable): Pipeline<T, [...R, number]>;

  /** Remove a consumer of a group with all that it has not acknowledged. */
  xGroupDelConsumer(name: Key, groupname: Encodable, consumername: Encodable): Pipeline<T, [...R, number]>;

  /** Remove a consumer group with all that it has not acknowledged. */
  xGroupDestroy(name: Key, groupname: Encodable): Pipeline<T, [...R, 0 | 1]>;

  /** Set the id behind which the new entries of a group begin. */
  xGroupSetId(...args: XGroupSetIdArguments): Pipeline<T, [...R, boolean]>;

  /** Return facts about the consumers of a group. */
  xInfoConsumers(name: Key, groupname: Encodable): Pipeline<T, [...R, XInfoConsumersReply<T>]>;

  /** Return facts about the consumer groups of a stream. */
  xInfoGroups(name: Key): Pipeline<T, [...R, XInfoGroupsReply<T>]>;

  /** Return facts about a stream. */
  xInfoStream(name: Key, options?: XInfoStreamOptions): Pipeline<T, [...R, XInfoStreamReply<T>]>;

  /** Return the number of entries. */
  xLen(name: Key): Pipeline<T, [...R, number]>;

  /** Return how many entries the consumers of a group have not acknowledged. */
  xPending(name: Key, groupname: Encodable): Pipeline<T, [...R, XPendingReply<T>]>;

  /** Return the entries that the consumers of a group have not acknowledged. */
  xPendingRange(...args: XPendingRangeArguments): Pipeline<T, [...R, XPendingRangeReply<T>]>;

  /** Return the entries between two ids, the oldest first. */
  xRange(...args: XRangeArguments): Pipeline<T, [...R, [T, Dictionary<T, T>][]]>;

  /** Return the entries of several streams behind an id each. */
  xRead(...args: XReadArguments): Pipeline<T, [...R, [T, [T, Dictionary<T, T>][]][]]>;

  /** Return entries of several streams as a consumer of a group. */
  xReadGroup(...args: XReadGroupArguments): Pipeline<T, [...R, [T, [T, Dictionary<T, T>][]][]]>;

  /** Return the entries between two ids, the newest first. */
  xRevRange(...args: XRevRangeArguments): Pipeline<T, [...R, [T, Dictionary<T, T>][]]>;

  /** Remove the oldest entries. */
  xTrim(...args: XTrimArguments): Pipeline<T, [...R, number]>;

  /** Put a text behind the one that a key holds. */
  append(key: Key, value: Encodable): Pipeline<T, [...R, number]>;

  /** Return how many bits of a bitmap, or of a part of it, are 1. */
  bitCount(...args: BitCountArguments): Pipeline<T, [...R, number]>;

  /** Read and change integers that are packed in a bitmap. */
  bitField(key: Key, operations: readonly (readonly Encodable[])[]): Pipeline<T, [...R, (number | null)[]]>;

  /** Return integers that are packed in a bitmap. */
  bitFieldRo(...args: BitFieldRoArguments): Pipeline<T, [...R, number[]]>;

  /** Combine bitmaps bit by bit and store the result. */
  bitOp(operation: Encodable, dest: Key, ...keys: (Key | readonly Key[])[]): Pipeline<T, [...R, number]>;

  /** Return the place of the first bit that is 1, or that is 0. */
  bitPos(...args: BitPosArguments): Pipeline<T, [...R, number]>;

  /** Subtract an integer from the one that a key holds. */
  decr(...args: DecrArguments): Pipeline<T, [...R, number]>;

  /** Subtract an integer from the one that a key holds, like `decr`. */
  decrBy(...args: DecrByArguments): Pipeline<T, [...R, number]>;

  /** Return the text that a key holds. */
  get(name: Key): Pipeline<T, [...R, T | null]>;

  /** Return one bit of a bitmap. */
  getBit(name: Key, offset: Integer): Pipeline<T, [...R, number]>;

  /** Remove a key and return what it held. */
  getDel(name: Key): Pipeline<T, [...R, T | null]>;

  /** Return the text that a key holds and change when the key expires. */
  getEx(...args: GetExArguments): Pipeline<T, [...R, T | null]>;

  /** Return a part of the text that a key holds. */
  getRange(key: Key, start: Integer, end: Integer): Pipeline<T, [...R, T]>;

  /** Set a key and return what it held. */
  getSet(name: Key, value: Encodable): Pipeline<T, [...R, T | null]>;

  /** Add an integer to the one that a key holds. */
  incr(...args: IncrArguments): Pipeline<T, [...R, number]>;

  /** Add an integer to the one that a key holds, like `incr`. */
  incrBy(...args: IncrByArguments): Pipeline<T, [...R, number]>;

  /** Add a number to the one that a key holds. */
  incrByFloat(...args: IncrByFloatArguments): Pipeline<T, [...R, number]>;

  /** Return the longest text that two texts both have, not necessarily in one piece. */
  lcs(key1: Key, key2: Key, options?: LcsOptions): Pipeline<T, [...R, T | number | (T | ((number[] | number)[])[] | number)[]]>;

  /** Return the texts that several keys hold. */
  mGet(keys: Key | readonly Key[], ...args: (Key | readonly Key[])[]): Pipeline<T, [...R, (T | null)[]]>;

  /** Set several keys at once. */
  mSet(mapping: Mapping<Encodable>): Pipeline<T, [...R, boolean]>;

  /** Set several keys at once, but only if all of them are missing. */
  mSetNX(mapping: Mapping<Encodable>): Pipeline<T, [...R, 0 | 1]>;

  /** Set a key that expires after some milliseconds. */
  pSetEx(name: Key, timeMs: Integer, value: Encodable): Pipeline<T, [...R, boolean]>;

  /** Make a text the value of a key, whatever type the key was before. */
  set(...args: SetArguments): Pipeline<T, [...R, T | boolean | null]>;

  /** Set one bit of a bitmap. */
  setBit(name: Key, offset: Integer, value: Integer): Pipeline<T, [...R, number]>;

  /** Set a key that expires after some seconds. */
  setEx(name: Key, time: Integer, value: Encodable): Pipeline<T, [...R, boolean]>;

  /** Set a key only if it is missing. */
  setNX(name: Key, value: Encodable): Pipeline<T, [...R, 0 | 1]>;

  /** Overwrite a part of the text that a key holds. */
  setRange(name: Key, offset: Integer, value: Encodable): Pipeline<T, [...R, number]>;

  /** Return the length of a text in octets of UTF-8. */
  strLen(name: Key): Pipeline<T, [...R, number]>;

  /** Return a part of the text that a key holds, like `getrange`. */
  substr(...args: SubstrArguments): Pipeline<T, [...R, T]>;
}

/** How each command is called over the wire, and its reply read. */
export const COMMANDS: Record<string, Command> = {
  dictClear: { name: "dict_clear", required: ["name"], reply: read.plain },
  dictContains: { name: "dict_contains", required: ["name", "dict_key"], reply: read.bool },
  dictCopy: { name: "dict_copy", required: ["destination", "source"], reply: read.bool },
  dictCreate: { name: "dict_create", required: ["name", "mapping"], kinds: { mapping: "pairs" }, reply: read.bool },
  dictDelete: { name: "dict_delete", required: ["name", "dict_keys"], reply: read.plain },
  dictItem: { name: "dict_item", required: ["name", "dict_key"], reply: read.text },
  dictItems: { name: "dict_items", required: ["name"], reply: read.list(read.text) },
  dictKeys: { name: "dict_keys", required: ["name"], reply: read.list(read.text) },
  dictLength: { name: "dict_length", required: ["name"], reply: read.plain },
  dictPop: { name: "dict_pop", required: ["name", "dict_key"], reply: read.text },
  dictPopitem: { name: "dict_popitem", required: ["name"], reply: read.list(read.text) },
  dictSet: { name: "dict_set", required: ["name", "mapping"], kinds: { mapping: "pairs" }, reply: read.plain },
  dictSetdefault: { name: "dict_setdefault", required: ["name", "dict_key", "value"], reply: read.text },
  dictValues: { name: "dict_values", required: ["name"], reply: read.list(read.text) },
  geoAdd: { name: "geoadd", required: ["name", "values"], options: ["nx", "xx", "ch"], reply: read.plain },
  geoDist: { name: "geodist", required: ["name", "place1", "place2"], options: ["unit"], positional: 1, reply: read.float },
  geoHash: { name: "geohash", required: ["name"], variadic: true, reply: read.list(read.plain) },
  geoPos: { name: "geopos", required: ["name"], variadic: true, reply: read.list(read.tuple(read.float, read.float)) },
  geoRadius: { name: "georadius", required: ["name", "longitude", "latitude", "radius"], options: ["unit", "withdist", "withcoord", "withhash", "count", "sort", "store", "store_dist", "any"], positional: 1, reply: read.anyOf(read.plain, read.list(read.text), read.list(read.list(read.anything))) },
  geoRadiusByMember: { name: "georadiusbymember", required: ["name", "member", "radius"], options: ["unit", "withdist", "withcoord", "withhash", "count", "sort", "store", "store_dist", "any"], positional: 1, reply: read.anyOf(read.plain, read.list(read.text), read.list(read.list(read.anything))) },
  geoSearch: { name: "geosearch", required: ["name"], options: ["member", "longitude", "latitude", "unit", "radius", "width", "height", "sort", "count", "any", "withcoord", "withdist", "withhash"], positional: 9, reply: read.anyOf(read.list(read.text), read.list(read.list(read.anything))) },
  geoSearchStore: { name: "geosearchstore", required: ["dest", "name"], options: ["member", "longitude", "latitude", "unit", "radius", "width", "height", "sort", "count", "any", "storedist"], positional: 9, reply: read.plain },
  hDel: { name: "hdel", required: ["name"], variadic: true, reply: read.plain },
  hExists: { name: "hexists", required: ["name", "key"], reply: read.oneOrZero },
  hGet: { name: "hget", required: ["name", "key"], reply: read.text },
  hGetAll: { name: "hgetall", required: ["name"], reply: read.dictionary(read.text) },
  hIncrBy: { name: "hincrby", required: ["name", "key"], options: ["amount"], positional: 1, reply: read.plain },
  hIncrByFloat: { name: "hincrbyfloat", required: ["name", "key"], options: ["amount"], positional: 1, reply: read.float },
  hKeys: { name: "hkeys", required: ["name"], reply: read.list(read.text) },
  hLen: { name: "hlen", required: ["name"], reply: read.plain },
  hmGet: { name: "hmget", required: ["name", "keys"], variadic: true, reply: read.list(read.text) },
  hmSet: { name: "hmset", required: ["name", "mapping"], kinds: { mapping: "pairs" }, reply: read.bool },
  hRandField: { name: "hrandfield", required: ["key"], options: ["count", "withvalues"], positional: 1, reply: read.anyOf(read.text, read.list(read.text)) },
  hScan: { name: "hscan", required: ["name"], options: ["cursor", "match", "count", "no_values"], positional: 3, reply: read.tuple(read.plain, read.dictionary(read.text)) },
  hScanIterator: { name: "hscan_iter", required: ["name"], options: ["match", "count", "no_values"], positional: 2, iterates: "hScan", reply: read.tuple(read.text, read.text) },
  hSet: { name: "hset", required: ["name"], options: ["key", "value", "mapping", "items"], positional: 4, mapping: "mapping", kinds: { mapping: "pairs" }, reply: read.plain },
  hSetNX: { name: "hsetnx", required: ["name", "key", "value"], reply: read.plain },
  hStrLen: { name: "hstrlen", required: ["name", "key"], reply: read.plain },
  hVals: { name: "hvals", required: ["name"], reply: read.list(read.text) },
  pfAdd: { name: "pfadd", required: ["name"], variadic: true, reply: read.plain },
  pfCount: { name: "pfcount", variadic: true, reply: read.plain },
  pfMerge: { name: "pfmerge", required: ["dest"], variadic: true, reply: read.bool },
  copy: { name: "copy", required: ["source", "destination"], options: ["destination_db", "replace"], positional: 1, reply: read.oneOrZero },
  del: { name: "delete", variadic: true, reply: read.plain },
  dump: { name: "dump", required: ["name"], reply: read.bytes },
  exists: { name: "exists", variadic: true, reply: read.plain },
  expire: { name: "expire", required: ["name", "time"], options: ["nx", "xx", "gt", "lt"], reply: read.oneOrZero },
  expireAt: { name: "expireat", required: ["name", "when"], options: ["nx", "xx", "gt", "lt"], kinds: { when: "seconds" }, reply: read.oneOrZero },
  expireTime: { name: "expiretime", required: ["key"], reply: read.plain },
  keys: { name: "keys", options: ["pattern"], positional: 1, reply: read.list(read.text) },
  persist: { name: "persist", required: ["name"], reply: read.oneOrZero },
  pExpire: { name: "pexpire", required: ["name", "time"], options: ["nx", "xx", "gt", "lt"], reply: read.oneOrZero },
  pExpireAt: { name: "pexpireat", required: ["name", "when"], options: ["nx", "xx", "gt", "lt"], kinds: { when: "milliseconds" }, reply: read.oneOrZero },
  pExpireTime: { name: "pexpiretime", required: ["key"], reply: read.plain },
  pTTL: { name: "pttl", required: ["name"], reply: read.plain },
  randomKey: { name: "randomkey", reply: read.text },
  rename: { name: "rename", required: ["src", "dst"], reply: read.bool },
  renameNX: { name: "renamenx", required: ["src", "dst"], reply: read.oneOrZero },
  restore: { name: "restore", required: ["name", "ttl", "value"], options: ["replace", "absttl", "idletime", "frequency"], reply: read.text },
  scan: { name: "scan", options: ["cursor", "match", "count", "_type"], positional: 4, reply: read.tuple(read.plain, read.list(read.text)) },
  scanIterator: { name: "scan_iter", options: ["match", "count", "_type"], positional: 3, iterates: "scan", reply: read.text },
  sort: { name: "sort", required: ["name"], options: ["start", "num", "by", "get", "desc", "alpha", "store", "groups"], positional: 4, reply: read.anyOf(read.list(read.text), read.list(read.list(read.text)), read.plain) },
  sortRo: { name: "sort_ro", required: ["key"], options: ["start", "num", "by", "get", "desc", "alpha"], positional: 4, reply: read.list(read.text) },
  touch: { name: "touch", variadic: true, reply: read.plain },
  ttl: { name: "ttl", required: ["name"], reply: read.plain },
  type: { name: "type", required: ["name"], reply: read.text },
  unlink: { name: "unlink", variadic: true, reply: read.plain },
  blMove: { name: "blmove", required: ["first_list", "second_list", "timeout"], options: ["src", "dest"], positional: 2, waits: ["timeout", 1000, null], reply: read.text },
  blmPop: { name: "blmpop", required: ["timeout", "numkeys"], variadic: true, options: ["direction", "count"], waits: ["timeout", 1000, null], reply: read.list(read.anyOf(read.text, read.list(read.text))) },
  blPop: { name: "blpop", required: ["keys"], options: ["timeout"], positional: 1, waits: ["timeout", 1000, 0], reply: read.tuple(read.text, read.text) },
  brPop: { name: "brpop", required: ["keys"], options: ["timeout"], positional: 1, waits: ["timeout", 1000, 0], reply: read.tuple(read.text, read.text) },
  brPopLPush: { name: "brpoplpush", required: ["src", "dst"], options: ["timeout"], positional: 1, waits: ["timeout", 1000, 0], reply: read.text },
  lIndex: { name: "lindex", required: ["name", "index"], reply: read.text },
  lInsert: { name: "linsert", required: ["name", "where", "refvalue", "value"], reply: read.plain },
  lLen: { name: "llen", required: ["name"], reply: read.plain },
  lMove: { name: "lmove", required: ["first_list", "second_list"], options: ["src", "dest"], positional: 2, reply: read.text },
  lmPop: { name: "lmpop", required: ["num_keys"], variadic: true, options: ["direction", "count"], reply: read.list(read.anyOf(read.text, read.list(read.text))) },
  lPop: { name: "lpop", required: ["name"], options: ["count"], positional: 1, reply: read.anyOf(read.text, read.list(read.text)) },
  lPos: { name: "lpos", required: ["name", "value"], options: ["rank", "count", "maxlen"], positional: 3, reply: read.anyOf(read.plain, read.list(read.plain)) },
  lPush: { name: "lpush", required: ["name"], variadic: true, reply: read.plain },
  lPushX: { name: "lpushx", required: ["name"], variadic: true, reply: read.plain },
  lRange: { name: "lrange", required: ["name", "start", "end"], reply: read.list(read.text) },
  lRem: { name: "lrem", required: ["name", "count", "value"], reply: read.plain },
  lSet: { name: "lset", required: ["name", "index", "value"], reply: read.bool },
  lTrim: { name: "ltrim", required: ["name", "start", "end"], reply: read.bool },
  rPop: { name: "rpop", required: ["name"], options: ["count"], positional: 1, reply: read.anyOf(read.text, read.list(read.text)) },
  rPopLPush: { name: "rpoplpush", required: ["src", "dst"], reply: read.text },
  rPush: { name: "rpush", required: ["name"], variadic: true, reply: read.plain },
  rPushX: { name: "rpushx", required: ["name"], variadic: true, reply: read.plain },
  listCopy: { name: "list_copy", required: ["destination", "source"], reply: read.bool },
  listCreate: { name: "list_create", required: ["name", "values"], reply: read.bool },
  listCut: { name: "list_cut", required: ["name"], options: ["start", "stop", "step"], positional: 3, reply: read.list(read.plain) },
  listDelete: { name: "list_delete", required: ["name", "indices"], reply: read.list(read.plain) },
  listExtend: { name: "list_extend", required: ["name"], variadic: true, reply: read.plain },
  listInsert: { name: "list_insert", required: ["name", "index", "value"], reply: read.plain },
  listItem: { name: "list_item", required: ["name", "index"], reply: read.text },
  listItems: { name: "list_items", required: ["name", "indices"], reply: read.list(read.text) },
  listLength: { name: "list_length", required: ["name"], reply: read.plain },
  listPop: { name: "list_pop", required: ["name"], options: ["index"], positional: 1, reply: read.anyOf(read.text, read.plain) },
  listRearrange: { name: "list_rearrange", required: ["name", "seen", "order"], reply: read.bool },
  listRemove: { name: "list_remove", required: ["name", "value"], reply: read.plain },
  listRepeat: { name: "list_repeat", required: ["name", "count"], reply: read.plain },
  listReverse: { name: "list_reverse", required: ["name"], reply: read.plain },
  listSet: { name: "list_set", required: ["name", "indices", "values"], reply: read.list(read.plain) },
  listSlice: { name: "list_slice", required: ["name"], options: ["start", "stop", "step"], positional: 3, reply: read.list(read.text) },
  listSort: { name: "list_sort", required: ["name"], options: ["reverse"], reply: read.text },
  listSplice: { name: "list_splice", required: ["name", "start", "stop", "step", "values"], kinds: { start: "nullable", stop: "nullable", step: "nullable" }, reply: read.list(read.plain) },
  lockExtend: { name: "lock_extend", required: ["name", "token", "milliseconds"], options: ["replace_ttl"], reply: read.bool },
  lockReacquire: { name: "lock_reacquire", required: ["name", "token", "milliseconds"], reply: read.bool },
  lockRelease: { name: "lock_release", required: ["name", "token"], reply: read.bool },
  publish: { name: "publish", required: ["channel", "message"], reply: read.plain },
  pubSubChannels: { name: "pubsub_channels", options: ["pattern"], positional: 1, reply: read.list(read.text) },
  pubSubNumPat: { name: "pubsub_numpat", reply: read.plain },
  pubSubNumSub: { name: "pubsub_numsub", variadic: true, reply: read.list(read.tuple(read.text, read.plain)) },
  segmentsCut: { name: "segments_cut", required: ["name"], options: ["start", "stop", "step"], positional: 3, reply: read.list(read.plain) },
  segmentsExtend: { name: "segments_extend", required: ["name", "own"], variadic: true, reply: read.plain },
  segmentsInsert: { name: "segments_insert", required: ["name", "own", "index", "value"], reply: read.plain },
  segmentsItem: { name: "segments_item", required: ["name", "index"], reply: read.list(read.anyOf(read.text, read.plain)) },
  segmentsLength: { name: "segments_length", required: ["name"], reply: read.plain },
  segmentsOpen: { name: "segments_open", required: ["name", "origin"], options: ["size"], positional: 1, reply: read.bool },
  segmentsPieces: { name: "segments_pieces", required: ["name"], reply: read.list(read.text) },
  segmentsPop: { name: "segments_pop", required: ["name"], options: ["index"], positional: 1, reply: read.list(read.anyOf(read.text, read.plain)) },
  segmentsRemove: { name: "segments_remove", required: ["name", "value"], reply: read.plain },
  segmentsReverse: { name: "segments_reverse", required: ["name", "own"], reply: read.bool },
  segmentsSet: { name: "segments_set", required: ["name", "own", "index", "value"], reply: read.plain },
  segmentsSlice: { name: "segments_slice", required: ["name"], options: ["start", "stop", "step"], positional: 3, reply: read.list(read.text) },
  segmentsSplice: { name: "segments_splice", required: ["name", "own", "start", "stop", "step", "values"], kinds: { start: "nullable", stop: "nullable", step: "nullable" }, reply: read.list(read.plain) },
  dbSize: { name: "dbsize", reply: read.plain },
  echo: { name: "echo", required: ["value"], reply: read.text },
  flushAll: { name: "flushall", options: ["asynchronous"], reply: read.bool },
  flushDb: { name: "flushdb", options: ["asynchronous"], reply: read.bool },
  info: { name: "info", variadic: true, options: ["section"], reply: read.mapped(read.anything) },
  ping: { name: "ping", reply: read.bool },
  time: { name: "time", reply: read.tuple(read.plain, read.plain) },
  sAdd: { name: "sadd", required: ["name"], variadic: true, reply: read.plain },
  sCard: { name: "scard", required: ["name"], reply: read.plain },
  sDiff: { name: "sdiff", required: ["keys"], variadic: true, reply: read.set(read.text) },
  sDiffStore: { name: "sdiffstore", required: ["dest", "keys"], variadic: true, reply: read.plain },
  sInter: { name: "sinter", required: ["keys"], variadic: true, reply: read.set(read.text) },
  sInterCard: { name: "sintercard", required: ["numkeys", "keys"], options: ["limit"], positional: 1, reply: read.plain },
  sInterStore: { name: "sinterstore", required: ["dest", "keys"], variadic: true, reply: read.plain },
  sIsMember: { name: "sismember", required: ["name", "value"], reply: read.plain },
  sMembers: { name: "smembers", required: ["name"], reply: read.set(read.text) },
  smIsMember: { name: "smismember", required: ["name", "values"], variadic: true, reply: read.list(read.plain) },
  sMove: { name: "smove", required: ["src", "dst", "value"], reply: read.oneOrZero },
  sPop: { name: "spop", required: ["name"], options: ["count"], positional: 1, reply: read.anyOf(read.text, read.list(read.text)) },
  sRandMember: { name: "srandmember", required: ["name"], options: ["number"], positional: 1, reply: read.anyOf(read.text, read.list(read.text)) },
  sRem: { name: "srem", required: ["name"], variadic: true, reply: read.plain },
  sScan: { name: "sscan", required: ["name"], options: ["cursor", "match", "count"], positional: 3, reply: read.tuple(read.plain, read.list(read.text)) },
  sScanIterator: { name: "sscan_iter", required: ["name"], options: ["match", "count"], positional: 2, iterates: "sScan", reply: read.text },
  sUnion: { name: "sunion", required: ["keys"], variadic: true, reply: read.set(read.text) },
  sUnionStore: { name: "sunionstore", required: ["dest", "keys"], variadic: true, reply: read.plain },
  bzmPop: { name: "bzmpop", required: ["timeout", "numkeys", "keys"], options: ["min", "max", "count"], waits: ["timeout", 1000, null], reply: read.tuple(read.text, read.list(read.tuple(read.text, read.float))) },
  bzPopMax: { name: "bzpopmax", required: ["keys"], options: ["timeout"], positional: 1, waits: ["timeout", 1000, 0], reply: read.tuple(read.text, read.text, read.float) },
  bzPopMin: { name: "bzpopmin", required: ["keys"], options: ["timeout"], positional: 1, waits: ["timeout", 1000, 0], reply: read.tuple(read.text, read.text, read.float) },
  zAdd: { name: "zadd", required: ["name", "mapping"], options: ["nx", "xx", "ch", "incr", "gt", "lt"], kinds: { mapping: "pairs" }, reply: read.anyOf(read.plain, read.float) },
  zCard: { name: "zcard", required: ["name"], reply: read.plain },
  zCount: { name: "zcount", required: ["name", "min", "max"], reply: read.plain },
  zDiff: { name: "zdiff", required: ["keys"], options: ["withscores"], reply: read.anyOf(read.list(read.tuple(read.text, read.float)), read.list(read.text)) },
  zDiffStore: { name: "zdiffstore", required: ["dest", "keys"], reply: read.plain },
  zIncrBy: { name: "zincrby", required: ["name", "amount", "value"], reply: read.float },
  zInter: { name: "zinter", required: ["keys"], options: ["aggregate", "withscores"], positional: 1, reply: read.anyOf(read.list(read.text), read.list(read.tuple(read.text, read.float))) },
  zInterCard: { name: "zintercard", required: ["numkeys", "keys"], options: ["limit"], positional: 1, reply: read.plain },
  zInterStore: { name: "zinterstore", required: ["dest", "keys"], options: ["aggregate"], positional: 1, reply: read.plain },
  zLexCount: { name: "zlexcount", required: ["name", "min", "max"], reply: read.plain },
  zmPop: { name: "zmpop", required: ["num_keys", "keys"], options: ["min", "max", "count"], reply: read.tuple(read.text, read.list(read.tuple(read.text, read.float))) },
  zmScore: { name: "zmscore", required: ["key", "members"], reply: read.list(read.float) },
  zPopMax: { name: "zpopmax", required: ["name"], options: ["count"], positional: 1, reply: read.list(read.tuple(read.text, read.float)) },
  zPopMin: { name: "zpopmin", required: ["name"], options: ["count"], positional: 1, reply: read.list(read.tuple(read.text, read.float)) },
  zRandMember: { name: "zrandmember", required: ["key"], options: ["count", "withscores"], positional: 1, reply: read.anyOf(read.text, read.list(read.tuple(read.text, read.float)), read.list(read.text)) },
  zRange: { name: "zrange", required: ["name", "start", "end"], options: ["desc", "withscores", "byscore", "bylex", "offset", "num"], reply: read.anyOf(read.list(read.text), read.list(read.tuple(read.text, read.float))) },
  zRangeByLex: { name: "zrangebylex", required: ["name", "min", "max"], options: ["start", "num"], positional: 2, reply: read.list(read.text) },
  zRangeByScore: { name: "zrangebyscore", required: ["name", "min", "max"], options: ["start", "num", "withscores"], positional: 2, reply: read.anyOf(read.list(read.text), read.list(read.tuple(read.text, read.float))) },
  zRangeStore: { name: "zrangestore", required: ["dest", "name", "start", "end"], options: ["byscore", "bylex", "desc", "offset", "num"], reply: read.plain },
  zRank: { name: "zrank", required: ["name", "value"], options: ["withscore"], reply: read.plain },
  zRem: { name: "zrem", required: ["name"], variadic: true, reply: read.plain },
  zRemRangeByLex: { name: "zremrangebylex", required: ["name", "min", "max"], reply: read.plain },
  zRemRangeByRank: { name: "zremrangebyrank", required: ["name", "min", "max"], reply: read.plain },
  zRemRangeByScore: { name: "zremrangebyscore", required: ["name", "min", "max"], reply: read.plain },
  zRevRange: { name: "zrevrange", required: ["name", "start", "end"], options: ["withscores"], reply: read.anyOf(read.list(read.text), read.list(read.tuple(read.text, read.float))) },
  zRevRangeByLex: { name: "zrevrangebylex", required: ["name", "max", "min"], options: ["start", "num"], positional: 2, reply: read.list(read.text) },
  zRevRangeByScore: { name: "zrevrangebyscore", required: ["name", "max", "min"], options: ["start", "num", "withscores"], positional: 2, reply: read.anyOf(read.list(read.text), read.list(read.tuple(read.text, read.float))) },
  zRevRank: { name: "zrevrank", required: ["name", "value"], options: ["withscore"], reply: read.plain },
  zScan: { name: "zscan", required: ["name"], options: ["cursor", "match", "count"], positional: 3, reply: read.tuple(read.plain, read.list(read.tuple(read.text, read.float))) },
  zScanIterator: { name: "zscan_iter", required: ["name"], options: ["match", "count"], positional: 2, iterates: "zScan", reply: read.tuple(read.text, read.float) },
  zScore: { name: "zscore", required: ["name", "value"], reply: read.float },
  zUnion: { name: "zunion", required: ["keys"], options: ["aggregate", "withscores"], positional: 1, reply: read.anyOf(read.list(read.text), read.list(read.tuple(read.text, read.float))) },
  zUnionStore: { name: "zunionstore", required: ["dest", "keys"], options: ["aggregate"], positional: 1, reply: read.plain },
  xAck: { name: "xack", required: ["name", "groupname"], variadic: true, reply: read.plain },
  xAdd: { name: "xadd", required: ["name", "fields"], options: ["id", "maxlen", "approximate", "nomkstream", "minid", "limit", "ref_policy", "idmpauto", "idmp"], positional: 2, kinds: { fields: "pairs" }, reply: read.text },
  xAutoClaim: { name: "xautoclaim", required: ["name", "groupname", "consumername", "min_idle_time"], options: ["start_id", "count", "justid"], positional: 2, reply: read.anyOf(read.tuple(read.text, read.list(read.tuple(read.text, read.dictionary(read.text))), read.list(read.text)), read.list(read.text)) },
  xClaim: { name: "xclaim", required: ["name", "groupname", "consumername", "min_idle_time", "message_ids"], options: ["idle", "time", "retrycount", "force", "justid"], positional: 3, reply: read.anyOf(read.list(read.tuple(read.text, read.dictionary(read.text))), read.list(read.text)) },
  xDel: { name: "xdel", required: ["name"], variadic: true, reply: read.plain },
  xGroupCreate: { name: "xgroup_create", required: ["name", "groupname"], options: ["id", "mkstream", "entries_read"], positional: 1, reply: read.bool },
  xGroupCreateConsumer: { name: "xgroup_createconsumer", required: ["name", "groupname", "consumername"], reply: read.plain },
  xGroupDelConsumer: { name: "xgroup_delconsumer", required: ["name", "groupname", "consumername"], reply: read.plain },
  xGroupDestroy: { name: "xgroup_destroy", required: ["name", "groupname"], reply: read.oneOrZero },
  xGroupSetId: { name: "xgroup_setid", required: ["name", "groupname", "id"], options: ["entries_read"], positional: 1, reply: read.bool },
  xInfoConsumers: { name: "xinfo_consumers", required: ["name", "groupname"], reply: read.list(read.record({ name: read.text, pending: read.plain, idle: read.plain })) },
  xInfoGroups: { name: "xinfo_groups", required: ["name"], reply: read.list(read.record({ name: read.text, consumers: read.plain, pending: read.plain, "last-delivered-id": read.text, "entries-read": read.plain, lag: read.plain })) },
  xInfoStream: { name: "xinfo_stream", required: ["name"], options: ["full"], reply: read.anyOf(read.record({ length: read.plain, "radix-tree-keys": read.plain, "radix-tree-nodes": read.plain, "last-generated-id": read.text, "max-deleted-entry-id": read.text, "entries-added": read.plain, "recorded-first-entry-id": read.text, groups: read.plain, "first-entry": read.tuple(read.text, read.dictionary(read.text)), "last-entry": read.tuple(read.text, read.dictionary(read.text)) }), read.record({ length: read.plain, "radix-tree-keys": read.plain, "radix-tree-nodes": read.plain, "last-generated-id": read.text, "max-deleted-entry-id": read.text, "entries-added": read.plain, "recorded-first-entry-id": read.text, entries: read.dictionary(read.dictionary(read.text)), groups: read.list(read.record({ name: read.text, "last-delivered-id": read.text, "entries-read": read.plain, lag: read.plain, "pel-count": read.plain, pending: read.list(read.tuple(read.text, read.text, read.plain, read.plain)), consumers: read.list(read.record({ name: read.text, "seen-time": read.plain, "pel-count": read.plain, pending: read.list(read.tuple(read.text, read.plain, read.plain)) })) })) })) },
  xLen: { name: "xlen", required: ["name"], reply: read.plain },
  xPending: { name: "xpending", required: ["name", "groupname"], reply: read.record({ pending: read.plain, min: read.text, max: read.text, consumers: read.list(read.record({ name: read.text, pending: read.plain })) }) },
  xPendingRange: { name: "xpending_range", required: ["name", "groupname", "min", "max", "count"], options: ["consumername", "idle"], positional: 2, kinds: { min: "nullable", max: "nullable", count: "nullable" }, reply: read.anyOf(read.list(read.record({ message_id: read.text, consumer: read.text, time_since_delivered: read.plain, times_delivered: read.plain })), read.record({ pending: read.plain, min: read.text, max: read.text, consumers: read.list(read.record({ name: read.text, pending: read.plain })) })) },
  xRange: { name: "xrange", required: ["name"], options: ["min", "max", "count"], positional: 3, reply: read.list(read.tuple(read.text, read.dictionary(read.text))) },
  xRead: { name: "xread", required: ["streams"], options: ["count", "block", "max_count", "max_size"], positional: 4, kinds: { streams: "pairs" }, waits: ["block", 1, null], reply: read.list(read.tuple(read.text, read.list(read.tuple(read.text, read.dictionary(read.text))))) },
  xReadGroup: { name: "xreadgroup", required: ["groupname", "consumername", "streams"], options: ["count", "block", "noack", "claim_min_idle_time", "max_count", "max_size"], positional: 2, kinds: { streams: "pairs" }, waits: ["block", 1, null], reply: read.list(read.tuple(read.text, read.list(read.tuple(read.text, read.dictionary(read.text))))) },
  xRevRange: { name: "xrevrange", required: ["name"], options: ["max", "min", "count"], positional: 3, reply: read.list(read.tuple(read.text, read.dictionary(read.text))) },
  xTrim: { name: "xtrim", required: ["name"], options: ["maxlen", "approximate", "minid", "limit", "ref_policy"], positional: 1, reply: read.plain },
  append: { name: "append", required: ["key", "value"], reply: read.plain },
  bitCount: { name: "bitcount", required: ["key"], options: ["start", "end", "mode"], positional: 3, reply: read.plain },
  bitField: { name: "bitfield", required: ["key", "operations"], reply: read.list(read.plain) },
  bitFieldRo: { name: "bitfield_ro", required: ["key", "encoding", "offset"], options: ["items"], positional: 1, reply: read.list(read.plain) },
  bitOp: { name: "bitop", required: ["operation", "dest"], variadic: true, reply: read.plain },
  bitPos: { name: "bitpos", required: ["key", "bit"], options: ["start", "end", "mode"], positional: 3, reply: read.plain },
  decr: { name: "decr", required: ["name"], options: ["amount"], positional: 1, reply: read.plain },
  decrBy: { name: "decrby", required: ["name"], options: ["amount"], positional: 1, reply: read.plain },
  get: { name: "get", required: ["name"], reply: read.text },
  getBit: { name: "getbit", required: ["name", "offset"], reply: read.plain },
  getDel: { name: "getdel", required: ["name"], reply: read.text },
  getEx: { name: "getex", required: ["name"], options: ["ex", "px", "exat", "pxat", "persist"], positional: 4, kinds: { exat: "seconds", pxat: "milliseconds" }, reply: read.text },
  getRange: { name: "getrange", required: ["key", "start", "end"], reply: read.text },
  getSet: { name: "getset", required: ["name", "value"], reply: read.text },
  incr: { name: "incr", required: ["name"], options: ["amount"], positional: 1, reply: read.plain },
  incrBy: { name: "incrby", required: ["name"], options: ["amount"], positional: 1, reply: read.plain },
  incrByFloat: { name: "incrbyfloat", required: ["name"], options: ["amount"], positional: 1, reply: read.float },
  lcs: { name: "lcs", required: ["key1", "key2"], options: ["len", "idx", "minmatchlen", "withmatchlen"], reply: read.anyOf(read.text, read.plain, read.list(read.anyOf(read.text, read.list(read.list(read.anyOf(read.list(read.plain), read.plain))), read.plain))) },
  mGet: { name: "mget", required: ["keys"], variadic: true, reply: read.list(read.text) },
  mSet: { name: "mset", required: ["mapping"], kinds: { mapping: "pairs" }, reply: read.bool },
  mSetNX: { name: "msetnx", required: ["mapping"], kinds: { mapping: "pairs" }, reply: read.oneOrZero },
  pSetEx: { name: "psetex", required: ["name", "time_ms", "value"], reply: read.bool },
  set: { name: "set", required: ["name", "value"], options: ["ex", "px", "nx", "xx", "keepttl", "get", "exat", "pxat", "ifeq", "ifne", "ifdeq", "ifdne"], positional: 2, kinds: { exat: "seconds", pxat: "milliseconds" }, reply: read.anyOf(read.text, read.bool) },
  setBit: { name: "setbit", required: ["name", "offset", "value"], reply: read.plain },
  setEx: { name: "setex", required: ["name", "time", "value"], reply: read.bool },
  setNX: { name: "setnx", required: ["name", "value"], reply: read.oneOrZero },
  setRange: { name: "setrange", required: ["name", "offset", "value"], reply: read.plain },
  strLen: { name: "strlen", required: ["name"], reply: read.plain },
  substr: { name: "substr", required: ["name", "start"], options: ["end"], positional: 1, reply: read.text },
};
