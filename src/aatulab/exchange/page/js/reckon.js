// What follows from messages and receipts: who has read, what is open, what is overdue.  No element
// of the page and no clock in here: time is passed in.
//
// A notice with a deadline is acknowledged for a whole unit by whoever of it does so first.

export const DAY_MS = 86_400_000;

const receiptOf = (message, kind, account) =>
  message.receipts.find((receipt) => receipt.kind === kind && receipt.by === account);

const unitOf = (message, account) => message.members.find((member) => member.account === account)?.unit;

/** Return for each other member of the group when it read and what it did. */
export function receiptRows(message) {
  const others = message.members.filter((member) => member.account !== message.sender);
  return others.map((member) => ({
    member,
    read: receiptOf(message, "read", member.account),
    action: receiptOf(message, "action", member.account),
  }));
}

export function isRead(message, me) {
  return message.sender === me || message.receipts.some((receipt) => receipt.by === me);
}

/** Return the units that have not acknowledged, in the order of the group; never the sender's. */
export function openUnits(message) {
  if (message.ackBy === null) return [];
  const answered = new Set(message.receipts.map((receipt) => unitOf(message, receipt.by)));
  answered.add(unitOf(message, message.sender));
  return [...new Set(message.members.map((member) => member.unit))].filter((unit) => !answered.has(unit));
}

/** Return whether my unit still owes an acknowledgement. */
export function isOwed(message, me) {
  return message.fault === null && openUnits(message).includes(unitOf(message, me));
}

/** Return the units that have let the deadline pass. */
export function overdue(message, now) {
  return message.ackBy !== null && now > message.ackBy ? openUnits(message) : [];
}

export function unread(messages, groupId, me) {
  return messages.filter((message) => message.group === groupId && !isRead(message, me)).length;
}

/** Return messages as a list shows them: the newest on top, what waits for the line above all. */
export function newestFirst(messages) {
  return [...messages].sort((one, other) => other.sentAt - one.sentAt || other.order - one.order);
}

/** Return the messages of one conversation, from the first on. */
export function conversation(messages, key) {
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const first = rootOf(byKey, key);
  return newestFirst(messages.filter((message) => rootOf(byKey, message.key) === first)).reverse();
}

function rootOf(byKey, key) {
  const seen = new Set();
  let at = key;
  while (byKey.get(at)?.inReplyTo && byKey.has(byKey.get(at).inReplyTo) && !seen.has(at)) {
    seen.add(at);
    at = byKey.get(at).inReplyTo;
  }
  return at;
}

/** Return what happened in the last 24 hours, the newest on top. */
export function watchEvents(messages, now) {
  const events = messages.flatMap((message) => [
    { at: message.sentAt, what: "sent", who: message.sender, message },
    ...message.receipts.map((receipt) => ({ at: receipt.at, what: receipt.kind, who: receipt.by, message })),
    ...overdue(message, now).map((unit) => ({ at: message.ackBy, what: "overdue", who: unit, message })),
  ]);
  return events.filter((event) => event.at > now - DAY_MS).sort((one, other) => other.at - one.at);
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const wordsOf = (question) => folded(question).split(/\s+/u).filter(Boolean);

/** Return the messages in which every word of a question occurs, whatever its accents and case. */
export function found(messages, question, textOf) {
  const words = wordsOf(question);
  if (words.length === 0) return [];
  return newestFirst(messages).filter((message) => {
    const text = folded(textOf(message));
    return words.every((word) => text.includes(word));
  });
}

/** Return a text in pieces, those in which a word of the question occurs marked. */
export function pieces(text, question) {
  const words = wordsOf(question);
  return text.split(/([\p{L}\p{N}\p{M}]+)/u).filter(Boolean).map((piece) => ({
    piece,
    isFound: words.some((word) => folded(piece).includes(word)),
  }));
}
