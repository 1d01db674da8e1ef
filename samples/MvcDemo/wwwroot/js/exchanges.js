// The requests about a job and their answers, for whoever wants to read along.

import { element } from "./dom.js";

const kept = 50;

export class Exchanges {
  #all = [];

  /** Adds an answer; the same once more is only counted. */
  add({ method, url, status, location, retryAfter }) {
    const last = this.#all.at(-1);
    if (last?.method === method && last.url === url && last.status === status && !location) {
      Object.assign(last, { times: last.times + 1, retryAfter });
    } else {
      this.#all.push({ method, url, status, location, retryAfter, times: 1 });
      this.#all.splice(0, this.#all.length - kept);
    }
  }

  /** Brings a list up to date; leaves lines alone that have not changed, for somebody may be copying them. */
  show(list) {
    this.#all.forEach((exchange, index) => {
      const line = lineOf(exchange);
      const present = list.children[index];
      if (!present) {
        list.append(line);
      } else if (present.textContent !== line.textContent) {
        present.replaceWith(line);
      }
    });
  }
}

function lineOf({ method, url, status, location, retryAfter, times }) {
  const more = [
    location && `Location: ${shortened(location)}`,
    retryAfter !== null && `Retry-After: ${retryAfter}`,
    times > 1 && `${times} times`,
  ];
  return element(
    "li",
    {},
    `${method} ${shortened(url)} `,
    element("b", {}, `→ ${status}`),
    element("span", { className: "more" }, ` ${more.filter(Boolean).join(", ")}`),
  );
}

function shortened(url) {
  const { pathname, search } = new URL(url, document.baseURI);
  return (pathname + search).replace(/[0-9a-f]{32}/, (id) => `${id.slice(0, 6)}…`);
}
