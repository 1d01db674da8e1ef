// Where the text of a word count comes from: the box, or a file that was chosen or dropped.

import { size } from "./wording.js";

const largestBody = 4 * 1024 * 1024;
const largestFile = 64 * 1024 * 1024;
const box = document.getElementById("text");
const drop = document.getElementById("drop");
const chosen = document.getElementById("chosen");
const input = document.getElementById("file");
const meter = document.getElementById("text-size");
let file = null;
let measuring = 0;

/** The text and what to call it. */
export function source() {
  const text = (file ? file.text : box.value).toWellFormed();
  return { text, name: file?.name ?? (text.trim() ? `“${text}”` : "nothing") };
}

/** Forgets the file. */
export function clearFile() {
  file = null;
  show();
  box.focus();
}

/** @param {(message: string) => void} onError hears why a file was not taken. */
export function begin(onError) {
  const take = async (candidate) => {
    if (!candidate) {
      return;
    }

    if (candidate.size > largestFile) {
      onError(`${candidate.name} has ${size(candidate.size)}. The server takes 4 MiB.`);
      return;
    }

    try {
      file = { name: candidate.name, size: candidate.size, text: await decode(candidate) };
      onError("");
      show();
    } catch {
      onError(`${candidate.name} cannot be read.`);
    }
  };

  input.addEventListener("change", () => {
    take(input.files[0]);
    // The same file may be chosen again after it was removed.
    input.value = "";
  });
  document.getElementById("chosen-remove").addEventListener("click", clearFile);
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    drop.classList.remove("over");
    if (event.dataTransfer.files.length > 0) {
      event.preventDefault();
      take(event.dataTransfer.files[0]);
    }
  });
  // A file that misses the box would otherwise take the place of the page.
  ["dragover", "drop"].forEach((name) => addEventListener(name, (event) => event.preventDefault()));
  box.addEventListener("input", () => {
    clearTimeout(measuring);
    measuring = setTimeout(measure, 150);
  });
  show();
}

/** Puts a text into the box. */
export function fill(text) {
  file = null;
  box.value = text;
  show();
}

function show() {
  chosen.hidden = file === null;
  box.hidden = file !== null;
  if (file) {
    document.getElementById("chosen-name").textContent = file.name;
    document.getElementById("chosen-size").textContent = size(file.size);
  }

  measure();
}

/** What counts is the request's body: a line break or a quotation mark takes two bytes in JSON. */
function measure() {
  const bytes = new Blob([JSON.stringify(source().text)]).size;
  meter.textContent = `${size(bytes)} of ${size(largestBody).replace(".00", "")}`;
  meter.classList.toggle("over", bytes > largestBody);
}

/** UTF-8, or UTF-16 if the file says so by its first two bytes. */
async function decode(candidate) {
  const bytes = new Uint8Array(await candidate.arrayBuffer());
  const mark = (bytes[0] << 8) | bytes[1];
  return new TextDecoder(mark === 0xfffe ? "utf-16le" : mark === 0xfeff ? "utf-16be" : "utf-8").decode(bytes);
}
