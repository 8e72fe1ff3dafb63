// Works out where a reader stands in the decision tree, from the answers alone.

import { BrokenDataError } from "../errors.mjs";

/**
 * A state is `{ answers, changing }`. `answers` maps the id of a step to the ids picked there:
 * one, or several red flags of a screen. It may hold answers to steps that still lie ahead.
 * `changing` is the id of an answered step that is open again, or null. States are never altered.
 */

const NONE = "none";

/**
 * Return the tree with its nodes as a map; `urgencies` are ids, the most urgent first. `behind` has
 * the screens that may not be loaded yet, each with the most answers that are still asked there.
 */
export function plant(data, urgencies) {
  const nodes = new Map(Object.entries(data.nodes));
  if (!nodes.has(data.start)) {
    throw new BrokenDataError(`the tree has no step '${data.start}' to start at`);
  }
  const behind = data.behind ?? {};
  return { version: data.version, start: data.start, nodes, urgencies, behind, lengths: new Map() };
}

/** Say whether a step is a screen that is not loaded yet. */
export function isAwaited(tree, id) {
  return id in tree.behind && !tree.nodes.has(id);
}

export function begin() {
  return { answers: new Map(), changing: null };
}

/** Return what can be picked at a step; nothing at a result. */
export function choices(tree, id) {
  const node = tree.nodes.get(id);
  switch (node?.kind) {
    case "question":
      return node.answers;
    case "screen":
      return [...node.items.map((item) => ({ id: item.flag, ...item })), { id: NONE, next: node.none }];
    case "result":
      return [];
    default:
      if (isAwaited(tree, id)) {
        return [];
      }
      throw new BrokenDataError(`the tree has no step '${id}'`);
  }
}

/** Return the step that is open now. */
export function current(tree, state) {
  return state.changing ?? walk(tree, state.answers).at;
}

/** Return the answered steps on the way, in order. */
export function answered(tree, state) {
  return walk(tree, state.answers).path.map((id) => ({
    id,
    picked: choices(tree, id).filter((choice) => state.answers.get(id).includes(choice.id)),
  }));
}

/** Return the choice that decides where several lead: the most urgent, then the first listed. */
export function deciding(tree, id, picked) {
  // An urgency that is not listed ranks before all others: better too soon than too late.
  const rank = (choice) => tree.urgencies.indexOf(choice.urgency);
  return choices(tree, id)
    .filter((choice) => picked.includes(choice.id))
    .reduce((first, choice) => (rank(choice) < rank(first) ? choice : first));
}

/**
 * Answer the open step. Later answers stay when their step is still met, or may be met further on.
 * Returns the new state, how many later answers are in use, and how many no longer fit.
 */
export function answer(tree, state, picked) {
  const id = current(tree, state);
  const given = new Map(state.answers).set(id, picked);
  const answers = settle(tree, given);
  const { path } = walk(tree, answers);
  return {
    state: { answers, changing: null },
    kept: path.length - path.indexOf(id) - 1,
    dropped: given.size - answers.size,
  };
}

/** Open an answered step again. */
export function change(state, id) {
  return { ...state, changing: id };
}

/** Return how many answers are needed at most from a step to the end, that step included. */
export function longest(tree, id) {
  if (isAwaited(tree, id)) {
    return tree.behind[id];
  }
  if (!tree.lengths.has(id)) {
    tree.lengths.set(id, 0); // ends a circle, should there be one
    const lengths = choices(tree, id).map((choice) => 1 + longest(tree, choice.next));
    tree.lengths.set(id, Math.max(0, ...lengths));
  }
  return tree.lengths.get(id);
}

/** Write a state as the part of an address after `#`; empty for a fresh start. */
export function encode(tree, { answers, changing }) {
  if (!answers.size) {
    return "";
  }
  const given = [...answers].map(([id, picked]) => `${id}:${picked.join(".")}`);
  return `#v=${tree.version}&a=${given.join(",")}${changing ? `&c=${changing}` : ""}`;
}

/**
 * Read the part of an address after `#`. `kind` says what was found:
 * `fresh` nothing, `whole` a state of this version, `stale` one of another version (what still
 * fits is in `state`), `broken` one that cannot be, `foreign` something that is not ours.
 */
export function decode(tree, hash) {
  if (hash.length < 2) {
    return { kind: "fresh", state: begin() };
  }
  if (!/^#[va]=/.test(hash)) {
    return { kind: "foreign", state: begin() };
  }
  const found = parse(hash);
  if (!found) {
    return { kind: "broken", state: begin() };
  }
  return found.version === tree.version ? readWhole(tree, found) : readStale(tree, found);
}

function readWhole(tree, { given, changing }) {
  const fitting = given.filter(([id, picked]) => fits(tree, id, picked));
  const answers = settle(tree, new Map(fitting));
  const open = changing === null || walk(tree, answers).path.includes(changing);
  return answers.size === given.length && open
    ? { kind: "whole", state: { answers, changing } }
    : { kind: "broken", state: begin() };
}

function readStale(tree, { given }) {
  // "None of these" was said of a list that may have been another: red flags are asked again.
  const fitting = given.filter(
    ([id, picked]) => fits(tree, id, picked) && !(isScreen(tree, id) && picked.includes(NONE)),
  );
  return { kind: "stale", state: { answers: settle(tree, new Map(fitting)), changing: null } };
}

function parse(hash) {
  const match = /^#v=([\w-]+)(?:&a=([^&]*))?(?:&c=([^&]+))?$/.exec(decoded(hash));
  if (!match) {
    return null;
  }
  const [, version, list = "", changing = null] = match;
  const given = list.split(",").filter(Boolean).map((pair) => /^([^:]+):([^:]+)$/.exec(pair));
  return given.includes(null)
    ? null
    : { version, changing, given: given.map(([, id, picked]) => [id, picked.split(".")]) };
}

function decoded(hash) {
  try {
    return decodeURIComponent(hash); // messengers write ":" and "," as %3A and %2C
  } catch {
    return "";
  }
}

/** Follow the answers from the start to the first step without one. */
function walk(tree, answers) {
  const path = [];
  let at = tree.start;
  while (answers.has(at) && !path.includes(at)) {
    path.push(at);
    at = deciding(tree, at, answers.get(at)).next;
  }
  return { path, at };
}

/** Keep the answers on the way and those that may still be met, in that order. */
function settle(tree, answers) {
  const { path, at } = walk(tree, answers);
  const others = [...answers.keys()].filter((id) => !path.includes(id));
  const ahead = others.length ? reachable(tree, at) : new Set();
  const waiting = others.filter((id) => ahead.has(id));
  return new Map([...path, ...waiting].map((id) => [id, answers.get(id)]));
}

function reachable(tree, id, found = new Set()) {
  if (!found.has(id)) {
    found.add(id);
    choices(tree, id).forEach((choice) => reachable(tree, choice.next, found));
  }
  return found;
}

function fits(tree, id, picked) {
  if (!tree.nodes.has(id)) {
    return false;
  }
  const known = choices(tree, id).map((choice) => choice.id);
  const several = isScreen(tree, id) && !picked.includes(NONE);
  return (
    picked.every((choice) => known.includes(choice)) &&
    new Set(picked).size === picked.length &&
    (several || picked.length === 1)
  );
}

function isScreen(tree, id) {
  return tree.nodes.get(id).kind === "screen";
}
