// Leads a link to a folder to the page in it, where no server does: on a copy on disk.

const FOLDER = /\/(?=$|[?#])/;

export class Component {
  constructor(root) {
    if (location.protocol === "file:") {
      ["click", "auxclick"].forEach((kind) => root.addEventListener(kind, complete, true));
    }
  }
}

function complete({ target }) {
  const link = target.closest?.("a[href]");
  if (link?.protocol === "file:") {
    link.href = link.href.replace(FOLDER, "/index.html");
  }
}
