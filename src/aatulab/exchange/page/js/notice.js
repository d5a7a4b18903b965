// Notices by their templates: what a form asks, what is wrong with an answer, how it is shown.  The
// templates come from the server, headings and fixed values in both languages; free text stays as
// it was written.

import { plain, plainLine } from "./plain.js";
import { momentWords } from "./clock.js";

export const NEED_AN_ANSWER = new Set(["urgent", "flash"]);
const TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2})$/u;
const CLOCK = /^\d{1,2}:\d{2}$/u;
const NUMBER = /^\d{1,12}(\.\d{1,6})?$/u;
const MOST_COUNT = 1_000_000;

export const kindName = (templates, kind, language) => templates.kinds[kind]?.name[language] ?? plainLine(kind);

export const urgencyName = (templates, urgency, language) => templates.urgency[urgency]?.[language] ?? plainLine(urgency);

/** Return the line that a list shows of a message. */
export function titleOf(templates, message, language) {
  const subject = message.content?.notice?.subject;
  return typeof subject === "string" && subject.trim() ? plainLine(subject) : kindName(templates, message.kind, language);
}

/** Return the value of a field as a person reads it, and whether it is in the sender's own words. */
function shownValue(field, value, language, now) {
  if (field.choices) {
    const words = field.choices[value]?.[language];
    if (words) return { text: /^[A-Z]\d$/u.test(value) ? `${value}: ${words}` : words, isFree: false };
  }
  if (field.type === "time" && Number.isFinite(Date.parse(value))) {
    return { text: `${momentWords(Date.parse(value), now, language)} UTC`, isFree: false };
  }
  const isFree = field.type === "text" || field.type === "long";
  return { text: plain(typeof value === "object" ? JSON.stringify(value) : value), isFree };
}

/** Return the rows of a notice in the order of its template; what the template lacks comes last. */
export function rowsOf(templates, message, language, now) {
  const notice = message.content.notice ?? {};
  const fields = templates.kinds[message.kind]?.fields ?? [];
  const rows = fields.filter((field) => notice[field.key] !== undefined).map((field) => ({
    key: field.key, heading: field.heading[language], ...shownValue(field, notice[field.key], language, now),
  }));
  const known = new Set(fields.map((field) => field.key));
  const others = Object.keys(notice).filter((key) => !known.has(key)).map((key) => ({
    key, heading: plainLine(key), ...shownValue({ type: "long" }, notice[key], language, now),
  }));
  return [...rows, ...others];
}

/** Return all that can be searched in a message, headings and fixed values in both languages. */
export function searchText(templates, message) {
  if (message.content === null) return message.sender;
  const unit = message.members.find((member) => member.account === message.sender)?.unit ?? "";
  const rows = ["en", "fr"].flatMap((language) => rowsOf(templates, message, language, message.sentAt));
  const kinds = ["en", "fr"].map((language) => kindName(templates, message.kind, language));
  const files = (message.content.attachments ?? []).map((attachment) => attachment.name);
  return [...kinds, unit, message.sender, ...rows.map((row) => row.text), ...files].join(" ");
}

/** Return the value that is sent for what was typed, or the fault of it. */
function readValue(field, typed, now) {
  if (field.type === "count") {
    const isCount = /^\d+$/u.test(typed) && Number(typed) <= MOST_COUNT;
    return isCount ? { value: Number(typed) } : { fault: "isNumber" };
  }
  if (field.type === "number") {
    const number = typed.replace(",", ".");
    return NUMBER.test(number) ? { value: number } : { fault: "isNumber" };
  }
  if (field.type === "time") return readTime(typed, now);
  if (field.type === "date") return isDay(typed) ? { value: typed } : { fault: "isDay" };
  return field.most !== null && typed.length > field.most ? { fault: "isLong" } : { value: typed };
}

function isDay(typed) {
  const moment = new Date(`${typed}T00:00:00.000Z`);
  return /^\d{4}-\d{2}-\d{2}$/u.test(typed) && Number.isFinite(moment.getTime()) && moment.toISOString().startsWith(typed);
}

function readTime(typed, now) {
  const whole = CLOCK.test(typed) ? `${new Date(now).toISOString().slice(0, 10)} ${typed}` : typed;
  const [, day, clock] = TIME.exec(whole) ?? [];
  if (!day || !isDay(day)) return { fault: "isMoment" };
  const moment = Date.parse(`${day}T${clock.padStart(5, "0")}:00.000Z`);
  return Number.isFinite(moment) ? { value: new Date(moment).toISOString() } : { fault: "isMoment" };
}

/** Return the notice for what was typed into a form, and in words what is wrong with it. */
export function readForm(fields, typed, { words, language, now }) {
  const notice = {};
  const errors = [];
  for (const field of fields) {
    const text = (typed[field.key] ?? "").trim();
    const label = field.heading[language];
    if (text === "") {
      if (field.required) errors.push({ key: field.key, says: field.choices ? words.isChosen(label) : words.isMissing(label) });
      continue;
    }
    const { value, fault } = readValue(field, text, now);
    if (fault === "isLong") errors.push({ key: field.key, says: words.isLong(label, text.length, field.most) });
    else if (fault) errors.push({ key: field.key, says: words[fault](label, text) });
    else notice[field.key] = value;
  }
  return { notice, errors };
}
