// Unpacks the steps of the decision tree.

import { BrokenDataError } from "../errors.mjs";

/**
 * Return packed steps as a map by id. Rows hold the values that `columns` names; a number in them
 * stands for the text that came as the so-manieth, from 0 on.
 */
export function unpack({ columns, rows }) {
  const texts = [];
  const restored = (value) => {
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
  const named = (names, row) => Object.fromEntries(names.map((name, place) => [
    name, columns[name] ? row[place].map((inner) => named(columns[name], inner)) : row[place],
  ]));
  return new Map(Object.entries(rows).flatMap(([kind, list]) => list.map((row) => {
    const { id, ...node } = named(columns[kind], restored(row));
    return [id, { kind, ...node }];
  })));
}
