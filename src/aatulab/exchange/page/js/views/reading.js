// One message as it is read: its notice in the reader's language, its files, who has acknowledged
// it, and what one can do about it.

import { momentWords } from "../clock.js";
import { fill, h, icon } from "../dom.js";
import { NEED_AN_ANSWER, kindName, rowsOf, titleOf, urgencyName } from "../notice.js";
import { plain, plainLine, plainName, savedName, sizeWords } from "../plain.js";
import { conversation, openUnits, overdue, receiptRows } from "../reckon.js";
import { deadline } from "./frame.js";
import { unitOf } from "./inbox.js";

const LONGEST_ACTION = 1_000;

function sealLine(app, message) {
  const { words, desk, language } = app;
  const now = desk.clock.now();
  if (message.status === "waiting") return h("p", { class: "seal" }, icon("clock"), words.waitingLong);
  if (message.status === "refused") {
    return h("div", { class: "fault", role: "alert" }, h("p", {}, `✕ ${words.refused}: ${message.says}`),
      h("button", { type: "button", onclick: () => app.writeAgain(message) }, words.writeAgain));
  }
  const taken = words.taken(momentWords(message.takenAt, now, language));
  return h("p", { class: "seal" }, icon("done"), message.sender === desk.me.name ? taken : words.verified);
}

function facts(app, message) {
  const { words, desk, language } = app;
  const now = desk.clock.now();
  const group = desk.groups.get(message.group);
  const from = message.sender === desk.me.name ? words.you : `${unitOf(app, message)} (${plainLine(message.sender)})`;
  return h("p", { class: "facts" },
    h("span", {}, `${words.from} `, h("bdi", {}, from)),
    h("span", {}, `${words.to} `, h("bdi", {}, plainLine(group?.name ?? message.group))),
    h("time", { datetime: new Date(message.sentAt).toISOString() }, `${momentWords(message.sentAt, now, language)} UTC`));
}

function noticeRows(app, message) {
  const { desk, language, words } = app;
  const rows = rowsOf(desk.templates, message, language, desk.clock.now()).filter((row) => row.key !== "subject");
  const written = message.content.lang === "fr" ? "fr" : "en";
  return [
    h("dl", { class: "notice" }, rows.map((row) => h("div", { class: "notice-row" },
      h("dt", {}, row.heading),
      h("dd", { lang: row.isFree ? written : language, dir: row.isFree ? "auto" : false }, row.text)))),
    written !== language && h("p", { class: "small" }, words.freeText(written)),
  ];
}

