// Draws the steps of the decision tree, each from plain values.

import { make } from "../dom.mjs";

/** The words that a step needs, by their names in the strings of the check. */
export const WORDS = [
  "none", "screen_help", "running", "first", "seen", "consider", "handout", "intended_title",
  "intended", "compare", "version", "walker.step", "walker.current", "walker.ticked",
  "walker.continue", "walker.term", "walker.answers", "walker.change", "walker.change_of",
  "walker.print", "walker.printed", "walker.start_over",
];

/** Ids of what is read out with the heading, which gets the focus. */
const COUNT = "walker-count";
const DO = "walker-do";
export const MESSAGE = "walker-message";

/**
 * A step is `{ id, node, choices, picked, number, most }`, `picked` being the ids picked there
 * before. `say` gives a word, `onPick` is called with the ids picked.
 */
export function question(step, say, onPick) {
  return frame(
    step, say, step.node.help,
    make("ul", { class: "step__answers" }, step.choices.map(({ id, text }) => {
      const now = step.picked.includes(id);
      return make("li", {},
        make("button", {
          type: "button", class: "step__answer", "data-answer": id, "aria-current": now && "true",
          click: () => onPick([id]),
        }, text, now ? make("span", { class: "step__now" }, say("walker.current")) : null),
      );
    })),
  );
}

/**
 * `urgent` gives for the ids of ticked flags the urgency that decides: id, label, description.
 * `label` gives the name of an urgency; flags of the same urgency stand together under it.
 */
export function screen(step, say, onPick, urgent, label) {
  const flags = step.choices.filter((choice) => choice.flag);
  const boxes = flags.map(({ id }) =>
    make("input", {
      type: "checkbox", class: "step__box", "data-answer": id, checked: step.picked.includes(id),
      change: () => update(),
    }),
  );
  const status = make("p", {
    class: "step__status", role: "status", "aria-live": "assertive", "data-walker-status": true,
  });
  const none = make("button", {
    type: "button", class: "step__answer step__answer--none", "data-answer": "none",
    click: () => onPick(["none"]),
  }, say("none"));
  const next = make("button", {
    type: "button", class: "step__continue", "data-walker-continue": true,
    click: () => onPick(ticked()),
  }, say("walker.continue"));

  const bar = make("div", { class: "step__bar" },
    status, make("div", { class: "step__buttons" }, none, next));

  const ticked = () => flags.map(({ id }) => id).filter((id, place) => boxes[place].checked);
  const update = () => {
    const any = ticked().length > 0;
    none.disabled = any;
    next.disabled = !any;
    const urgency = any ? urgent(ticked()) : null;
    bar.classList.toggle("step__bar--ticked", any);
    status.className = `step__status${urgency ? ` step__status--${urgency.id}` : ""}`;
    status.replaceChildren(...(urgency ? statusText(urgency, say) : []));
  };
  update();
  return frame(
    step, say, say("screen_help"),
    make("div", { role: "group", "aria-label": step.node.title },
      [...new Set(flags.map(({ urgency }) => urgency))].map((urgency) => [
        make("h3", { class: `step__group urgency urgency--${urgency}` }, label(urgency)),
        make("ul", { class: "step__answers step__flags" }, flags.map(({ id, text, ...flag }, place) =>
          flag.urgency === urgency
            ? make("li", { "data-flag": id },
                make("label", { class: "step__flag" }, boxes[place], make("span", {}, text)))
            : null,
        ).filter((item) => item !== null)),
      ]).flat(),
    ),
    bar,
  );
}

function statusText({ label, description }, say) {
  return [
    make("span", {}, say("walker.ticked")), " ", make("strong", {}, label), " ", description,
  ];
}

/** `result` is `{ urgency, running, consider: [{ name, why, page, handout }], compare, version }`. */
export function result(step, say, { urgency, running, consider, compare, version }) {
  const { node } = step;
  return make("section", {
    class: "step step--result", "data-node": step.id, "data-urgency": node.urgency,
  },
    make("div", { class: `care-card care-card--${node.urgency}` },
      make("h2", { class: "care-card__title", ...focusable(`${DO} ${MESSAGE}`) },
        make("span", { class: "care-card__shape", "aria-hidden": "true" }), urgency.label),
      make("p", { class: "care-card__do", id: DO }, urgency.description),
      make("p", { class: "step__result-title" }, node.title),
    ),
    make("p", {}, make("strong", {}, say("running")), " ", say("walker.term", running)),
    make("h3", {}, say("first")),
    make("ul", {}, node.first.map((line) => make("li", {}, line))),
    make("p", {}, make("strong", {}, say("seen")), " ", node.seen),
    reading(consider, compare, say),
    make("p", { class: "check-intended" },
      make("strong", {}, say("intended_title")), " ", say("intended")),
    make("p", { class: "step__version" },
      say("version", { version }), " ", make("span", { "data-walker-printed": true })),
  );
}

/** What to read; nothing where help comes first and reading would hold it up. */
function reading(consider, compare, say) {
  if (!consider.length) {
    return [];
  }
  const list = make("ul", { class: "consider" }, consider.map(({ name, why, page, handout }) =>
    make("li", {},
      make("a", { href: page }, name), " ", why, " ",
      make("a", { class: "consider__handout", href: handout },
        say("handout"), make("span", { class: "visually-hidden" }, `: ${name}`)),
    ),
  ));
  const beside = make("p", { class: "step__compare" }, make("a", { href: compare }, say("compare")));
  return [make("h3", {}, say("consider")), list, consider.length > 1 ? beside : null];
}

/** List the answers given, each with a button to change it. `answers` is `[{ id, title, texts }]`. */
export function answerList(answers, open, say, onChange) {
  return make("section", { class: "walker__answers", "data-walker-answers": true },
    make("h3", {}, say("walker.answers")),
    make("ol", {}, answers.map(({ id, title, texts }) =>
      make("li", { "data-answered": id, "aria-current": id === open && "step" },
        make("div", { class: "walker__given" },
          make("p", { class: "walker__question" }, title),
          texts.map((text) => make("p", { class: "walker__text" }, text)),
        ),
        make("button", {
          type: "button", class: "walker__change", "data-change": id,
          "aria-label": say("walker.change_of", { title }), click: () => onChange(id),
        }, say("walker.change")),
      ),
    )),
  );
}

/** Draw the buttons below a step; printing is for results only. */
export function tools(say, onPrint, onRestart) {
  const button = (name, click) =>
    make("button", { type: "button", class: "walker__tool", [`data-walker-${name}`]: true, click },
      say(`walker.${name.replace("-", "_")}`));
  return make("div", { class: "walker__tools" },
    onPrint ? button("print", onPrint) : null, button("start-over", onRestart));
}

function frame({ id, node, number, most }, say, help, ...parts) {
  return make("section", { class: `step step--${node.kind}`, "data-node": id },
    number > 1
      ? make("p", { class: "step__count", id: COUNT }, say("walker.step", { n: number, most }))
      : null, // the first step looks as it did without scripts, so that nothing jumps
    make("h2", { class: "step__title", ...focusable(`${COUNT} ${MESSAGE}`) }, node.title),
    help ? make("p", { class: "step__help" }, help) : null,
    ...parts,
  );
}

function focusable(description) {
  return { tabindex: "-1", "data-walker-heading": true, "aria-describedby": description };
}
