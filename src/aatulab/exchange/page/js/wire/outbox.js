// What is to be sent, in order.  An item leaves the box only when the server has said that it has
// it for good, or that it never will; whatever happens to the line meanwhile.

import { b64, fromB64, hex, randomBytes, sha256 } from "../crypto/bytes.js";
import { sealFile, sealMessage, sealReceipt } from "../crypto/seal.js";
import { LineLost, Refusal } from "./http.js";

const RETRY_MS = 2_000;
const MOST_SEALS = 6; // a message that the server finds stale so often is refused for good

export const newId = () => b64(randomBytes(16));

export class Outbox {
  #line;
  #keyring;
  #clock;
  #me;
  #secrets;
  #shelf;
  #isBusy = false;
  #timer = null;
  items = [];
  lastCounter = 0;

  /** `onchange(item)` is called whenever an item's state changes, `onended()` when the log-in is over. */
  constructor({ line, keyring, clock, me, secrets, shelf, onchange, onended }) {
    [this.#line, this.#keyring, this.#clock] = [line, keyring, clock];
    [this.#me, this.#secrets, this.#shelf] = [me, secrets, shelf];
    Object.assign(this, { onchange, onended });
  }

  /** Take up what an earlier session could not send. */
  async restore() {
    for (const item of await this.#shelf.all()) {
      if (!this.items.some((one) => one.id === item.id)) this.#add({ ...item, seals: 0 });
    }
  }

  /** Put a message or a receipt into the box; it is on the shelf when this returns. */
  async put(item) {
    const madeAt = this.#clock.now();
    const whole = { ...item, order: Date.now(), madeAt, state: "waiting", says: "", sealed: null, seals: 0 };
    await this.#shelf.put(whole.id, whole);
    this.#add(whole);
    this.run();
    return whole;
  }

  #add(item) {
    this.items.push(item);
    this.onchange(item);
  }

  /** Take an item out: it was refused, and its writer has seen why. */
  async drop(id) {
    this.items = this.items.filter((item) => item.id !== id);
    await this.#shelf.remove(id);
  }

  get waiting() {
    return this.items.filter((item) => item.state !== "refused");
  }

  stop() {
    clearTimeout(this.#timer);
    this.#isBusy = true;
  }

  /** Send what waits, one after the other, until the line is lost or nothing is left. */
  async run() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    clearTimeout(this.#timer);
    try {
      for (let item = this.waiting[0]; item; item = this.waiting[0]) await this.#send(item);
    } catch (error) {
      if (error instanceof Refusal && error.code === "not_logged_in") this.onended();
      else if (error instanceof LineLost || error instanceof Refusal) this.#later(error);
      else throw error;
    } finally {
      this.#isBusy = false;
    }
  }

  #later(error) {
    const wait = error.details?.wait_s ? error.details.wait_s * 1000 : RETRY_MS;
    this.#timer = setTimeout(() => this.run(), wait);
  }

  async #send(item) {
    try {
      if (item.sealed === null) {
        item.sealed = await this.#seal(item);
        await this.#shelf.put(item.id, item); // the same bytes again, also after a restart
      }
      const ack = await this.#line.post(`/groups/${item.group}/${item.type}s`, item.sealed);
      await this.drop(item.id);
      this.onchange({ ...item, state: "taken", ack });
    } catch (error) {
      if (!(error instanceof Refusal) || error.isPassing || error.code === "not_logged_in") throw error;
      await this.#refused(item, error);
    }
  }

  // these refusals say that it was not stored: what was out of date is mended, and it is sealed anew
  async #refused(item, { code, details, message }) {
    const mend = {
      counter: () => (this.lastCounter = Math.max(this.lastCounter, details.last_counter)),
      wrong_clock: () => this.#clock.set(Date.parse(details.server_time)),
      stale_epoch: () => this.#keyring.refresh(),
      rotation_due: () => this.#rotate(item.group),
      taken: () => this.#keyring.refresh(),
      no_attachment: () => this.#keyring.refresh(), // the key changed between file and message
    }[code];
    if (mend && item.seals < MOST_SEALS) {
      await mend();
      item.sealed = null;
      return;
    }
    Object.assign(item, { state: "refused", says: message, sealed: null });
    this.onchange(item);
  }

  async #rotate(group) {
    try {
      await this.#keyring.rotate(group, new Date(this.#clock.now()).toISOString());
    } catch (error) {
      const isLate = error instanceof Refusal && ["stale_epoch", "taken"].includes(error.code);
      if (!isLate) throw error;
      await this.#keyring.refresh(); // another member was quicker
    }
  }

  async #seal(item) {
    item.seals += 1;
    const { record, key } = await this.#keyring.latest(item.group);
    const now = this.#clock.now();
    const at = new Date(now).toISOString();
    const place = { v: 1, group: item.group, epoch: record.epoch };
    if (item.type === "receipt") {
      const receipt = { ...place, message: item.message, by: this.#me.name, what: item.what, at };
      return sealReceipt(key, this.#secrets.sign, receipt, item.text);
    }
    const files = [];
    for (const file of item.files) files.push(await this.#upload(file, key, place));
    this.lastCounter += 1;
    const header = {
      ...place, id: item.id, sender: this.#me.name, counter: this.lastCounter, kind: item.kind, urgency: item.urgency,
      sent_at: at, ack_by: item.within === null ? null : new Date(now + item.within).toISOString(), in_reply_to: item.inReplyTo,
      attachments: files.map(({ stored }) => stored),
    };
    const content = { lang: item.lang, notice: item.notice, attachments: files.map(({ plain }) => plain) };
    return sealMessage(key, this.#secrets.sign, header, content);
  }

  async #upload({ name, type, data }, key, { group, epoch }) {
    const [id, bytes] = [newId(), fromB64(data)]; // an id of its own for each epoch
    const { stored, sha256: digest } = await sealFile(key, { id, group, epoch }, bytes);
    await this.#line.put(`/groups/${group}/attachments/${id}?epoch=${epoch}`, stored);
    return {
      stored: { id, bytes: stored.length, sha256: digest },
      plain: { id, name, type, bytes: bytes.length, sha256: hex(await sha256(bytes)) },
    };
  }
}
