// Leads a reader through the decision tree, inside one root element.

import { find, make, readJson } from "../dom.mjs";
import { speaker, term } from "../words.mjs";
import * as flow from "./flow.mjs";
import * as steps from "./steps.mjs";
import { unpack } from "./unpack.mjs";

const MESSAGES = ["walker.kept", "walker.dropped", "walker.stale", "walker.broken"];

export class Component {
  constructor(root) {
    const fallback = find(root, "[data-walker-fallback]");
    this.root = root;
    this.place = find(root, "[data-walker-steps]");
    this.strings = readJson("tree-strings");
    this.say = speaker(this.strings.check, [...steps.WORDS, ...MESSAGES]);
    this.tree = flow.plant(readJson("tree-data"), Object.keys(this.strings.urgency));
    this.base = root.getAttribute("data-base") ?? "";
    this.message = make("p", {
      class: "walker__message", id: steps.MESSAGE, role: "status", "data-walker-message": "",
    });
    this.step = make("div", { class: "walker__step" });
    this.place.append(this.message, this.step);
    // All steps are one file, so that no request tells which area a reader chose.
    this.rest = this.load(readJson("tree-data").src);
    this.start(true).then(() => fallback.remove());
    addEventListener("popstate", () => this.start(false));
    addEventListener("hashchange", () => this.start(false));
    addEventListener("beforeprint", () => this.date());
  }

  /** Load the steps behind the first questions; ends in any case, with or without them. */
  load(src) {
    return new Promise((resolve) => {
      globalThis.handbookTree = (packed) =>
        unpack(packed).forEach((node, id) => this.tree.nodes.set(id, node));
      document.head.append(make("script", { src: this.base + src, load: resolve, error: resolve }));
    });
  }

  /** Read the address; one that speaks of more than the start is read when all steps are there. */
  async start(isFirst) {
    if (location.hash) {
      await this.rest;
    }
    this.read(isFirst);
  }

  /** Take the state from the address: at the start, and when the reader goes back or forward. */
  read(isFirst) {
    const { kind, state } = flow.decode(this.tree, location.hash);
    if (kind === "stale" || kind === "broken") {
      this.state = state;
      history.replaceState(history.state, "", this.address());
      this.show([kind], true);
    } else if (isFirst) {
      this.state = state;
      this.show([], kind === "whole");
    } else if (kind !== "foreign" && flow.encode(this.tree, state) !== this.code()) {
      this.state = state;
      this.show([], true);
    }
  }

  /** Move on to a state that the reader chose. */
  go(state, messages = []) {
    this.state = state;
    if (location.hash !== this.code()) {
      history.pushState(null, "", this.address());
    }
    this.show(messages, true);
  }

  pick(ids) {
    const { state, kept, dropped } = flow.answer(this.tree, this.state, ids);
    this.go(state, [kept && "kept", dropped && "dropped"].filter(Boolean));
  }

  code() {
    return flow.encode(this.tree, this.state);
  }

  address() {
    return this.code() || location.pathname + location.search;
  }

  show(messages, focus) {
    const id = flow.current(this.tree, this.state);
    if (flow.isAwaited(this.tree, id)) {
      this.rest.then(() => this.tree.nodes.has(id)
        ? this.show(messages, focus)
        : location.assign(`${this.base}check/${id}/`)); // the page of the step needs no file
      return;
    }
    const node = this.tree.nodes.get(id);
    const answers = flow.answered(this.tree, this.state);
    const draw = {
      question: () => steps.question(this.about(id), this.say, (ids) => this.pick(ids)),
      screen: () => steps.screen(
        this.about(id), this.say, (ids) => this.pick(ids), (ids) => this.urgency(id, ids),
        (urgency) => term(this.strings, "urgency", urgency).label,
      ),
      result: () => steps.result({ id, node }, this.say, this.result(id)),
    };
    this.step.replaceChildren(draw[node.kind](), ...this.below(answers, node));
    this.message.replaceChildren(messages.map((name) => this.say(`walker.${name}`)).join(" "));
    this.message.setAttribute("data-walker-message", messages.join(" "));
    this.root.setAttribute("data-kind", node.kind);
    setTimeout(() => this.date()); // the words for a day take longer than the whole step
    if (focus) {
      find(this.step, "[data-walker-heading]").focus({ preventScroll: true });
      this.place.scrollIntoView({ block: "start" });
    }
  }

  /** What stands below a step: the answers so far, and what can be done with them. */
  below(answers, node) {
    if (!answers.length) {
      return [];
    }
    const listed = answers.map(({ id, picked }) => ({
      id,
      title: this.tree.nodes.get(id).title,
      texts: picked.map((choice) => choice.text ?? this.say("none")),
    }));
    return [
      steps.answerList(listed, this.state.changing, this.say, (id) =>
        this.go(flow.change(this.state, id)),
      ),
      steps.tools(
        this.say, node.kind === "result" ? () => print() : null, () => this.go(flow.begin()),
      ),
    ];
  }

  about(id) {
    const path = flow.answered(this.tree, this.state).map((step) => step.id);
    const before = path.includes(id) ? path.indexOf(id) : path.length;
    return {
      id,
      node: this.tree.nodes.get(id),
      choices: flow.choices(this.tree, id),
      picked: this.state.answers.get(id) ?? [],
      number: before + 1,
      most: before + flow.longest(this.tree, id),
    };
  }

  urgency(id, picked) {
    const { urgency } = flow.deciding(this.tree, id, picked);
    return { id: urgency, ...term(this.strings, "urgency", urgency) };
  }

  result(id) {
    const node = this.tree.nodes.get(id);
    return {
      urgency: term(this.strings, "urgency", node.urgency),
      running: term(this.strings, "running", node.running),
      consider: node.consider.map(({ injury, why }) => ({
        name: this.strings.injuries[injury] ?? injury,
        why,
        page: `${this.base}injuries/${injury}/`,
        handout: `${this.base}handouts/${injury}.a4.pdf`,
      })),
      compare: `${this.base}check/${id}/#compare`,
      version: this.tree.version,
    };
  }

  /** Write the day of printing into a result; it is shown on paper only. */
  date() {
    const place = this.step.querySelector("[data-walker-printed]");
    if (place) {
      const day = new Date().toLocaleDateString(document.documentElement.lang || undefined, {
        dateStyle: "long",
      });
      place.textContent = this.say("walker.printed", { date: day });
    }
  }
}
