/** The client: Redis' commands over a websocket. */

import type { Socket } from "socket.io-client";
import { acknowledgedData, isAcknowledgement } from "./acknowledgements.js";
import { payloadOf, waitOf, type Command } from "./command.js";
import { COMMANDS, type Commands } from "./commands.generated.js";
import { Connection, type ConnectionOptions } from "./connection.js";
import { Pipeline } from "./pipeline.js";
import { Refreshes } from "./refresh.js";
import type { Text } from "./types.js";

/** What a client is made from. */
export interface ClientOptions extends ConnectionOptions {
  /** Give texts as strings, the default; else as octets. */
  decodeResponses?: boolean;
}

// The methods of the commands are added to the class below, and their types here.
export interface Client<T extends Text = string> extends Commands<T> {}

/** A connection to a server, with a method for every command; `createClient` makes it. */
export class Client<T extends Text = string> {
  readonly #connection: Connection;
  readonly #decode: boolean;
  /** @internal Who is told of changes of collections. */
  readonly refreshes: Refreshes;

  constructor(options: ClientOptions = {}) {
    this.#connection = new Connection(options);
    this.refreshes = new Refreshes(this.#connection);
    this.#decode = options.decodeResponses ?? true;
  }

  /** Where the server is. */
  get url(): string {
    return this.#connection.url;
  }

  /** The Socket.IO namespace of the server's messages. */
  get namespace(): string {
    return this.#connection.namespace;
  }

  /** The socket of socket.io-client underneath. */
  get socket(): Socket {
    return this.#connection.socket;
  }

  /** Whether the connection stands. */
  get connected(): boolean {
    return this.socket.connected;
  }

  /**
   * Connect, unless that was done; a call that comes first does it, too.
   *
   * @throws ConnectionError: No server answers.
   */
  async connect(): Promise<this> {
    await this.#connection.connect();
    return this;
  }

  /** End the connection. Calls that are not answered yet are rejected. */
  async disconnect(): Promise<void> {
    this.#connection.disconnect();
  }

  /** Call `listener` on an event of the socket: `connect`, `disconnect`, `connect_error`, ... */
  on(event: string, listener: (...args: any[]) => void): this {
    this.socket.on(event, listener);
    return this;
  }

  /** Take back `on` for one listener, or for all of the event. */
  off(event: string, listener?: (...args: any[]) => void): this {
    this.socket.off(event, listener);
    return this;
  }

  /** Return a pipeline, which sends its commands together. */
  pipeline(): Pipeline<T> {
    return new Pipeline(this.#connection, this.#decode);
  }

  /**
   * Send any message by name: a command that this client does not know, `server_config`, ...
   *
   * @param event - The message's name.
   * @param args - What it carries by position.
   * @param options - What it carries by name.
   * @returns The data of the answer, as it came.
   */
  async call(event: string, args: unknown[] = [], options: object = {}): Promise<unknown> {
    const answer = await this.#connection.exchange(event, [args, options]);
    return isAcknowledgement(answer) ? acknowledgedData(answer) : answer;
  }

  /** @internal Give all clients the method of a command. */
  static addMethod(name: string, command: Command): void {
    Object.defineProperty(Client.prototype, name, {
      value(this: Client, ...args: unknown[]) {
        return command.iterates ? this.pages(command, args) : this.request(command, args);
      },
      configurable: true,
      writable: true,
    });
  }

  /** @internal */
  async request(command: Command, args: readonly unknown[]): Promise<unknown> {
    const payload = payloadOf(command, args);
    const wait = waitOf(command, payload);
    const answer = await this.#connection.exchange(command.name, payload, wait);
    const data = acknowledgedData(answer);
    return data === null ? null : command.reply.read(data, this.#decode);
  }

  /** @internal */
  async *pages(command: Command, args: readonly unknown[]): AsyncGenerator<unknown> {
    const [required, options] = payloadOf(command, args);
    const scanned = COMMANDS[command.iterates ?? ""] as Command;
    let cursor: unknown = 0;
    do {
      const payload = [required, { ...options, cursor }];
      const data = acknowledgedData(await this.#connection.exchange(scanned.name, payload));
      const [next, page] = scanned.reply.read(data, this.#decode) as [unknown, object];
      yield* Symbol.iterator in page ? (page as Iterable<unknown>) : Object.entries(page);
      cursor = next;
    } while (String(cursor) !== "0");
  }
}

for (const [name, command] of Object.entries(COMMANDS)) Client.addMethod(name, command);

/**
 * Return a client for a server.
 *
 * @example
 * ```ts
 * const client = createClient({ url: "znsocket://localhost:5000" });
 * await client.connect();
 * await client.hSet("users", "user1", "John");
 * ```
 */
export function createClient(
  options: ClientOptions & { decodeResponses: false },
): Client<Uint8Array>;
export function createClient(options?: ClientOptions): Client;
export function createClient(options: ClientOptions = {}): Client<any> {
  return new Client(options);
}
