/** Acknowledgements: what the server answers to a message, data or an error. */

import {
  ConnectionError,
  DataError,
  FrozenStorageError,
  IndexError,
  KeyError,
  ResponseError,
  TimeoutError,
  UnknownEventError,
  ValueError,
  ZnSocketError,
} from "./errors.js";

/** An acknowledgement: the data of a reply, or an error. */
export interface Acknowledgement {
  data?: unknown;
  error?: { type: string; msg: string } | null;
}

/** Return the error that an acknowledgement reports, if any. */
export function acknowledgedError(acknowledgement: unknown): Error | undefined {
  const known = isAcknowledgement(acknowledgement);
  if (!known) {
    const shown = JSON.stringify(acknowledgement)?.slice(0, 80);
    return new ZnSocketError(`the server answered what is no reply: ${shown}`);
  }
  const { error } = acknowledgement;
  return error ? reportedError(error.type, error.msg) : undefined;
}

/** Tell whether an answer is an acknowledgement and not of a form of its own. */
export function isAcknowledgement(answer: unknown): answer is Acknowledgement {
  return typeof answer === "object" && answer !== null && ("data" in answer || "error" in answer);
}

/** Return the data of an acknowledgement, or throw the error that it reports. */
export function acknowledgedData(acknowledgement: unknown): unknown {
  const error = acknowledgedError(acknowledgement);
  if (error) throw error;
  return (acknowledgement as Acknowledgement).data;
}

const NAMED: Record<string, new (message: string) => Error> = {
  ConnectionError,
  DataError,
  FrozenStorageError,
  IndexError,
  KeyError,
  ResponseError,
  TimeoutError,
  TypeError,
  UnknownEventError,
  ValueError,
  ZnSocketError,
};

/** Return the error that the server reports with a class name and a text. */
function reportedError(name: unknown, message: unknown): Error {
  const named = Object.hasOwn(NAMED, String(name)) ? NAMED[String(name)] : undefined;
  return named ? new named(String(message)) : new ZnSocketError(`${name}: ${message}`);
}
