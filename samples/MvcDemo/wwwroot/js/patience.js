// Waiting between two requests.

const shortest = 1000;
const longestBackOff = 15;
const sleepers = new Set();

/** Whether the server says: not now. */
export function isBusy({ status }) {
  return status === 429 || status === 503;
}

/** How long until the next look at a job, after an answer. */
export function pauseAfter(answer) {
  const asked = 1000 * (answer.retryAfter ?? 5);
  if (isBusy(answer)) {
    return asked;
  }

  // Whoever looks at the page wants to see it move; whoever does not can wait as long as the server likes.
  return document.hidden ? Math.max(shortest, asked) : shortest;
}

/** How long until the next try, after so many failures in a row. */
export function pauseAfterFailures(failures) {
  return 1000 * Math.min(longestBackOff, 2 ** (failures - 1));
}

/** Waits, but not longer than until somebody calls wake. */
export function sleep(milliseconds) {
  return new Promise((resolve) => {
    const wakeUp = () => {
      clearTimeout(timer);
      sleepers.delete(wakeUp);
      resolve();
    };
    const timer = setTimeout(wakeUp, milliseconds);
    sleepers.add(wakeUp);
  });
}

/** Ends all waiting. */
export function wake() {
  [...sleepers].forEach((wakeUp) => wakeUp());
}

addEventListener("online", wake);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    wake();
  }
});
