// One job on the page.

import { element, write, writeOrHide } from "./dom.js";
import { factsOf, progressOf, remainingOf } from "./facts.js";
import { outcomeOf } from "./outcome.js";
import { stateNames, typeNames } from "./wording.js";

const template = document.getElementById("job-template");

export class Card {
  #job;
  #parts;
  #outcomeShown = "";

  constructor(job) {
    this.#job = job;
    this.element = template.content.cloneNode(true).firstElementChild;
    const find = (selector) => this.element.querySelector(selector);
    this.#parts = {
      icon: find("use"),
      state: find(".state"),
      facts: find(".facts"),
      progress: find(".progress"),
      below: find(".below"),
      said: find(".said"),
      left: find(".left"),
      issues: find(".issues"),
      outcome: find(".outcome"),
      note: find(".note"),
      http: find(".http ol"),
      cancel: find("[data-action=cancel]"),
      delete: find("[data-action=delete]"),
    };

    this.label = `${typeNames[job.type] ?? job.type} ${job.name}`;
    this.element.dataset.url = job.url;
    write(find(".job-type"), typeNames[job.type] ?? job.type);
    find(".job-name").append(element("bdi", { title: job.name }, job.name));
    this.#parts.progress.setAttribute("aria-label", `Progress of ${this.label}`);
    this.#parts.cancel.ariaLabel = `Cancel ${this.label}`;
    this.#parts.cancel.addEventListener("click", () => once(this.#parts.cancel, () => job.cancel()));
    this.#parts.delete.addEventListener("click", () => once(this.#parts.delete, () => job.delete()));
    job.addEventListener("change", () => this.show());
    this.show();
  }

  /** Brings all up to date with the job. */
  show() {
    const { state, document: status, note } = this.#job;
    const { icon, cancel } = this.#parts;
    this.element.dataset.state = state;
    icon.setAttribute("href", `#icon-${state in stateNames ? state : "queued"}`);
    write(this.#parts.state, stateNames[state] ?? (state === "unread" ? "…" : state));
    writeOrHide(this.#parts.note, note);
    this.#showIssues(status?.issues ?? []);

    const cancellable = status?.links?.cancel && !this.#job.gone && state !== "cancelling";
    if (!cancellable && document.activeElement === cancel) {
      this.#parts.delete.focus();
    }

    cancel.hidden = !cancellable;
    write(this.#parts.delete, this.#job.gone ? "Remove" : "Delete");
    this.#parts.delete.ariaLabel = `${this.#job.gone ? "Remove" : "Delete"} ${this.label}`;
    this.#parts.delete.title = this.#job.isFinal ? "" : "Stops the job, then removes it";
    this.#showProgress(state, status);
    this.#showOutcome();
    this.#job.exchanges.show(this.#parts.http);
    this.tick();
  }

  /** Brings up to date what changes with time alone. */
  tick() {
    write(this.#parts.facts, factsOf(this.#job).join(" · "));
    write(this.#parts.left, remainingOf(this.#job));
    write(this.#parts.said, progressOf(this.#job));
    this.#parts.below.hidden = this.#parts.progress.hidden;
  }

  #showProgress(state, status) {
    const { progress } = this.#parts;
    const underWay = state === "running" || state === "cancelling";
    progress.hidden = !underWay;
    progress.classList.toggle("unknown", status?.progress === undefined);
    progress.style.setProperty("--percent", status?.progress ?? 0);
    if (status?.progress === undefined) {
      progress.removeAttribute("aria-valuenow");
    } else {
      progress.setAttribute("aria-valuenow", status.progress);
    }
  }

  #showIssues(found) {
    const { issues } = this.#parts;
    issues.hidden = found.length === 0;
    if (issues.children.length !== found.length) {
      issues.replaceChildren(...found.map(({ message }) => element("li", {}, `Warning: ${message}`)));
    }
  }

  #showOutcome() {
    const { gone, document: status, output } = this.#job;
    const key = [gone, status?.status, status?.output?.state, output !== undefined].join();
    if (key !== this.#outcomeShown) {
      this.#outcomeShown = key;
      this.#parts.outcome.replaceChildren(...outcomeOf(this.#job));
    }
  }
}

/** Does the work unless this button has it under way already. */
async function once(button, work) {
  if (button.ariaDisabled !== "true") {
    button.ariaDisabled = "true";
    await work();
    button.ariaDisabled = null;
  }
}
