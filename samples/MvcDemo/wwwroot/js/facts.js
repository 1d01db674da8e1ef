// The lines of a job that change with time.

import { now } from "./clock.js";
import { duration, moment } from "./wording.js";

/** What is to be said of a job's past: how long it has waited, run or taken, and how often it was tried. */
export function factsOf(job) {
  const status = job.document;
  if (job.gone || !status) {
    return [`started here ${moment(job.created)}`];
  }

  const attempt = status.attempt ? `attempt ${status.attempt}` : "";
  return [sinceWhen(status), attempt, status.status === "queued" ? remainingOf(job) : ""].filter(Boolean);
}

/** How long it will still take, as far as anybody knows. */
export function remainingOf({ document: status }) {
  if (!status?.estimatedCompletion || status.finished) {
    return "";
  }

  const remaining = Date.parse(status.estimatedCompletion) - now();
  if (remaining >= 500) {
    return `about ${duration(remaining)} left`;
  }

  return status.status === "running" ? "done any moment" : "";
}

/** The worker's own words, beside the percentage. */
export function progressOf({ document: status }) {
  const percent = status?.progress === undefined ? "" : `${status.progress} %`;
  return [percent, status?.message].filter(Boolean).join(" · ");
}

function sinceWhen(status) {
  const since = (time) => duration(now() - Date.parse(time));
  switch (status.status) {
    case "queued":
      return waiting(status, since);
    case "running":
      return `running for ${since(status.started)}`;
    case "cancelling":
      return status.deleteRequested ? "stopping, then it will be deleted" : "the worker was asked to stop";
    default:
      return ended(status);
  }
}

function waiting(status, since) {
  const failed = status.started ? "the last attempt failed, " : "";
  const pause = Date.parse(status.due) - now();
  if (pause > 0) {
    return `${failed}${failed ? "the next one starts" : "starts"} in ${duration(pause)}`;
  }

  return failed ? `${failed}in line for the next one` : `in line for ${since(status.created)}`;
}

function ended(status) {
  if (!status.finished) {
    return "";
  }

  const finished = Date.parse(status.finished);
  const verb = { succeeded: "took", failed: "failed after", cancelled: "stopped after" }[status.status] ?? "after";
  const ran = status.started
    ? `${verb} ${duration(finished - Date.parse(status.started), 1)}`
    : "stopped before it began";
  return `${ran} · ${moment(finished)}`;
}
