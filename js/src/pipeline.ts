/** Batches of commands that travel as one message. */

import { acknowledgedData, acknowledgedError } from "./acknowledgements.js";
import { payloadOf, type Command, type Payload } from "./command.js";
import { COMMANDS, type PipelineCommands } from "./commands.generated.js";
import type { Connection } from "./connection.js";
import type { Text } from "./types.js";

/** What `execute` gives: the type of each reply where the calls are chained. */
export type Replies<R extends unknown[]> = R extends [] ? unknown[] : R;

/** The same where errors are in the places of their replies. */
export type RepliesOrErrors<R extends unknown[]> = { [I in keyof R]: R[I] | Error };

// The methods of the commands are added to the class below, and their types here.
export interface Pipeline<
  T extends Text = string,
  R extends unknown[] = [],
> extends PipelineCommands<T, R> {}

/**
 * Queues commands and sends them as one message; nothing comes between them on the server.
 *
 * @example
 * ```ts
 * const [, count] = await client.pipeline().set("a", 1).incr("a").execute();
 * ```
 */
export class Pipeline<T extends Text = string, R extends unknown[] = []> {
  readonly #connection: Connection;
  readonly #decode: boolean;
  #calls: [Command, Payload][] = [];

  /** @internal Made by `client.pipeline()`. */
  constructor(connection: Connection, decode: boolean) {
    this.#connection = connection;
    this.#decode = decode;
  }

  /** How many commands are queued. */
  get length(): number {
    return this.#calls.length;
  }

  /** Forget all commands that were queued. */
  reset(): void {
    this.#calls = [];
  }

  /**
   * Send what was queued, forget it, and return the replies in order.
   *
   * @param raiseOnError - Reject with the first error, its text naming the command; else errors are
   * in the places of their replies. The other commands were carried out in both cases.
   */
  execute(raiseOnError?: true): Promise<Replies<R>>;
  execute(raiseOnError: boolean): Promise<RepliesOrErrors<Replies<R>>>;
  async execute(raiseOnError = true): Promise<unknown> {
    const calls = this.#calls;
    this.reset();
    if (calls.length === 0) return [];
    const message = calls.map(([command, payload]) => [command.name, payload]);
    const answer = await this.#connection.exchange("pipeline", [[], { message }]);
    const answers = acknowledgedData(answer) as unknown[];
    return calls.map(([command, payload], index) => {
      const error = acknowledgedError(answers[index]);
      if (error && raiseOnError) {
        const call = [command.name.toUpperCase(), ...payload[0].map(String)]
          .join(" ")
          .slice(0, 100);
        error.message = `Command # ${index + 1} (${call}) of pipeline caused error: ${error.message}`;
        throw error;
      }
      const data = error ?? acknowledgedData(answers[index]);
      return error || data === null ? data : command.reply.read(data, this.#decode);
    });
  }

  /** The same as `execute`, by node-redis' name. */
  exec(raiseOnError?: true): Promise<Replies<R>> {
    return this.execute(raiseOnError);
  }

  /** @internal Give all pipelines the method of a command. */
  static addMethod(name: string, command: Command): void {
    Object.defineProperty(Pipeline.prototype, name, {
      value(this: Pipeline, ...args: unknown[]) {
        return this.queue(command, args);
      },
      configurable: true,
      writable: true,
    });
  }

  /** @internal */
  queue(command: Command, args: readonly unknown[]): this {
    this.#calls.push([command, payloadOf(command, args)]);
    return this;
  }
}

for (const [name, command] of Object.entries(COMMANDS)) {
  if (!command.iterates) Pipeline.addMethod(name, command);
}
