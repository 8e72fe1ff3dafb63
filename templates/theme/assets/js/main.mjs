// Starts each component of a page, so that one failure does not stop the rest.

const COMPONENTS = [
  ["[data-checklist]", () => import("./checklist.mjs")],
  ["[data-walker]", () => import("./tree/view.mjs")],
];

const started = new WeakSet();

function startAll() {
  for (const [selector, load] of COMPONENTS) {
    const roots = [...document.querySelectorAll(selector)].filter((root) => !started.has(root));
    roots.forEach((root) => started.add(root));
    if (roots.length) {
      load().then(({ Component }) => roots.forEach((root) => start(Component, root)), report);
    }
  }
}

function start(Component, root) {
  try {
    new Component(root);
    root.setAttribute("data-enhanced", "");
  } catch (error) {
    report(error);
  }
}

/** The page reads well without scripts: a failure is told to developers, not to readers. */
function report(error) {
  console.error(error);
}

startAll();
// Material swaps pages without a reload when its instant loading is on.
globalThis.document$?.subscribe(startAll);
