// The list of jobs: what was started here and remembered, newest first.

import { Card } from "./card.js";
import { write } from "./dom.js";
import { forget, onChangeElsewhere, remember, remembered } from "./memory.js";
import { WatchedJob } from "./watched-job.js";
import { stateNames } from "./wording.js";

const list = document.getElementById("job-list");
const section = document.getElementById("jobs");
const news = document.getElementById("news");
const deleteFinished = document.getElementById("delete-finished");
const title = document.title;
const entries = new Map();

/** Shows what is remembered, and keeps up with other tabs. */
export function begin() {
  follow();
  onChangeElsewhere(follow);
  deleteFinished.addEventListener("click", () => {
    const finished = [...entries.values()].filter(({ job }) => job.isFinal);
    finished.forEach(({ job }) => job.delete());
  });
  setInterval(() => entries.forEach(({ card }) => card.tick()), 1000);
}

/** Takes in a job that was started just now. */
export function add(started, document, answer) {
  const job = new WatchedJob(started);
  job.document = document;
  job.exchanges.add(answer);
  remember(started);
  const { card } = enter(job);
  write(news, `${card.label} started.`);
  if (list.getBoundingClientRect().top > innerHeight - 120) {
    section.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
}

function follow() {
  const known = remembered();
  const urls = new Set(known.map((job) => job.url));
  [...entries.values()].filter(({ job }) => !urls.has(job.url)).forEach(({ job }) => take(job));
  known
    .filter((job) => !entries.has(job.url))
    .sort((one, other) => one.created - other.created)
    .forEach((job) => enter(new WatchedJob(job)));
  count();
}

function enter(job) {
  const card = new Card(job);
  const entry = { job, card, state: job.state };
  entries.set(job.url, entry);
  list.prepend(card.element);
  job.addEventListener("change", () => announce(entry));
  job.addEventListener("leave", () => {
    forget(job.url);
    take(job);
  });
  job.watch();
  count();
  return entry;
}

/** Says what has become of a job, when that is another thing than before. */
function announce(entry) {
  const { job, card } = entry;
  if (entry.state !== job.state) {
    const known = entry.state !== "unread";
    entry.state = job.state;
    if (known && job.state in stateNames) {
      write(news, `${card.label}: ${stateNames[job.state]}.`);
    }

    count();
  }
}

/** Takes a job off the page; whoever works by keyboard goes on at its neighbour. */
function take(job) {
  const { card } = entries.get(job.url) ?? {};
  if (!card) {
    return;
  }

  job.stop();
  entries.delete(job.url);
  const neighbour = card.element.nextElementSibling ?? card.element.previousElementSibling;
  if (card.element.contains(document.activeElement)) {
    (neighbour?.querySelector("[data-action=delete]") ?? section).focus();
  }

  card.element.classList.add("leaving");
  setTimeout(() => card.element.remove(), 250);
  count();
}

function count() {
  const finished = [...entries.values()].filter(({ job }) => job.isFinal).length;
  write(document.getElementById("jobs-count"), entries.size > 0 ? String(entries.size) : "");
  document.getElementById("empty").hidden = entries.size > 0;
  deleteFinished.hidden = finished < 2;
  const unfinished = entries.size - finished;
  document.title = unfinished > 0 ? `(${unfinished}) ${title}` : title;
}
