// How the page puts things: numbers, times, states, refusals.

const numbers = new Intl.NumberFormat("en");
const clockTime = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});
const date = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });

export const stateNames = {
  queued: "Waiting",
  running: "Running",
  cancelling: "Stopping",
  succeeded: "Succeeded",
  failed: "Failed",
  cancelled: "Cancelled",
  gone: "Gone",
};

export const typeNames = { ping: "Ping", "word-count": "Word count" };

export function number(value) {
  return numbers.format(value);
}

/** "0.4 s", "12 s", "3 min 20 s", "1 h 5 min". */
export function duration(milliseconds, decimals = 0) {
  const seconds = Math.max(0, milliseconds / 1000);
  if (seconds < 59.5) {
    return `${seconds.toFixed(seconds < 9.95 ? decimals : 0)} s`;
  }

  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? join(hours, "h", minutes, "min") : join(minutes, "min", rest, "s");
}

/** "14:03:22", with the day if that is another one. */
export function moment(milliseconds) {
  const when = new Date(milliseconds);
  const today = when.toDateString() === new Date().toDateString();
  return today ? clockTime.format(when) : `${date.format(when)}, ${clockTime.format(when)}`;
}

export function size(bytes) {
  if (bytes < 1024) {
    return `${bytes} B`;
  }

  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 / 1024).toFixed(2)} MiB`;
}

/** At most so many characters, on one line. */
export function shortened(text, length) {
  const line = text
    .slice(0, 4 * length)
    .replace(/\s+/g, " ")
    .trim();
  const characters = [...line];
  return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : line;
}

/** What an unwelcome answer means, in a sentence. */
export function refusal({ status, body, retryAfter }) {
  const wait = retryAfter ? ` It asks to wait ${duration(retryAfter * 1000)}.` : "";
  const said = body?.detail ?? body?.title;
  switch (status) {
    case 400:
      return `The server cannot read this${said ? `: ${said}` : "."}`;
    case 401:
    case 403:
      return "The server does not allow this.";
    case 404:
      return "The server does not know this.";
    case 413:
      return "This is too large for the server.";
    case 429:
      return `You have too many jobs at once.${wait}`;
    case 503:
      return `The server cannot take this now.${wait}`;
    default:
      return `The server answered ${status}${said ? `: ${said}` : ""}.`;
  }
}

/** Why a job is not there any more. */
export function absence(status, problem) {
  if (problem === "job-expired") {
    return "The server has removed it: its time was over.";
  }

  return status === 410
    ? "It was deleted."
    : "The server does not know it. It was removed long ago, or the server has another database now.";
}

function join(large, largeUnit, small, smallUnit) {
  return small > 0 ? `${large} ${largeUnit} ${small} ${smallUnit}` : `${large} ${largeUnit}`;
}
