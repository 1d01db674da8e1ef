// A form that starts a job.

import { writeOrHide } from "./dom.js";
import { ConnectionLost, send } from "./http.js";
import { add } from "./job-list.js";
import { refusal, shortened, size } from "./wording.js";

const largestBody = 4 * 1024 * 1024;
const secondsToSend = 120;
const longestName = 80;

/**
 * Lets a form start jobs of a type.
 * @param {() => {input: object, name: string}} read reads the fields; name is what the person sees of the job.
 */
export function startJobsFrom(form, type, read) {
  const button = form.querySelector("[type=submit]");
  let pending = null;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.ariaDisabled === "true" || !check(form)) {
      return;
    }

    const { input, name } = read();
    const body = JSON.stringify(input);
    // A repeated request with the same key never makes a second job, so after a lost answer it is safe to ask again.
    if (pending?.body !== body) {
      pending = { body, key: newKey() };
    }

    button.ariaDisabled = "true";
    try {
      const accepted = await post(form, type, pending, shortened(name, longestName));
      pending = accepted ? null : pending;
    } finally {
      button.ariaDisabled = null;
    }
  });
}

/** Shows what is wrong with one field, or with the form as a whole; no message means nothing is. */
export function complain(form, fieldName, message) {
  const field = form.elements[fieldName];
  if (field) {
    writeOrHide(document.getElementById(`${field.id}-error`), message);
    field.ariaInvalid = message ? "true" : null;
  } else {
    writeOrHide(form.querySelector(".form-error"), message);
  }
}

async function post(form, type, { body, key }, name) {
  try {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": `"${key}"` };
    const answer = await send("POST", `jobs/${type}`, { headers, body, seconds: secondsToSend });
    if (answer.status === 202) {
      add({ url: answer.location, type, name, created: Date.parse(answer.body.created) }, answer.body, answer);
      return true;
    }

    refuse(form, answer, body);
  } catch (error) {
    if (!(error instanceof ConnectionLost)) {
      throw error;
    }

    complain(form, "", lost(body));
  }

  return false;
}

function refuse(form, answer, body) {
  const unplaced = [];
  for (const [path, messages] of Object.entries(answer.body?.errors ?? {})) {
    const fieldName = path.replace("$.", "");
    if (fieldName in form.elements) {
      complain(form, fieldName, messages.join(" "));
    } else {
      unplaced.push(...messages);
    }
  }

  const placed = form.querySelector("[aria-invalid=true]");
  if (unplaced.length > 0 || !placed) {
    const sentence = answer.status === 413 ? tooLarge(body) : refusal(answer);
    complain(form, "", [sentence, ...unplaced].join(" "));
  }

  placed?.focus();
}

/** Finds what JSON cannot carry; everything else is the server's to judge. */
function check(form) {
  const fields = [...form.elements].filter((field) => field.name);
  fields.forEach((field) => {
    const unreadable = field.validity.badInput || (field.type === "number" && field.value === "");
    complain(form, field.name, unreadable ? "Please enter a number." : "");
  });
  complain(form, "", "");
  const wrong = fields.find((field) => field.ariaInvalid === "true");
  wrong?.focus();
  return !wrong;
}

function lost(body) {
  // A server that refuses a body while it is being sent may cut the connection before its answer is read.
  return bytesOf(body) > largestBody
    ? tooLarge(body)
    : "No answer from the server. Please try again: it will not start the job twice.";
}

function tooLarge(body) {
  return `This is too large: ${size(bytesOf(body))}. The server takes 4 MiB.`;
}

function bytesOf(text) {
  return new Blob([text]).size;
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
