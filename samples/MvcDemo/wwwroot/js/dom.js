// Building elements. Text goes in as text nodes only: nothing that a person or a worker wrote is ever read as HTML.

/** Makes an element: properties first, then its children. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Writes a text, unless it stands there already: a live region speaks at every change. */
export function write(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** Writes a text and hides the element if there is none. */
export function writeOrHide(target, text) {
  target.hidden = !text;
  write(target, text ?? "");
}
