// The watch log: what happened in the last 24 hours, and who is late, above all.

import { momentWords } from "../clock.js";
import { h } from "../dom.js";
import { kindName, titleOf } from "../notice.js";
import { plainLine } from "../plain.js";
import { overdue, watchEvents } from "../reckon.js";
import { deadline } from "./frame.js";

const MOST_EVENTS = 300;
const SIGNS = { sent: "→", read: "✓", action: "✓✓", overdue: "▲" };

function noticeButton(app, message) {
  const { desk, language } = app;
  return h("button", { type: "button", class: "link", "data-key": `watch-${message.key}`, onclick: () => app.openMessage(message.key) },
    h("bdi", {}, titleOf(desk.templates, message, language)));
}

function who(app, event) {
  if (event.what === "overdue") return plainLine(event.who);
  if (event.who === app.desk.me.name) return app.words.you;
  const member = event.message.members.find((one) => one.account === event.who);
  return member ? `${plainLine(member.unit)} (${plainLine(event.who)})` : plainLine(event.who);
}

function eventRow(app, event) {
  const { words, desk, language } = app;
  const group = desk.groups.get(event.message.group);
  return h("tr", { "data-what": event.what },
    h("td", {}, momentWords(event.at, desk.clock.now(), language)),
    h("td", {}, `${SIGNS[event.what]} ${words[`event_${event.what}`]}`),
    h("td", {}, h("bdi", {}, who(app, event))),
    h("td", {}, h("span", { class: "small" }, `${kindName(desk.templates, event.message.kind, language)} · `), noticeButton(app, event.message)),
    h("td", {}, h("bdi", {}, plainLine(group?.name ?? ""))));
}

function lateList(app, messages, now) {
  const { words } = app;
  const late = messages.filter((message) => overdue(message, now).length > 0);
  if (late.length === 0) return h("p", { class: "small" }, words.nobodyLate);
  return h("ul", { class: "late-list" }, late.map((message) => h("li", {},
    h("b", {}, "▲ ", overdue(message, now).map(plainLine).join(", ")), ": ", noticeButton(app, message), " · ", deadline(app, message))));
}

export function watchLog(app) {
  const { words, desk } = app;
  const now = desk.clock.now();
  const messages = [...desk.messages.values()].filter((message) => !message.isDraft);
  const events = watchEvents(messages, now);
  return [
    h("h2", { id: "message-title", tabindex: "-1" }, words.watch),
    h("h3", {}, words.overdue), lateList(app, messages, now),
    h("h3", {}, words.last24),
    events.length === 0 ? h("p", { class: "empty" }, words.empty) : h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.last24 }, h("table", { class: "watch" },
      h("thead", {}, h("tr", {}, [words.timeUtc, words.event, words.who, words.what, words.group].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, events.slice(0, MOST_EVENTS).map((event) => eventRow(app, event))))),
    events.length > MOST_EVENTS && h("p", { class: "small" }, words.newestOnly(MOST_EVENTS, events.length)),
  ];
}
