// Starts each component of a page, so that one failure does not stop the rest.

import { Component as Checklist } from "./checklist.mjs";
import { Component as Disk } from "./disk.mjs";
import { Component as Walker } from "./tree/view.mjs";

const COMPONENTS = [
  ["[data-checklist]", Checklist],
  ["[data-walker]", Walker],
  ["body", Disk],
];

const started = new WeakMap();

function startAll() {
  for (const [selector, Component] of COMPONENTS) {
    for (const root of document.querySelectorAll(selector)) {
      if (started.get(root) !== Component) {
        started.set(root, Component);
        start(Component, root);
      }
    }
  }
}

function start(Component, root) {
  try {
    new Component(root);
    root.setAttribute("data-enhanced", "");
  } catch (error) {
    console.error(error); // the page reads well without scripts: developers are told, not readers
  }
}

startAll();
// Material swaps pages without a reload when its instant loading is on.
globalThis.document$?.subscribe(startAll);
