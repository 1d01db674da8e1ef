// Sends requests; knows nothing of the page.

import { learn } from "./clock.js";

/** There was no answer: the network or the server is away, or the answer took too long. */
export class ConnectionLost extends Error {}

/**
 * Sends a request and reads the answer to its end.
 * @returns {Promise<{method, url, status, body, etag, location, retryAfter}>} body: parsed JSON, else null.
 * @throws {ConnectionLost}
 */
export async function send(method, url, { headers = {}, body, seconds = 30 } = {}) {
  const sent = Date.now();
  let response;
  let text;
  try {
    response = await fetch(url, {
      method,
      headers: { Accept: "application/json", ...headers },
      body,
      // The page keeps the entity-tags itself; a cache in between would only hide what the server says.
      cache: "no-store",
      signal: AbortSignal.timeout(seconds * 1000),
    });
    text = await response.text();
  } catch (error) {
    throw new ConnectionLost(`${method} ${url}`, { cause: error });
  }

  learn(response.headers.get("Date"), sent, Date.now());
  return {
    method,
    url,
    status: response.status,
    body: parse(text),
    etag: response.headers.get("ETag"),
    location: response.headers.get("Location"),
    retryAfter: wholeSeconds(response.headers.get("Retry-After")),
  };
}

/** The last part of a problem's type, which names it. */
export function problemName(answer) {
  return /[#/]([a-z-]+)$/.exec(answer.body?.type ?? "")?.[1] ?? "";
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function wholeSeconds(value) {
  return /^\d+$/.test(value ?? "") ? Number(value) : null;
}
