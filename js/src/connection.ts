/** The connection to a server: messages and their acknowledgements, waiting and being lost. */

import { Manager, type Socket } from "socket.io-client";
import { isAcknowledgement } from "./acknowledgements.js";
import { parseAddress } from "./address.js";
import { ConnectionError, TimeoutError } from "./errors.js";
import { chunksOf, largeOf, packed } from "./large.js";

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
  /** Most bytes of one message; larger requests go in parts. At most what the server takes. */
  maxMessageSize?: number;
  /** Compress requests that go in parts: for slow networks, since it takes about 1 s for 12 MB. */
  compress?: boolean;
}

/** One connection; it connects again by itself when it was lost. */
export class Connection {
  readonly url: string;
  readonly namespace: string;
  readonly socket: Socket;
  readonly #timeout: number;
  readonly #connectTimeout: number;
  readonly #compress: boolean;
  readonly #unanswered = new Set<(error: Error) => void>();
  #opening: Promise<void> | undefined;
  #limit: number;
  // When the last of the requests that have to wait, or go in parts, was sent.
  #queued: Promise<void> | undefined;

  constructor(options: ConnectionOptions) {
    this.#timeout = options.timeout ?? 60_000;
    this.#connectTimeout = options.connectTimeout ?? 5_000;
    this.#compress = options.compress ?? false;
    this.#limit = options.maxMessageSize ?? Infinity;
    this.namespace = options.namespace ?? "/znsocket";
    this.url = options.url ?? pageOrigin() ?? "";
    this.socket = options.socket ?? openSocket(this.url, this.namespace, this.#connectTimeout);
    this.socket.on("disconnect", () => {
      const error = new ConnectionError(
        `the connection to ${this.#place} was lost; the server may have carried the call out`,
      );
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
      const config = (await this.#send("server_config", null)) as Record<string, unknown> | null;
      const limit = Number(config?.max_http_buffer_size ?? Infinity);
      this.#limit = Math.min(this.#limit, limit);
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
      const done = (failed: boolean) => {
        clearTimeout(timer);
        socket.off("connect", succeed).off("connect_error", fail);
        if (failed) reject(new ConnectionError(`no connection to ${this.#place}: ${reason}`));
        else resolve();
      };
      const succeed = () => done(false);
      const fail = (error: Error) => {
        reason = error.message || `it refuses the namespace ${this.namespace}`;
        // What the server itself refuses is not tried again.
        if (!socket.active) done(true);
      };
      const timer = setTimeout(done, this.#connectTimeout, true);
      socket.on("connect", succeed).on("connect_error", fail);
      socket.connect();
    });
  }

  /** End the connection; it can be opened again. */
  disconnect(): void {
    this.#opening = undefined;
    this.socket.disconnect();
  }

  /**
   * Send a message of any size and return its acknowledgement.
   *
   * @param wait - Milliseconds that the server may wait before it answers.
   */
  exchange(event: string, payload: unknown, wait = 0): Promise<unknown> {
    // Messages leave in the order of the calls, so one that can be sent at once must be.
    const waits = this.#queued || !this.#opening || !this.socket.connected;
    if (!waits && !largeOf(this.#limit, payload)) return this.#send(event, payload, wait);
    const ready = Promise.all([this.connect().then(() => this.#connected()), this.#queued]);
    const sent = ready.then(() => this.#sendWhole(event, payload, wait));
    this.#queue(sent);
    return sent.then(({ answer }) => answer);
  }

  #queue(sent: Promise<unknown>): void {
    const leave = () => {
      if (this.#queued === queued) this.#queued = undefined;
    };
    const queued: Promise<void> = sent.then(leave, leave);
    this.#queued = queued;
  }

  /** Send a message, in parts where it is too large, and give the promise of its answer. */
  async #sendWhole(
    event: string,
    payload: unknown,
    wait: number,
  ): Promise<{ answer: Promise<unknown> }> {
    const large = largeOf(this.#limit, payload);
    if (!large) return { answer: this.#send(event, payload, wait) };
    const data = await packed(large, this.#compress);
    let id = "";
    for (const chunk of chunksOf(event, data, this.#limit)) {
      id = chunk.chunk_id;
      const answer = await this.#send("chunked_message", chunk);
      if (isAcknowledgement(answer)) return { answer: Promise.resolve(answer) };
    }
    return { answer: this.#send("get_chunked_result", { chunk_id: id }) };
  }

  #send(event: string, payload: unknown, wait = 0): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const most = this.#timeout + wait;
      const giveUp = () =>
        fail(new TimeoutError(`${this.#place} did not answer ${event} within ${most} ms`));
      const timer = most <= LONGEST ? setTimeout(giveUp, most) : undefined;
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

// The longest that a timer can wait, in ms; beyond, 25 days, it would not wait at all.
const LONGEST = 2 ** 31 - 1;

// Of ws, which is the websocket in Node: how large a message may be. Browsers have no limit.
const UNLIMITED = { maxPayload: 0 };
