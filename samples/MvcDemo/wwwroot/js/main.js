// Puts the page together.

import { complain, startJobsFrom } from "./form.js";
import * as jobList from "./job-list.js";
import { sample } from "./sample.js";
import * as tabs from "./tabs.js";
import * as textSource from "./text-source.js";

const ping = document.getElementById("ping");
const wordCount = document.getElementById("word-count");

startJobsFrom(ping, "ping", () => {
  const message = ping.elements.message.value;
  const seconds = ping.elements.seconds.valueAsNumber;
  return { input: { message, seconds }, name: `“${message}”, ${seconds} s` };
});

startJobsFrom(wordCount, "word-count", () => {
  const { text, name } = textSource.source();
  return { input: { text, top: wordCount.elements.top.valueAsNumber }, name };
});

document.querySelectorAll("[data-fill]").forEach((pick) => {
  pick.addEventListener("click", () => {
    ping.elements[pick.dataset.fill].value = pick.dataset.value;
  });
});

document.getElementById("sample").addEventListener("click", () => textSource.fill(sample));
textSource.begin((message) => complain(wordCount, "text", message));
tabs.begin();
jobList.begin();
