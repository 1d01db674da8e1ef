// A job of the server, as it was last seen, and what can be asked of it.

import { ConnectionLost, problemName, send } from "./http.js";
import { pauseAfter, pauseAfterFailures, sleep } from "./patience.js";
import { inTrouble, well } from "./trouble.js";
import { refusal } from "./wording.js";

const exchangesKept = 50;
const finalStates = ["succeeded", "failed", "cancelled"];

export class WatchedJob extends EventTarget {
  /** The job document; null until it was read. */
  document = null;

  /** What it made; undefined until it was read. */
  output = undefined;

  /** Why it is not there any more; empty while it is. */
  gone = "";

  /** What the person should know about the last request; empty if nothing. */
  note = "";

  /** The requests about it and their answers, oldest first. */
  exchanges = [];

  #etag = null;
  #deleteAsked = false;
  #failures = 0;

  constructor({ url, type, name, created }) {
    super();
    Object.assign(this, { url, type, name, created });
  }

  get state() {
    return this.gone ? "gone" : (this.document?.status ?? "unread");
  }

  get isFinal() {
    return this.gone !== "" || finalStates.includes(this.document?.status);
  }

  /** Looks at the job until there is nothing more to see. */
  async watch() {
    while (!this.#isSettled) {
      await sleep(await this.#look());
    }
  }

  async cancel() {
    const answer = await this.#ask("POST", this.document.links.cancel ?? `${this.url}/cancel`);
    if (answer?.status === 409) {
      this.note = "Too late: it has finished.";
    }

    this.#changed();
  }

  /** Deletes the job; it is cancelled first if it still runs. One that is gone already just leaves. */
  async delete() {
    if (this.gone) {
      this.#leave();
      return;
    }

    const answer = await this.#ask("DELETE", this.url);
    this.#deleteAsked ||= answer?.status === 202;
    if (answer?.status === 204 || answer?.status === 404) {
      this.#leave();
    }

    this.#changed();
  }

  /** Records the answer to a request about this job. */
  record(answer) {
    const last = this.exchanges.at(-1);
    const same = ["method", "url", "status"].every((part) => last?.[part] === answer[part]) && !answer.location;
    if (same) {
      Object.assign(last, { times: last.times + 1, retryAfter: answer.retryAfter });
    } else {
      const { method, url, status, location, retryAfter, etag } = answer;
      this.exchanges.push({ method, url, status, location, retryAfter, etag, times: 1 });
      this.exchanges.splice(0, this.exchanges.length - exchangesKept);
    }
  }

  get #isSettled() {
    const awaitsOutput = this.document?.output?.state === "available" && this.output === undefined;
    return this.gone !== "" || (this.isFinal && !awaitsOutput);
  }

  /** Reads the document, or the output if only that is missing. Answers how long to wait before the next look. */
  async #look() {
    try {
      if (this.isFinal) {
        return this.#heed(await this.#readOutput());
      }

      const pause = this.#heed(await this.#readDocument());
      return this.isFinal ? 0 : pause;
    } catch (error) {
      if (!(error instanceof ConnectionLost)) {
        throw error;
      }

      inTrouble(this, "lost");
      return pauseAfterFailures(++this.#failures);
    } finally {
      this.#changed();
    }
  }

  async #readDocument() {
    const headers = this.#etag ? { "If-None-Match": this.#etag } : {};
    const answer = await this.#exchange("GET", `${this.url}?redirect=false`, headers);
    if (answer.status === 200 && !this.#isOlder(answer.body)) {
      this.document = answer.body;
      this.#etag = answer.etag;
    } else if (answer.status === 404 || answer.status === 410) {
      this.#vanish(answer);
    }

    return answer;
  }

  /** An answer may have been overtaken by that of a later request. */
  #isOlder(document) {
    return Date.parse(document.updated) < Date.parse(this.document?.updated);
  }

  async #readOutput() {
    const answer = await this.#exchange("GET", this.document.links.output);
    if (answer.status === 200 || answer.status === 204) {
      this.output = answer.body;
    } else if (problemName(answer) === "output-deleted") {
      this.document.output.state = "deleted";
    } else if (answer.status === 404 || answer.status === 410) {
      this.#vanish(answer);
    }

    return answer;
  }

  #heed(answer) {
    const busy = answer.status === 429 || answer.status === 503;
    if (busy) {
      inTrouble(this, "busy");
    }

    const fine = answer.status < 400;
    this.#failures = fine || busy ? 0 : this.#failures + 1;
    this.note = fine || busy ? "" : refusal(answer);
    return fine || busy ? pauseAfter(answer) : pauseAfterFailures(this.#failures);
  }

  /** Sends what the person asked for; answers undefined if that could not be sent. */
  async #ask(method, url) {
    this.note = "";
    try {
      const answer = await this.#exchange(method, url);
      if (answer.status === 200 || answer.status === 202) {
        this.document = answer.body;
        this.#etag = null;
      } else if (answer.status === 410) {
        this.#vanish(answer);
      } else if (answer.status >= 400 && answer.status !== 409) {
        this.note = refusal(answer);
      }

      return answer;
    } catch (error) {
      if (!(error instanceof ConnectionLost)) {
        throw error;
      }

      this.note = "That did not reach the server. Please try again.";
      return undefined;
    }
  }

  async #exchange(method, url, headers) {
    const answer = await send(method, url, { headers });
    well(this);
    this.record(answer);
    return answer;
  }

  #vanish(answer) {
    const name = problemName(answer);
    if (this.#deleteAsked) {
      this.#leave();
    } else if (name === "job-expired") {
      this.gone = "The server has removed it: its time was over.";
    } else if (answer.status === 410) {
      this.gone = "It was deleted.";
    } else {
      this.gone = "The server does not know it. It was removed long ago, or the server has another database now.";
    }
  }

  #leave() {
    this.gone = "Deleted.";
    this.dispatchEvent(new Event("leave"));
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
