// Looks up the words that a component shows.

import { MissingWordError } from "./errors.mjs";

/**
 * Return a function that gives the text of a name and fills its {places} with values.
 * Every name is looked up at once, so that a missing word stops a component before it starts
 * and not in the middle of its work.
 */
export function speaker(strings, names) {
  const texts = new Map(names.map((name) => [name, lookUp(strings, name)]));
  return (name, values = {}) => {
    if (!texts.has(name)) {
      throw new MissingWordError(`'${name}' was not asked for at the start`);
    }
    return texts.get(name).replace(/\{(\w+)\}/g, (place, key) => String(values[key] ?? place));
  };
}

/** Return the label and the description of a term, such as an urgency. */
export function term(strings, vocabulary, id) {
  return {
    label: lookUp(strings, `${vocabulary}.${id}.label`),
    description: lookUp(strings, `${vocabulary}.${id}.description`),
  };
}

/** Find a text by its way through the strings, `check.walker.step`. */
function lookUp(strings, name) {
  const text = name.split(".").reduce((branch, key) => branch?.[key], strings);
  if (typeof text !== "string") {
    throw new MissingWordError(`the strings have no text '${name}'`);
  }
  return text;
}
