// From what the server hands out to what the page shows.  Nothing is believed: each message and each
// receipt is checked against the signed list of its epoch, and says so if it does not hold.

import { Distrust } from "../crypto/epochs.js";
import { openMessage, openReceipt } from "../crypto/seal.js";
import { contentOf, isHeader, isReceipt } from "./content.js";

export class Reader {
  #keyring;
  #counters = new Map(); // group and sender -> the newest counter

  constructor(keyring) {
    this.#keyring = keyring;
  }

  /** Forget a group that I left: what I read after coming back is new again. */
  forget(group) {
    for (const place of this.#counters.keys()) if (place.startsWith(`${group} `)) this.#counters.delete(place);
  }

  /** Return the message of an entry: with its content, or with the fault for which there is none. */
  async message(entry) {
    const { header } = entry.body;
    if (!isHeader(header)) throw new Distrust("The server hands out a message that is not in form.");
    const shown = {
      key: header.id,
      order: entry.seq,
      group: entry.group,
      sender: header.sender,
      kind: header.kind,
      urgency: header.urgency,
      sentAt: Date.parse(header.sent_at),
      ackBy: header.ack_by === null ? null : Date.parse(header.ack_by),
      inReplyTo: header.in_reply_to,
      epoch: header.epoch,
      status: "taken",
      takenAt: Date.parse(entry.at),
      members: [],
      receipts: [],
      distrusted: [],
      content: null,
      fault: null,
    };
    try {
      await this.#fill(shown, entry);
    } catch (error) {
      if (!(error instanceof Distrust)) throw error;
      shown.fault = error.message;
    }
    return shown;
  }

  async #fill(shown, entry) {
    const { header } = entry.body;
    if (header.group !== entry.group) throw new Distrust("It was written for another group.");
    const { record, key } = await this.#keyring.epoch(entry.group, header.epoch);
    const sender = memberOf(record, header.sender);
    shown.members = record.members;
    const content = contentOf(await openMessage(key, sender, entry.body), header);
    this.#count(header);
    shown.content = content;
  }

  #count({ group, sender, counter }) {
    const place = `${group} ${sender}`;
    if (counter <= (this.#counters.get(place) ?? 0)) throw new Distrust("It is an old message, shown again.");
    this.#counters.set(place, counter);
  }

  /** Return the receipt of an entry, or the fault for which it does not count. */
  async receipt(entry) {
    const { receipt } = entry.body;
    if (!isReceipt(receipt)) throw new Distrust("The server hands out a receipt that is not in form.");
    const shown = { message: receipt.message, kind: receipt.what, by: receipt.by, at: Date.parse(receipt.at), text: "" };
    try {
      if (receipt.group !== entry.group) throw new Distrust("It was written for another group.");
      const { record, key } = await this.#keyring.epoch(entry.group, receipt.epoch);
      shown.text = String(await openReceipt(key, memberOf(record, receipt.by), entry.body));
      return { ...shown, fault: null };
    } catch (error) {
      if (!(error instanceof Distrust)) throw error;
      return { ...shown, fault: error.message };
    }
  }
}

function memberOf(record, account) {
  const member = record.members.find((one) => one.account === account);
  if (!member) throw new Distrust(`${account} was not a member of the group then.`);
  return member;
}
