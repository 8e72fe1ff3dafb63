// Makes, finds and reads the parts of a page.

import { BrokenDataError, MissingElementError } from "./errors.mjs";

/**
 * Make an element. Children that are strings become text, never HTML; attributes that are
 * null or false are left out, and functions listen to the event of their name.
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name, value);
    } else if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

/** Find the one element inside a root that a component cannot do without. */
export function find(root, selector) {
  const element = root.querySelector(selector);
  if (!element) {
    throw new MissingElementError(`${selector} is missing`);
  }
  return element;
}

/** Read the JSON that stands in a script element of the page. */
export function readJson(id) {
  try {
    return JSON.parse(find(document, `#${id}`).textContent);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new BrokenDataError(`#${id} does not hold JSON: ${error.message}`);
    }
    throw error;
  }
}