async function save(app, message, attachment) {
  const name = plainName(attachment.name);
  try {
    const bytes = await app.desk.file(message, attachment);
    const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    h("a", { href: address, download: savedName(attachment.name) }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    app.say(app.words.saved(name));
  } catch (error) {
    app.call(`${app.words.notSaved(name)} ${error.message}`);
  }
}

function files(app, message) {
  const attachments = message.content.attachments ?? [];
  if (attachments.length === 0) return null;
  return h("section", { class: "files" }, h("h3", {}, app.words.attachments),
    h("ul", {}, attachments.map((attachment) => h("li", {}, icon("file"),
      h("bdi", { class: "file-name", dir: "ltr" }, plainName(attachment.name)),
      h("span", { class: "small" }, sizeWords(attachment.bytes)),
      attachment.id && h("button", { type: "button", "aria-label": `${app.words.save}: ${plainName(attachment.name)}`, onclick: () => save(app, message, attachment) }, app.words.save)))));
}

function receiptCell(app, receipt, isLate) {
  const { words, desk, language } = app;
  if (!receipt) return isLate ? h("b", { class: "late" }, `▲ ${words.late}`) : h("span", { class: "muted" }, words.notYet);
  return h("span", {}, `✓ ${momentWords(receipt.at, desk.clock.now(), language)}`,
    receipt.text && h("span", { class: "action-text", dir: "auto" }, plain(receipt.text)));
}

/** Return who has read a message and what was done, with the deadline for it. */
export function receipts(app, message) {
  const { words, desk } = app;
  if (message.isDraft || message.fault !== null) return [];
  const late = new Set(overdue(message, desk.clock.now()));
  const isOpen = openUnits(message).length > 0;
  return [
    h("h3", {}, words.receipts),
    message.ackBy !== null && h("p", { class: "due", "data-open": isOpen },
      words.byLong(momentWords(message.ackBy, desk.clock.now(), app.language)), isOpen ? " · " : ` · ${words.allAnswered}`, isOpen && deadline(app, message)),
    h("table", {},
      h("thead", {}, h("tr", {}, [words.member, words.read, words.acted].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, receiptRows(message).map(({ member, read, action }) => h("tr", {},
        h("th", { scope: "row" }, h("bdi", {}, plainLine(member.unit)), h("span", { class: "small" }, plainLine(member.account))),
        h("td", {}, receiptCell(app, read, late.has(member.unit))),
        h("td", {}, receiptCell(app, action, false)))))),
    message.distrusted.map((receipt) => h("p", { class: "fault small" }, `✕ ${words.badReceipt(plainLine(receipt.by))} ${receipt.fault}`)),
  ];
}

const isForMe = (app, message) => !message.isDraft && message.fault === null && message.sender !== app.desk.me.name;

const hasSaid = (app, message, kind) => message.receipts.some((receipt) => receipt.by === app.desk.me.name && receipt.kind === kind);

/** Return the deadline with the button that meets it. */
function owed(app, message) {
  const { words, desk } = app;
  if (!isForMe(app, message) || message.ackBy === null || hasSaid(app, message, "read")) return null;
  return h("div", { class: "owed" },
    h("p", {}, words.byLong(momentWords(message.ackBy, desk.clock.now(), app.language)), " · ", h("b", {}, deadline(app, message))),
    h("button", { type: "button", class: "main", "data-key": "acknowledge", onclick: () => desk.sayReceipt(message, "read") }, words.acknowledge));
}

/** Return what else I can do about a message: say what was done, answer it. */
function actions(app, message) {
  if (message.isDraft || message.fault !== null) return [];
  return [
    isForMe(app, message) && !hasSaid(app, message, "action") && actionForm(app, message),
    h("p", {}, h("button", { type: "button", "data-key": "reply", onclick: () => app.write(message) }, icon("reply"), app.words.reply)),
  ];
}

function actionForm(app, message) {
  const { words, desk } = app;
  const field = h("input", { id: "action-text", maxlength: String(LONGEST_ACTION), "data-key": "action-text", value: app.actionTexts.get(message.key) ?? "" });
  field.addEventListener("input", () => app.actionTexts.set(message.key, field.value));
  return h("form", { class: "act", onsubmit: (event) => {
    event.preventDefault();
    if (field.value.trim() === "") {
      app.call(words.actionMissing);
      field.focus();
    } else desk.sayReceipt(message, "action", field.value.trim());
  } },
  h("label", { for: "action-text" }, words.actionLabel), field,
  h("button", { type: "submit", "data-key": "act" }, words.actionSend));
}

function thread(app, message) {
  const messages = conversation([...app.desk.messages.values()].filter((one) => one.group === message.group), message.key);
  if (messages.length < 2) return [];
  const { desk, language } = app;
  return [h("h3", {}, app.words.conversation), h("ol", { class: "thread" }, messages.map((one) => h("li", {},
    h("button", { type: "button", "data-key": `thread-${one.key}`, "aria-current": one.key === message.key ? "true" : false, onclick: () => app.openMessage(one.key) },
      h("b", {}, kindName(desk.templates, one.kind, language)), " ", h("bdi", {}, titleOf(desk.templates, one, language)),
      h("span", { class: "small" }, ` ${one.sender === desk.me.name ? app.words.you : unitOf(app, one)}, ${momentWords(one.sentAt, desk.clock.now(), language)}`)))))];
}

/** Show a message in the pane; the returned function renews what changes while it is read. */
export function showMessage(app, pane, message) {
  const { words, desk, language } = app;
  const isUrgent = NEED_AN_ANSWER.has(message.urgency);
  const [state, doing, seen, talk] = [h("div"), h("div", { class: "doing" }), h("section", { class: "receipts" }), h("section")];
  fill(pane,
    h("article", { class: "message" },
      h("p", { class: "kind", "data-urgent": isUrgent }, icon(message.kind), kindName(desk.templates, message.kind, language),
        h("span", { class: "urgency" }, urgencyName(desk.templates, message.urgency, language))),
      h("h2", { id: "message-title", tabindex: "-1" }, h("bdi", {}, titleOf(desk.templates, message, language))),
      facts(app, message), state,
      message.fault !== null && h("p", { class: "fault", role: "alert" }, `✕ ${words.fault}: ${message.fault}`),
      message.content && noticeRows(app, message),
      message.content && files(app, message),
      doing,
      seen, talk));
  return () => {
    keepingFocus(state, () => fill(state, message.fault === null && sealLine(app, message), owed(app, message)));
    keepingFocus(doing, () => fill(doing, actions(app, message)));
    fill(seen, receipts(app, message));
    keepingFocus(talk, () => fill(talk, thread(app, message)));
  };
}

function keepingFocus(part, change) {
  const held = part.contains(document.activeElement) ? document.activeElement : null;
  const [from, to] = held?.tagName === "INPUT" ? [held.selectionStart, held.selectionEnd] : [];
  change();
  if (!held) return;
  const again = part.querySelector(`[data-key="${CSS.escape(held.dataset.key ?? "")}"]`) ?? document.getElementById("message-title");
  again?.focus({ preventScroll: true });
  if (from !== undefined && again?.tagName === "INPUT") again.setSelectionRange(from, to);
}
