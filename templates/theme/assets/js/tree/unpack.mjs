// Unpacks the steps of the decision tree.

import { BrokenDataError } from "../errors.mjs";

/**
 * Return packed steps as a map by id. `steps` has for each kind a list for each of its `fields`; a
 * number stands for a text that came before: 0 for the first of all texts, 1 for the second.
 */
export function unpack({ fields, steps }) {
  const restored = restorer();
  const named = (names, values) => Object.fromEntries(names.map((name, place) => [
    name,
    fields[name] ? values[place].map((inner) => named(fields[name], inner)) : values[place],
  ]));
  return new Map(Object.entries(steps).flatMap(([kind, packed]) => {
    const columns = restored(packed);
    return columns[0].map((id, row) => {
      const { id: _, ...node } = named(fields[kind], columns.map((column) => column[row]));
      return [id, { kind, ...node }];
    });
  }));
}

/** Return a function that puts texts in the place of their numbers. */
function restorer() {
  const texts = [];
  return function restored(value) {
    if (Array.isArray(value)) {
      return value.map(restored);
    }
    if (typeof value === "string") {
      texts.push(value);
      return value;
    }
    if (!(value in texts)) {
      throw new BrokenDataError(`the tree has no text number ${value}`);
    }
    return texts[value];
  };
}
