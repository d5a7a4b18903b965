// The messages of a group, the newest on top; and the search, whose results look the same.

import { momentWords } from "../clock.js";
import { h, icon } from "../dom.js";
import { NEED_AN_ANSWER, kindName, searchText, titleOf, urgencyName } from "../notice.js";
import { plainLine } from "../plain.js";
import { found, isOwed, isRead, newestFirst, openUnits, overdue, pieces, receiptRows } from "../reckon.js";
import { deadline } from "./frame.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** Return whose unit wrote a message. */
export function unitOf(app, message) {
  const sender = message.members.find((member) => member.account === message.sender);
  return plainLine(sender?.unit ?? message.sender);
}

function marked(text, question) {
  if (!question) return text;
  return pieces(text, question).map(({ piece, isFound }) => (isFound ? h("mark", {}, piece) : piece));
}

function stateTag(app, message) {
  const { words, desk } = app;
  const now = desk.clock.now();
  if (message.fault !== null) return h("span", { class: "tag tag-fault" }, `✕ ${words.untrusted}`);
  if (message.status === "waiting") return h("span", { class: "tag" }, `… ${words.waiting}`);
  if (message.status === "refused") return h("span", { class: "tag tag-fault" }, `✕ ${words.refused}`);
  if (isOwed(message, desk.me.name)) return h("span", { class: "tag tag-owed" }, "▲ ", deadline(app, message));
  const late = overdue(message, now).length;
  if (late > 0) return h("span", { class: "tag tag-owed" }, `▲ ${words.lateCount(late)}`);
  if (message.sender !== desk.me.name) return null;
  if (message.ackBy !== null && openUnits(message).length > 0) return h("span", { class: "tag" }, "◷ ", deadline(app, message));
  const rows = receiptRows(message);
  const read = rows.filter((row) => row.read || row.action).length;
  return rows.length > 0 && h("span", { class: "small" }, words.readCount(read, rows.length));
}

function row(app, message, isTabStop, question) {
  const { words, desk, language } = app;
  const isNew = !isRead(message, desk.me.name);
  const now = desk.clock.now();
  const isUrgent = NEED_AN_ANSWER.has(message.urgency);
  return h("li", {}, h("button", {
    type: "button", class: "row", "data-key": `row-${message.key}`, "data-new": isNew, "data-message": message.key,
    "aria-current": app.message === message.key && app.pane === "message" ? "true" : false,
    tabindex: isTabStop ? "0" : "-1", onclick: () => app.openMessage(message.key),
  },
  h("span", { class: "row-sign" }, icon(message.kind)),
  h("span", { class: "row-title" }, isNew && h("span", { class: "unseen" }, `${words.newWord}: `), h("bdi", {}, marked(titleOf(desk.templates, message, language), question))),
  h("time", { class: "row-time", datetime: new Date(message.sentAt).toISOString() }, momentWords(message.sentAt, now, language)),
  h("span", { class: "row-from" },
    isUrgent && h("b", { class: "urgent-word" }, urgencyName(desk.templates, message.urgency, language)),
    kindName(desk.templates, message.kind, language), " · ",
    message.sender === desk.me.name ? words.you : h("bdi", {}, unitOf(app, message))),
  h("span", { class: "row-state" }, stateTag(app, message))));
}

function moveByKeys(event) {
  const step = STEPS[event.key];
  if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  const rows = [...event.currentTarget.querySelectorAll(".row")];
  const place = rows.indexOf(document.activeElement) + step;
  const next = rows[Math.min(rows.length - 1, Math.max(0, place))];
  event.preventDefault();
  for (const one of rows) one.tabIndex = one === next ? 0 : -1;
  next?.focus();
}

function rows(app, all, question = "") {
  const messages = all.slice(0, app.shown);
  const held = document.activeElement?.dataset?.message;
  const stop = [held, app.message, messages[0]?.key].find((key) => messages.some((message) => message.key === key));
  const older = all.length - messages.length;
  return [
    h("ul", { class: "rows", onkeydown: moveByKeys, "aria-label": app.words.messages },
      messages.map((message) => row(app, message, message.key === stop, question))),
    older > 0 && h("p", { class: "empty" }, h("button", { type: "button", "data-key": "older", onclick: () => app.showOlder() }, app.words.older(older))),
  ];
}

/** Return the list of the group that is chosen. */
export function inbox(app) {
  const group = app.desk.groups.get(app.group);
  const messages = newestFirst([...app.desk.messages.values()].filter((message) => message.group === app.group));
  return [
    h("header", { class: "list-head" }, h("h2", {}, h("bdi", {}, group ? plainLine(group.name) : app.words.messages)),
      group && h("p", { class: "small" }, app.words.memberCount(group.members.length))),
    messages.length === 0 ? h("p", { class: "empty" }, app.desk.isCaughtUp ? app.words.empty : app.words.line_opening) : rows(app, messages),
  ];
}

/** Return the results of a search over the notices of all groups. */
export function searchResults(app) {
  const { words, desk } = app;
  const results = found([...desk.messages.values()], app.question, (message) => searchText(desk.templates, message));
  return [
    h("p", { class: "small", role: "status" }, app.question.trim() ? words.found(results.length) : words.searchHelp),
    results.length > 0 && rows(app, results, app.question),
  ];
}
