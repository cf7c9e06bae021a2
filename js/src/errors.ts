/** Every error that a promise of this package is rejected with. */

/** Base of all errors of this package, and what an unnamed error of the server becomes. */
export class ZnSocketError extends Error {
  override name = "ZnSocketError";
}

/** The server refused a command: wrong type of key, value out of range, syntax. */
export class ResponseError extends ZnSocketError {
  override name = "ResponseError";
}

/** An argument has a type or a combination that no command can be made from. */
export class DataError extends ZnSocketError {
  override name = "DataError";
}

/** The server, or the Redis behind it, cannot be reached. */
export class ConnectionError extends ZnSocketError {
  override name = "ConnectionError";
}

/** The server did not answer a call in time. */
export class TimeoutError extends ZnSocketError {
  override name = "TimeoutError";
}

/** The server knows no command or message of that name. */
export class UnknownEventError extends ZnSocketError {
  override name = "UnknownEventError";
}

/** A write to something that can only be read, such as an adapter. */
export class FrozenStorageError extends ZnSocketError {
  override name = "FrozenStorageError";
}

/** There is no such index. */
export class IndexError extends ZnSocketError {
  override name = "IndexError";
}

/** There is no such key, or it is taken. */
export class KeyError extends ZnSocketError {
  override name = "KeyError";
}

/** A value has the right type and cannot be used all the same. */
export class ValueError extends ZnSocketError {
  override name = "ValueError";
}

/** A text of a reply is not UTF-8; a client with `decodeResponses: false` gets its octets. */
export class DecodeError extends ZnSocketError {
  override name = "DecodeError";
}
