// The content of a message as a member wrote it: signed, but still not trusted to be in form.

import { Distrust } from "../crypto/epochs.js";

const isText = (value) => typeof value === "string";
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isMoment = (value) => isText(value) && Number.isFinite(Date.parse(value));
const isSize = (value) => Number.isSafeInteger(value) && value >= 0;

function isAttachment(value) {
  return isObject(value) && isText(value.id) && isText(value.name) && isText(value.type) && isSize(value.bytes) && isText(value.sha256);
}

/** Return language, notice and attachments of a message, or refuse what is not in form. */
export function contentOf(raw, header) {
  const notice = raw?.notice;
  const attachments = raw?.attachments;
  if (!isObject(notice) || !Object.values(notice).every((value) => isText(value) || isSize(value))) {
    throw new Distrust("Its notice is not in form.");
  }
  if (!Array.isArray(attachments) || !attachments.every(isAttachment)) throw new Distrust("Its attachments are not in form.");
  const named = new Set(header.attachments.map((attachment) => attachment.id));
  if (attachments.length !== named.size || !attachments.every(({ id }) => named.has(id))) {
    throw new Distrust("Its attachments are not those that its header names.");
  }
  return { lang: raw.lang === "fr" ? "fr" : "en", notice, attachments };
}

/** Return whether a header has what the page goes by. */
export function isHeader(header) {
  const texts = ["id", "group", "sender", "kind", "urgency"];
  return isObject(header) && texts.every((key) => isText(header[key])) && isSize(header.epoch) && isSize(header.counter)
    && isMoment(header.sent_at) && (header.ack_by === null || isMoment(header.ack_by)) && (header.in_reply_to === null || isText(header.in_reply_to))
    && Array.isArray(header.attachments) && header.attachments.every((one) => isObject(one) && isText(one.id));
}

/** Return whether a receipt has what the page goes by. */
export function isReceipt(receipt) {
  return isObject(receipt) && ["message", "by", "group"].every((key) => isText(receipt[key]))
    && ["read", "action"].includes(receipt.what) && isMoment(receipt.at) && isSize(receipt.epoch);
}
