/** Addresses: what a user writes, and where Socket.IO has to go for it. */

/** Where a server is. */
export interface Address {
  /** The URL of the host. */
  readonly origin: string;
  /** Where on that host Socket.IO is served. */
  readonly path: string;
}

const SCHEMES: Record<string, string> = {
  "znsocket:": "http:",
  "http:": "http:",
  "https:": "https:",
};

/**
 * Return the address that `znsocket://host:port[/path]` or an http(s) URL stands for.
 *
 * @throws TypeError: Another scheme, or no host.
 */
export function parseAddress(text: string): Address {
  const [scheme, rest] = text.split("://", 2);
  const known = SCHEMES[`${scheme}:`];
  // Browsers differ in what they make of a scheme that they don't know, so it is replaced first.
  if (!known || !rest || !URL.canParse(`${known}//${rest}`)) {
    throw new TypeError(
      `an address is znsocket://host:port[/path], or the same with http or https, got ${text}`,
    );
  }
  const url = new URL(`${known}//${rest}`);
  return { origin: url.origin, path: `${url.pathname.replace(/\/+$/, "")}/socket.io` };
}
