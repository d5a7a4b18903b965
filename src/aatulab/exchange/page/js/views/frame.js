// What is always in sight: the state of the line, the exchange's clock, who I am, and what is urgent.

import { momentWords, spanWords } from "../clock.js";
import { h, icon } from "../dom.js";
import { kindName, titleOf } from "../notice.js";
import { plainLine } from "../plain.js";
import { isOwed } from "../reckon.js";
import { languageButtons } from "./signin.js";

const LINE_SIGNS = { open: "●", opening: "○", lost: "✕" };

/** Return an element whose text is renewed every second. */
export function ticking(text) {
  const element = h("span", { "data-tick": true });
  element.tick = () => {
    const now = text();
    if (element.textContent !== now) element.textContent = now;
  };
  element.tick();
  return element;
}

/** Return a deadline in words, that counts down. */
export function deadline(app, message) {
  const { words, desk } = app;
  return ticking(() => {
    const left = message.ackBy - desk.clock.now();
    return left >= 0 ? words.left(spanWords(left)) : words.overdueSince(spanWords(-left));
  });
}

function lineState(app) {
  const { words, desk } = app;
  const waiting = desk.outbox.waiting.filter((item) => item.type === "message").length;
  return h("p", { class: "line", "data-state": desk.line },
    h("span", { class: "line-sign", "aria-hidden": "true" }, LINE_SIGNS[desk.line]),
    h("span", {}, desk.line === "lost" ? words.line_lost_short : words[`line_${desk.line}`]),
    waiting > 0 && h("span", { class: "tag" }, words.waitingCount(waiting)));
}

export function header(app) {
  const { words, desk } = app;
  const clock = ticking(() => `${momentWords(desk.clock.now(), desk.clock.now(), app.language)} UTC`);
  return [
    h("img", { src: "/page/icon.svg", alt: "", width: "28", height: "28" }),
    h("div", { class: "brand" }, h("h1", {}, words.name), h("p", { class: "training" }, words.training)),
    lineState(app),
    h("p", { class: "clock", title: words.clock }, icon("clock"), h("span", { class: "unseen" }, `${words.clock} `), clock),
    h("p", { class: "me" }, h("b", {}, plainLine(desk.me.name)), h("span", {}, plainLine(desk.me.unit))),
    languageButtons(app.language, app.changeLanguage),
    h("button", { type: "button", class: "quiet", "data-key": "sign-out", onclick: app.signOut }, words.signOut),
  ];
}

/** Return the strip for a lost line: what has happened and what becomes of what one writes. */
export function lostStrip(app) {
  if (app.desk.line !== "lost") return null;
  return h("p", { class: "strip strip-lost" }, h("span", { "aria-hidden": "true" }, "✕ "), app.words.line_lost);
}

/** Return the strip with the notice whose deadline is nearest, and how many more there are. */
export function urgentStrip(app) {
  const { words, desk, language } = app;
  const owed = [...desk.messages.values()].filter((message) => isOwed(message, desk.me.name));
  if (owed.length === 0) return null;
  const [first] = owed.sort((one, other) => one.ackBy - other.ackBy);
  const now = desk.clock.now();
  return h("section", { class: "strip strip-urgent", "aria-label": words.urgent },
    icon("alert"),
    h("p", {},
      h("b", {}, kindName(desk.templates, first.kind, language)), " ",
      h("bdi", {}, titleOf(desk.templates, first, language)), " · ", words.by(momentWords(first.ackBy, now, language))),
    h("p", { class: "count" }, deadline(app, first)),
    owed.length > 1 && h("p", {}, words.andMore(owed.length - 1)),
    h("button", { type: "button", "data-key": "open-urgent", onclick: () => app.openMessage(first.key) }, words.open));
}
