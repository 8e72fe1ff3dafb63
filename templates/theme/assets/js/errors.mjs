// Names what can go wrong when a page and its scripts do not fit together.

/** Any mistake of the handbook's own scripts. */
export class HandbookError extends Error {
  name = "HandbookError";
}

/** The page lacks an element that a component needs. */
export class MissingElementError extends HandbookError {
  name = "MissingElementError";
}

/** The data in the page cannot be read, or do not hold together. */
export class BrokenDataError extends HandbookError {
  name = "BrokenDataError";
}

/** The strings in the page lack a word that a component shows. */
export class MissingWordError extends HandbookError {
  name = "MissingWordError";
}
