// Which jobs this browser has started: kept over reloads, shared by its tabs.

const key = "extensions-jobs-demo";

/** @returns {{url: string, type: string, name: string, created: number}[]} */
export function remembered() {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]").filter(isJob);
  } catch {
    return [];
  }
}

export function remember(job) {
  save([...remembered().filter((other) => other.url !== job.url), job]);
}

export function forget(url) {
  save(remembered().filter((job) => job.url !== url));
}

/** Calls back when another tab has changed the list. */
export function onChangeElsewhere(callback) {
  addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) {
      callback();
    }
  });
}

function save(jobs) {
  try {
    localStorage.setItem(key, JSON.stringify(jobs));
  } catch {
    // Storage is full or not allowed: the list then lives as long as the page.
  }
}

function isJob(job) {
  return (
    typeof job?.url === "string" &&
    URL.canParse(job.url, location.href) &&
    new URL(job.url, location.href).origin === location.origin &&
    typeof job.type === "string" &&
    typeof job.name === "string" &&
    typeof job.created === "number"
  );
}
