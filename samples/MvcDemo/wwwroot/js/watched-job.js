// A job of the server, as it was last seen, and what can be asked of it.

import { Exchanges } from "./exchanges.js";
import { ConnectionLost, problemName, send } from "./http.js";
import { isBusy, pauseAfter, pauseAfterFailures, sleep } from "./patience.js";
import { inTrouble, well } from "./trouble.js";
import { absence, refusal } from "./wording.js";

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

  /** The requests about it and their answers. */
  exchanges = new Exchanges();

  #etag = null;
  #deleteAsked = false;
  #asked = 0;
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

  /** Ends the watching: the job is no longer on the page. */
  stop() {
    this.gone ||= "Removed.";
    well(this);
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

      if (!this.gone) {
        inTrouble(this, "lost");
      }

      return pauseAfterFailures(++this.#failures);
    } finally {
      this.#changed();
    }
  }

  async #readDocument() {
    const headers = this.#etag ? { "If-None-Match": this.#etag } : {};
    const asked = this.#asked;
    const answer = await this.#exchange("GET", `${this.url}?redirect=false`, headers);
    // An answer to what was asked meanwhile may be newer than this one: it stands until the next look.
    if (answer.status === 200 && asked === this.#asked) {
      this.document = answer.body;
      this.#etag = answer.etag;
    } else if (answer.status === 404 || answer.status === 410) {
      this.#vanish(answer);
    }

    return answer;
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

  /** Takes an answer to heart: says what is wrong with it, and how long to wait before the next look. */
  #heed(answer) {
    if (answer.status < 400 || isBusy(answer)) {
      if (isBusy(answer)) {
        inTrouble(this, "busy");
      }

      this.note = this.#failures > 0 ? "" : this.note;
      this.#failures = 0;
      return pauseAfter(answer);
    }

    this.note = refusal(answer);
    return pauseAfterFailures(++this.#failures);
  }

  /** Sends what the person asked for; answers undefined if that could not be sent. */
  async #ask(method, url) {
    this.note = "";
    try {
      const answer = await this.#exchange(method, url);
      this.#asked++;
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
    if (!isBusy(answer)) {
      well(this);
    }

    this.exchanges.add(answer);
    return answer;
  }

  #vanish(answer) {
    if (this.#deleteAsked) {
      this.#leave();
    } else {
      this.gone = absence(answer.status, problemName(answer));
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
