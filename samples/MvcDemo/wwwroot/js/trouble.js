// The notice at the top while the server does not answer, or asks for patience.

import { element } from "./dom.js";
import { wake } from "./patience.js";

const notice = document.getElementById("trouble");
const troubled = new Map();

const words = {
  lost: "No connection to the server. This page keeps trying; your jobs do not need it.",
  busy: "The server is busy and asked for patience. This page looks again soon.",
};

/** Says that this source has trouble of that kind: "lost" or "busy". */
export function inTrouble(source, kind) {
  troubled.set(source, kind);
  show();
}

/** Says that this source is well again. */
export function well(source) {
  if (troubled.delete(source)) {
    show();
  }
}

function show() {
  const kinds = [...troubled.values()];
  const kind = kinds.includes("lost") ? "lost" : kinds[0];
  if (notice.dataset.kind === kind && !notice.hidden) {
    return;
  }

  notice.hidden = kind === undefined;
  notice.dataset.kind = kind ?? "";
  if (kind) {
    const again = element("button", { type: "button", className: "quiet" }, "Try now");
    again.addEventListener("click", wake);
    notice.replaceChildren(element("span", {}, words[kind]), again);
  } else {
    notice.replaceChildren();
  }
}
