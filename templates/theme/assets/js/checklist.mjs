// Says at once what to do when a red flag is ticked.

import { find, make } from "./dom.mjs";

export class Component {
  /** The root holds one card for each urgency, the most urgent first. */
  constructor(root) {
    this.answer = find(root, "[data-checklist-answer]");
    this.cards = [...root.querySelectorAll(".care-card[data-urgency]")].map(readCard);
    this.ticked = [];
    for (const { flags } of this.cards) {
      for (const flag of flags) {
        flag.box.addEventListener("change", () => this.tick(flag));
        if (flag.box.checked) {
          this.ticked.push(flag); // kept by the browser over a reload
        }
      }
    }
    this.show();
  }

  tick(flag) {
    this.ticked = this.ticked.filter((other) => other !== flag);
    if (flag.box.checked) {
      this.ticked.push(flag);
    }
    this.show();
  }

  show() {
    for (const { root, flags } of this.cards) {
      flags.forEach((flag) => mark(flag.item, flag.box.checked));
      mark(root, flags.some((flag) => flag.box.checked));
    }
    const card = this.cards.find(({ flags }) => flags.some((flag) => flag.box.checked));
    const flag = card && this.ticked.filter((other) => card.flags.includes(other)).pop();
    this.answer.toggleAttribute("data-ticked", Boolean(flag));
    if (!flag) {
      this.answer.removeAttribute("data-urgency");
      this.answer.replaceChildren();
      return;
    }
    this.answer.setAttribute("data-urgency", card.urgency);
    this.answer.replaceChildren(
      make("span", { class: "care-cards__lead" }, this.answer.getAttribute("data-lead") ?? ""),
      " ",
      make("strong", { class: "care-cards__urgency" }, card.title),
      " ",
      make("span", { class: "care-cards__action" }, flag.action),
    );
  }
}

function readCard(root) {
  return {
    root,
    urgency: root.getAttribute("data-urgency"),
    title: find(root, ".care-card__title").textContent.trim(),
    flags: [...root.querySelectorAll("[data-flag]")].map((item) => ({
      item,
      box: find(item, "input[type=checkbox]"),
      action: find(item, ".care-card__action strong").textContent.trim(),
    })),
  };
}

function mark(element, ticked) {
  element.toggleAttribute("data-ticked", ticked);
}
