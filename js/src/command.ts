/** How a call becomes a message: arguments checked and put into the form in which they travel. */

import { DataError } from "./errors.js";
import { isOctets, octets, type Reader } from "./replies.js";

/** One command: how it is called, and how its reply is read. */
export interface Command {
  /** Its name on the wire. */
  readonly name: string;
  /** The arguments of every call, in order. */
  readonly required?: readonly string[];
  /** Whether any number of arguments follows them. */
  readonly variadic?: boolean;
  /** The arguments that may be given by name, in an object at the end. */
  readonly options?: readonly string[];
  /** How many of them, from the first, may be given by position instead. */
  readonly positional?: number;
  /** The option that an object in the place of any of them is. */
  readonly mapping?: string;
  /** Arguments unlike others: Maps become pairs, Dates so many units, null is an argument. */
  readonly kinds?: Readonly<Record<string, "pairs" | "seconds" | "milliseconds" | "nullable">>;
  /** The argument that says how long it may wait: in what unit, in ms, and what its absence is. */
  readonly waits?: readonly [name: string, unit: number, absent: number | null];
  /** The method whose pages it walks through. */
  readonly iterates?: string;
  readonly reply: Reader;
}

/** A call in the form in which it travels: `[args, kwargs]`. */
export type Payload = [args: unknown[], options: Record<string, unknown>];

/**
 * Return the payload of a call.
 *
 * @throws DataError: An argument is missing or is nothing that can be sent.
 * @throws TypeError: There is no such option, or there are too many arguments.
 */
export function payloadOf(command: Command, given: readonly unknown[]): Payload {
  const required = command.required ?? [];
  const args = required.map((name, index) => packed(command, name, given[index]));
  const rest = given.slice(required.length);
  const options: Record<string, unknown> = {};
  const take = (name: string, value: unknown) => {
    if (value !== undefined && value !== null) options[name] = packed(command, name, value);
  };
  if (command.options && !command.mapping && isPlainObject(rest.at(-1))) {
    const named = rest.pop() as Record<string, unknown>;
    for (const [name, value] of Object.entries(named)) take(optionNamed(command, name), value);
  }
  if (command.variadic) {
    for (const one of rest.flat()) args.push(packed(command, "values", one));
    return [args, options];
  }
  if (command.mapping && rest.length === 1 && isMapping(rest[0])) {
    take(command.mapping, rest[0]);
    return [args, options];
  }
  const positional = (command.options ?? []).slice(0, command.positional ?? 0);
  if (rest.length > positional.length) {
    const most = required.length + positional.length;
    throw new TypeError(`${command.name} takes at most ${most} arguments, got ${given.length}`);
  }
  positional.slice(0, rest.length).forEach((name, index) => take(name, rest[index]));
  return [args, options];
}

/** Return how many milliseconds a call may wait on the server beside the time to answer it. */
export function waitOf({ waits, required = [] }: Command, [args, options]: Payload): number {
  if (!waits) return 0;
  const [name, unit, absent] = waits;
  const place = required.indexOf(name);
  const limit = (place < 0 ? options[name] : args[place]) ?? absent;
  if (limit === null) return 0;
  return Number(limit) > 0 ? Number(limit) * unit : Infinity; // 0 is for ever
}

/** Return the name that an option has in JavaScript. */
function optionName(name: string): string {
  return name.replace(/^_+/, "").replace(/_+(.)/g, (_, letter: string) => letter.toUpperCase());
}

function optionNamed(command: Command, given: string): string {
  const name = command.options?.find((one) => optionName(one) === given);
  if (name === undefined) {
    const known = command.options?.map(optionName).join(", ");
    throw new TypeError(`${command.name} has no option ${given}; it has ${known}`);
  }
  return name;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isMapping(value: unknown): boolean {
  return isPlainObject(value) || value instanceof Map;
}

function packed(command: Command, name: string, value: unknown): unknown {
  const kind = command.kinds?.[name];
  if (kind === "nullable" && value === null) return null;
  if (value instanceof Date) {
    if (kind === "seconds") return Math.floor(value.getTime() / 1000);
    if (kind === "milliseconds") return value.getTime();
  }
  if (kind === "pairs" && value instanceof Map) {
    return [...value].map((pair) => pair.map((one) => plainValue(command, name, one)));
  }
  return plainValue(command, name, value);
}

/** Return a value as it travels; numbers that JSON has no word for, and long ones, as text. */
function plainValue(command: Command, name: string, value: unknown): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : spelledNumber(value);
    case "bigint":
      return value.toString();
    case "object":
      if (isOctets(value)) return octets(value);
      if (Array.isArray(value)) return value.map((one) => plainValue(command, name, one));
      if (value instanceof Set) return [...value].map((one) => plainValue(command, name, one));
      if (value instanceof Map) return plainValue(command, name, Object.fromEntries(value));
      if (isPlainObject(value)) {
        const fields = Object.entries(value);
        return Object.fromEntries(
          fields.map(([key, one]) => [key, plainValue(command, name, one)]),
        );
      }
  }
  throw new DataError(
    `${name} of ${command.name} must be a string, a number, a bigint or octets, ` +
      `or made of them where the command takes several, got ${described(value)}`,
  );
}

function spelledNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return value > 0 ? "inf" : "-inf";
}

function described(value: unknown): string {
  if (value === null || typeof value !== "object") return String(value).slice(0, 80);
  return value.constructor?.name ?? "object";
}
