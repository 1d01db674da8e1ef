// One tab per type of job. Arrow keys move between them, as in every list of tabs.

const tabs = [...document.querySelectorAll("[role=tab]")];

/** Makes the tabs work. */
export function begin() {
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", (event) => {
      const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
      if (target !== undefined) {
        event.preventDefault();
        const next = tabs.at(target % tabs.length);
        select(next);
        next.focus();
      }
    });
  });
}

function select(chosen) {
  tabs.forEach((tab) => {
    tab.ariaSelected = String(tab === chosen);
    tab.tabIndex = tab === chosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = tab !== chosen;
  });
}
