// What a job came to, as something to look at.

import { element } from "./dom.js";
import { number, shortened } from "./wording.js";

const wordsAtFirst = 10;
const longestWord = 200;

/** The elements that show the output or the error of a job; none while there is nothing to show. */
export function outcomeOf(job) {
  const { document: status, output } = job;
  if (job.gone) {
    return [element("p", { className: "problem" }, job.gone)];
  }

  if (status?.error) {
    return [problem(status.error)];
  }

  if (status?.status !== "succeeded") {
    return [];
  }

  if (status.output.state === "deleted") {
    return [element("p", { className: "problem" }, "Its output has been deleted.")];
  }

  if (output === undefined) {
    return [];
  }

  return job.type === "word-count" ? wordCount(output) : [answer(output)];
}

function problem({ title, detail, traceId }) {
  const shown = element("div", { className: "problem" }, element("strong", {}, title));
  if (detail) {
    shown.append(element("div", {}, detail));
  }

  if (traceId) {
    shown.append(element("small", {}, `Trace ${traceId}`));
  }

  return shown;
}

function answer(output) {
  return element("p", { className: "answer" }, element("span", {}, "It answered "), `“${output?.message}”`);
}

function wordCount({ words, distinctWords, lines, top }) {
  const figures = [
    [words, words === 1 ? "word" : "words"],
    [distinctWords, "different"],
    [lines, lines === 1 ? "line" : "lines"],
  ].map(([value, name]) => element("div", {}, element("dt", {}, name), element("dd", {}, number(value))));

  const shown = [element("dl", { className: "figures" }, ...figures)];
  if (top.length > 0) {
    const rows = element("tbody", {}, ...top.slice(0, wordsAtFirst).map((word) => row(word, top[0].count)));
    shown.push(element("table", { className: "words" }, caption(top.length), rows));
    if (top.length > wordsAtFirst) {
      shown.push(showAll(top, rows));
    }
  }

  return shown;
}

function caption(count) {
  return element("caption", {}, count === 1 ? "The only word" : "The most frequent words");
}

function row({ word, count }, most) {
  const bar = element("div");
  bar.style.setProperty("--share", (100 * count) / most);
  return element(
    "tr",
    {},
    element(
      "th",
      { scope: "row", title: shortened(word, longestWord) },
      element("bdi", {}, shortened(word, longestWord)),
    ),
    element("td", { className: "share", ariaHidden: "true" }, bar),
    element("td", { className: "count" }, number(count)),
  );
}

function showAll(top, rows) {
  const button = element("button", { type: "button", className: "quiet all-words" }, `Show all ${number(top.length)}`);
  button.addEventListener("click", () => {
    rows.append(...top.slice(wordsAtFirst).map((word) => row(word, top[0].count)));
    const next = rows.children[wordsAtFirst].querySelector("th");
    next.tabIndex = -1;
    next.focus();
    button.remove();
  });
  return button;
}
