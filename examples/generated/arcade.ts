// Generated from arcade by znsocket generate; changes are lost.
import { addCommands, type Encodable, type Integer, type Key, type Pipeline, type Text } from "znsocket";
import * as read from "znsocket/replies";

/** Options of `jobPut`. */
export interface JobPutOptions {
  /** Seconds from now until it may be taken. */
  delay?: number;
}

/** Options of `jobTake`. */
export interface JobTakeOptions {
  /** Seconds in which it has to be done; afterwards somebody else gets it. */
  lease?: number;
}

/** Options of `leaderboardWin`. */
export interface LeaderboardWinOptions {
  /** How many. */
  points?: number;
}

/** Options of `leaderboardTop`. */
export interface LeaderboardTopOptions {
  /** How many. */
  count?: Integer;
}

/** Options of `takeToken`. */
export interface TakeTokenOptions {
  /** How many to take. */
  tokens?: number;
}

/** What `jobPut` can be called with. */
export type JobPutArguments =
  | [name: Key, job: Encodable, options?: JobPutOptions]
  | [name: Key, job: Encodable, delay: number];

/** What `jobTake` can be called with. */
export type JobTakeArguments =
  | [name: Key, options?: JobTakeOptions]
  | [name: Key, lease: number];

/** What `leaderboardWin` can be called with. */
export type LeaderboardWinArguments =
  | [name: Key, player: Encodable, options?: LeaderboardWinOptions]
  | [name: Key, player: Encodable, points: number];

/** What `leaderboardTop` can be called with. */
export type LeaderboardTopArguments =
  | [name: Key, options?: LeaderboardTopOptions]
  | [name: Key, count: Integer];

/** What `takeToken` can be called with. */
export type TakeTokenArguments =
  | [name: Key, rate: number, burst: number, options?: TakeTokenOptions]
  | [name: Key, rate: number, burst: number, tokens: number];

declare module "znsocket/commands" {
  interface Commands<T extends Text = string> {
    /**
     * Put a job into a queue, unless it is there already.
     *
     * @returns false when it is in the queue already, or being done.
     * @throws ResponseError: The key holds another type.
     * @example
     * ```ts
     * await client.jobPut("jobs", "mail ann"); // true
     * await client.jobPut("jobs", "mail ann"); // false
     * ```
     */
    jobPut(...args: JobPutArguments): Promise<boolean>;

    /**
     * Take the job that has waited longest.
     *
     * @returns The job, or null when there is none to be done now.
     * @throws ResponseError: The key holds another type.
     * @example
     * ```ts
     * await client.jobPut("jobs", "mail ann"); // true
     * await client.jobPut("jobs", "mail bob", { delay: 60 }); // true
     * await client.jobTake("jobs"); // "mail ann"
     * await client.jobTake("jobs"); // null
     * ```
     */
    jobTake(...args: JobTakeArguments): Promise<T | null>;

    /**
     * Take a job that is done out of its queue.
     *
     * @param name - Key of the queue.
     * @param job - What `job_take` gave.
     * @returns false when it was out of it already.
     * @throws ResponseError: The key holds another type.
     * @example
     * ```ts
     * await client.jobPut("jobs", "mail ann"); // true
     * await client.jobTake("jobs", { lease: 0.5 }); // "mail ann"
     * await client.jobDone("jobs", "mail ann"); // true
     * await client.jobDone("jobs", "mail ann"); // false
     * ```
     */
    jobDone(name: Key, job: Encodable): Promise<boolean>;

    /**
     * Give a player points.
     *
     * @returns The player's points and place from now on.
     * @throws ResponseError: The key holds another type.
     * @example
     * ```ts
     * await client.leaderboardWin("board", "ann", 3); // [3, 1]
     * await client.leaderboardWin("board", "bob"); // [1, 2]
     * await client.leaderboardWin("board", "bob", 2.5); // [3.5, 1]
     * ```
     */
    leaderboardWin(...args: LeaderboardWinArguments): Promise<[number, number]>;

    /**
     * Return the best players.
     *
     * @returns Place, player and points of each; the same points are the same place.
     * @throws ResponseError: The key holds another type, or `count` is negative.
     * @example
     * ```ts
     * await client.zAdd("board", { ann: 3, bob: 3, cy: 1 }); // 3
     * await client.leaderboardTop("board"); // [[1, "bob", 3], [1, "ann", 3], [3, "cy", 1]]
     * await client.leaderboardTop("board", 1); // [[1, "bob", 3]]
     * ```
     */
    leaderboardTop(...args: LeaderboardTopArguments): Promise<[number, T, number][]>;

    /**
     * Take tokens out of a bucket, if there are enough of them.
     *
     * @returns Whether they were taken, and otherwise the seconds until they may be.
     * @throws ResponseError: `rate` is not positive, `tokens` are negative or more than `burst`, or
     * the key holds another type.
     * @example
     * ```ts
     * await client.takeToken("limit:ann", 0.001, 2); // [true, 0]
     * await client.takeToken("limit:ann", 0.001, 2); // [true, 0]
     * await client.takeToken("limit:ann", 0.001, 2, { tokens: 3 });
     * ```
     */
    takeToken(...args: TakeTokenArguments): Promise<[boolean, number]>;
  }

  interface PipelineCommands<T extends Text, R extends unknown[]> {
    /** Put a job into a queue, unless it is there already. */
    jobPut(...args: JobPutArguments): Pipeline<T, [...R, boolean]>;

    /** Take the job that has waited longest. */
    jobTake(...args: JobTakeArguments): Pipeline<T, [...R, T | null]>;

    /** Take a job that is done out of its queue. */
    jobDone(name: Key, job: Encodable): Pipeline<T, [...R, boolean]>;

    /** Give a player points. */
    leaderboardWin(...args: LeaderboardWinArguments): Pipeline<T, [...R, [number, number]]>;

    /** Return the best players. */
    leaderboardTop(...args: LeaderboardTopArguments): Pipeline<T, [...R, [number, T, number][]]>;

    /** Take tokens out of a bucket, if there are enough of them. */
    takeToken(...args: TakeTokenArguments): Pipeline<T, [...R, [boolean, number]]>;
  }
}

addCommands({
  jobPut: { name: "job_put", required: ["name", "job"], options: ["delay"], positional: 1, reply: read.bool },
  jobTake: { name: "job_take", required: ["name"], options: ["lease"], positional: 1, reply: read.text },
  jobDone: { name: "job_done", required: ["name", "job"], reply: read.bool },
  leaderboardWin: { name: "leaderboard_win", required: ["name", "player"], options: ["points"], positional: 1, reply: read.tuple(read.float, read.plain) },
  leaderboardTop: { name: "leaderboard_top", required: ["name"], options: ["count"], positional: 1, reply: read.list(read.tuple(read.plain, read.text, read.float)) },
  takeToken: { name: "take_token", required: ["name", "rate", "burst"], options: ["tokens"], positional: 1, reply: read.tuple(read.bool, read.float) },
});
