/** The connection to a server: messages and their acknowledgements, waiting and being lost. */

import { Manager, type Socket } from "socket.io-client";
import { parseAddress } from "./address.js";
import { ConnectionError, TimeoutError } from "./errors.js";

/** Where a connection goes, and how long it waits. */
export interface ConnectionOptions {
  /** `znsocket://host:port[/path]`, or the same with http(s); in a browser by default the page's. */
  url?: string;
  /** The Socket.IO namespace of the server's messages. */
  namespace?: string;
  /** A socket of socket.io-client to use instead of an own one. */
  socket?: Socket;
  /** Milliseconds that the server may take to answer a call. */
  timeout?: number;
  /** Milliseconds to wait for the connection, at the start and when it was lost. */
  connectTimeout?: number;
}

/** One connection; it connects again by itself when it was lost. */
export class Connection {
  readonly url: string;
  readonly namespace: string;
  readonly socket: Socket;
  readonly #timeout: number;
  readonly #connectTimeout: number;
  readonly #unanswered = new Set<(error: Error) => void>();
  #opening: Promise<void> | undefined;

  constructor(options: ConnectionOptions) {
    this.#timeout = options.timeout ?? 60_000;
    this.#connectTimeout = options.connectTimeout ?? 5_000;
    this.namespace = options.namespace ?? "/znsocket";
    this.url = options.url ?? pageOrigin() ?? "";
    this.socket = options.socket ?? openSocket(this.url, this.namespace, this.#connectTimeout);
    this.socket.on("disconnect", () => {
      const error = new ConnectionError(`the connection to ${this.#place} was lost`);
      for (const reject of [...this.#unanswered]) reject(error);
    });
  }

  get #place(): string {
    return this.url || "the server";
  }

  /** Connect, unless that was done. */
  connect(): Promise<void> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #open(): Promise<void> {
    try {
      await this.#connected();
    } catch (error) {
      this.socket.disconnect();
      throw error;
    }
  }

  /** Wait until the connection stands. */
  #connected(): Promise<void> {
    const { socket } = this;
    if (socket.connected) return Promise.resolve();
    return new Promise((resolve, reject) => {
      let reason = `none within ${this.#connectTimeout} ms`;
      const note = (error: Error) => (reason = error.message);
      const done = (error?: Error) => {
        clearTimeout(timer);
        socket.off("connect", succeed).off("connect_error", note);
        if (error) reject(error);
        else resolve();
      };
      const succeed = () => done();
      const timer = setTimeout(
        () => done(new ConnectionError(`no connection to ${this.#place}: ${reason}`)),
        this.#connectTimeout,
      );
      socket.on("connect", succeed).on("connect_error", note);
      socket.connect();
    });
  }

  /** End the connection; it can be opened again. */
  disconnect(): void {
    this.#opening = undefined;
    this.socket.disconnect();
  }

  /** Send a message and return its acknowledgement. */
  exchange(event: string, payload: unknown): Promise<unknown> {
    // Messages leave in the order of the calls, so one that can be sent at once must be.
    if (this.socket.connected && this.#opening) return this.#send(event, payload);
    return this.connect()
      .then(() => this.#connected())
      .then(() => this.#send(event, payload));
  }

  #send(event: string, payload: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        fail(new TimeoutError(`${this.#place} did not answer ${event} within ${this.#timeout} ms`));
      }, this.#timeout);
      const fail = (error: Error) => {
        clearTimeout(timer);
        this.#unanswered.delete(fail);
        reject(error);
      };
      this.#unanswered.add(fail);
      this.socket.emit(event, payload, (acknowledgement: unknown) => {
        clearTimeout(timer);
        if (this.#unanswered.delete(fail)) resolve(acknowledgement);
      });
    });
  }
}

function pageOrigin(): string | undefined {
  return typeof location === "undefined" ? undefined : location.origin;
}

function openSocket(url: string, namespace: string, timeout: number): Socket {
  const { origin, path } = parseAddress(url);
  const manager = new Manager(origin, {
    path,
    autoConnect: false,
    timeout,
    // A server that has no websocket is reached by long polling.
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: 5_000,
    ...UNLIMITED,
  });
  return manager.socket(namespace);
}

// Of ws, which is the websocket in Node: how large a message may be. Browsers have no limit.
const UNLIMITED = { maxPayload: 0 };
