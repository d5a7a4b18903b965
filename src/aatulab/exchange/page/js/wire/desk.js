// A person's desk at the exchange: log-in, groups, messages, and what waits to be sent.  It knows
// nothing of the page; whoever shows it listens to its events:
//   "change"   something to show is other than before
//   "arrived"  {message} a message of somebody else came while the desk was open
//   "receipt"  {message, receipt} somebody read one of mine, or acted on it
//   "line"     {state} the line is "open" or "lost"
//   "ended"    the log-in is over; log in again, what waits stays

import { Clock } from "../clock.js";
import { b64, fromB64 } from "../crypto/bytes.js";
import { madePassword, newAccount } from "../crypto/enrol.js";
import { Distrust } from "../crypto/epochs.js";
import { passwordSecrets } from "../crypto/password.js";
import { openFile } from "../crypto/seal.js";
import { openVault } from "../crypto/vault.js";
import { LineLost, Line, Refusal } from "./http.js";
import { Known } from "./known.js";
import { Keyring } from "./keyring.js";
import { Live } from "./live.js";
import { Outbox, newId } from "./outbox.js";
import { Reader } from "./reader.js";
import { Shelf } from "./shelf.js";

const LEAST_ROUNDS = 600_000; // fewer would make a stolen database worth guessing at
const TRY_AGAIN_MS = 2_000;

export class Desk extends EventTarget {
  #line;
  #keyring;
  #reader;
  #live = null;
  #work = Promise.resolve();
  #last = {};
  #early = []; // receipts whose message is not here yet
  messages = new Map();
  clock = new Clock();
  line = "opening";
  isCaughtUp = false;

  /** Return the desk of an account whose password opens its keys; they never leave this browser. */
  static async signIn(account, password) {
    const line = new Line();
    const { salt, rounds } = await line.post("/login/begin", { account });
    if (rounds < LEAST_ROUNDS) throw new Distrust("The server asks for a weak log-in. Do not write your password; tell your administrator.");
    const { login, keys } = await passwordSecrets(password, fromB64(salt), rounds);
    const answer = await line.post("/login", { account, login: b64(login) });
    line.token = answer.token;
    const desk = new Desk();
    await desk.#open(line, answer, keys);
    return desk;
  }

  async #open(line, answer, keysSecret) {
    this.#line = line;
    this.me = answer.account;
    const secrets = await openVault(answer.account, answer.vault, keysSecret);
    this.clock.set(Date.parse(answer.server_time));
    this.templates = await line.get("/notices");
    const shelf = await Shelf.open(this.me.name, keysSecret);
    this.#keyring = new Keyring(line, this.me, secrets, await Known.on(shelf));
    this.#reader = new Reader(this.#keyring);
    this.outbox = new Outbox({
      line, keyring: this.#keyring, clock: this.clock, me: this.me, secrets, shelf,
      onchange: (item) => this.#outboxChanged(item), onended: () => this.#ended(),
    });
    this.outbox.lastCounter = answer.last_counter;
    await this.#keyring.refresh();
    await this.outbox.restore();
  }

  /** Open the live line; events come from now on. */
  start() {
    this.#live = new Live(this.#line.token, {
      onstate: (state) => this.#lineIs(state),
      onframe: (frame) => this.#frame(frame),
      onended: () => this.#ended(),
    });
  }

  async signOut() {
    this.#close();
    await this.#line.post("/logout", {}).catch(() => null); // it ends by itself, too
  }

  #close() {
    this.#live?.close();
    this.outbox.stop();
  }

  #ended() {
    this.#close();
    this.#tell("ended");
  }

  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  get groups() {
    return this.#keyring.groups;
  }

  get faults() {
    return this.#keyring.faults;
  }

  // ---- what comes in -------------------------------------------------------------------------

  #lineIs(state) {
    const before = this.line;
    this.line = state;
    if (before !== state) this.#tell("line", { state, before });
    if (state === "open") this.#inOrder(() => this.#catchUp());
  }

  // One thing after the other: a receipt must not be looked at before its message.
  #inOrder(task) {
    this.#work = this.#work.then(task).catch((error) => this.#stumbled(error));
    return this.#work;
  }

  #stumbled(error) {
    if (error instanceof Refusal && error.code === "not_logged_in") this.#ended();
    else if (error instanceof LineLost || error instanceof Refusal) {
      setTimeout(() => this.#inOrder(() => this.#catchUp()), TRY_AGAIN_MS);
    } else {
      this.#tell("failed", { error });
      throw error;
    }
  }

  async #catchUp() {
    if (this.line !== "open") return; // it is done again when the line is back
    await this.#keyring.refresh();
    let more = true;
    while (more) {
      const answer = await this.#line.post("/sync", { after: this.#last });
      for (const entry of answer.entries) await this.#take(entry);
      more = answer.more;
      this.#tell("change");
    }
    this.isCaughtUp = true;
    this.#tell("change");
    this.outbox.run();
  }

  #frame(frame) {
    if (frame.server_time) this.clock.set(Date.parse(frame.server_time));
    if (frame.type === "entry") this.#inOrder(() => this.#liveEntry(frame.entry));
    if (frame.type === "gone") this.#inOrder(() => this.#gone(frame.group));
    if (frame.type === "rotation_due") this.#inOrder(() => this.#keyring.refresh());
  }

  async #liveEntry(entry) {
    const last = this.#last[entry.group];
    if (last === undefined || entry.seq > last + 1) {
      await this.#catchUp();
      return;
    }
    await this.#take(entry);
    this.#tell("change");
  }

  async #gone(group) {
    for (const [key, message] of this.messages) if (message.group === group) this.messages.delete(key);
    delete this.#last[group];
    this.#reader.forget(group);
    await this.#keyring.refresh();
    this.#tell("change");
  }

  async #take(entry) {
    if (entry.seq <= (this.#last[entry.group] ?? 0)) return;
    try {
      await this.#takeUp(entry);
    } catch (error) {
      if (!(error instanceof Distrust)) throw error;
      this.faults.set(entry.group, error.message); // shown beside the groups; what comes after it goes on
    }
    this.#last[entry.group] = entry.seq;
  }

  async #takeUp(entry) {
    if (entry.type === "message") await this.#takeMessage(entry);
    if (entry.type === "receipt") this.#takeReceipt(await this.#reader.receipt(entry), entry.group);
    if (entry.type === "group") await this.#takeGroup(entry);
  }

  async #takeGroup({ group, body }) {
    if ((this.groups.get(group)?.epoch ?? 0) < body.record.epoch) await this.#keyring.refresh();
  }

  async #takeMessage(entry) {
    const message = await this.#reader.message(entry);
    const known = this.messages.get(message.key);
    if (known && !known.isDraft) return; // the first one stays
    this.messages.set(message.key, message);
    const early = this.#early.filter((receipt) => receipt.message === message.key);
    this.#early = this.#early.filter((receipt) => receipt.message !== message.key);
    for (const receipt of early) this.#takeReceipt(receipt, entry.group);
    if (message.sender !== this.me.name && this.isCaughtUp) this.#tell("arrived", { message });
  }

  #takeReceipt(receipt, group) {
    const message = this.messages.get(receipt.message);
    if (!message) {
      this.#early.push(receipt);
      return;
    }
    if (message.group !== group) return;
    if (receipt.fault !== null) message.distrusted.push(receipt);
    else if (!message.receipts.some(({ kind, by }) => kind === receipt.kind && by === receipt.by)) {
      message.receipts.push(receipt);
      const isToldMe = message.sender === this.me.name && receipt.by !== this.me.name && this.isCaughtUp;
      if (isToldMe) this.#tell("receipt", { message, receipt });
    }
  }

  // ---- what goes out -------------------------------------------------------------------------

  /** Send a notice; it is safe on the shelf when this returns, and goes out when the line allows. */
  send({ group, kind, urgency, within, inReplyTo, lang, notice, files }) {
    const item = { id: newId(), type: "message", group, kind, urgency, within, inReplyTo, lang, notice, files };
    return this.outbox.put(item);
  }

  /** Say that I have read a message, or what I did about it. */
  sayReceipt(message, what, text = "") {
    const isSaid = message.receipts.some((receipt) => receipt.by === this.me.name && receipt.kind === what);
    const isOnItsWay = this.outbox.items.some((item) => item.message === message.key && item.what === what);
    if (isSaid || isOnItsWay || message.sender === this.me.name) return Promise.resolve();
    return this.outbox.put({ id: newId(), type: "receipt", group: message.group, message: message.key, what, text });
  }

  #outboxChanged(item) {
    if (item.type === "message") this.#showOwn(item);
    this.#tell("change");
  }

  #showOwn(item) {
    const known = this.messages.get(item.id);
    if (known && !known.isDraft) return; // it has come back already
    if (item.state === "taken") {
      Object.assign(known, { status: "taken", takenAt: Date.parse(item.ack.at) });
      return;
    }
    const files = item.files.map(({ name, type, data }) => ({ name, type, bytes: Math.floor((data.length * 3) / 4) }));
    this.messages.set(item.id, {
      key: item.id, order: Infinity, group: item.group, sender: this.me.name, kind: item.kind, urgency: item.urgency,
      sentAt: item.madeAt, ackBy: null, inReplyTo: item.inReplyTo, epoch: null, isDraft: true, status: item.state, says: item.says,
      members: this.groups.get(item.group)?.members ?? [], receipts: [], distrusted: [], fault: null,
      content: { lang: item.lang, notice: item.notice, attachments: files },
    });
  }

  /** Take back a notice that the server refused, to write it anew. */
  async takeBack(key) {
    const item = this.outbox.items.find((one) => one.id === key);
    this.messages.delete(key);
    await this.outbox.drop(key);
    this.#tell("change");
    return item;
  }

  /** Return a file of a message, opened and checked. */
  async file(message, attachment) {
    const { record, key } = await this.#keyring.epoch(message.group, message.epoch);
    const stored = await this.#line.bytes(`/groups/${message.group}/attachments/${attachment.id}`);
    const context = { id: attachment.id, group: message.group, epoch: record.epoch };
    return openFile(key, context, stored, attachment);
  }

  accounts = async () => (await this.#line.get("/accounts")).accounts;

  /** Change who is in a group; everybody else gets a new key with it. */
  async changeMembers(group, members) {
    await this.#keyring.change(group, members, new Date(this.clock.now()).toISOString());
    this.#tell("change");
  }

  /** Begin a group; who begins it is in it, and keeps it. */
  async beginGroup(name, members) {
    const id = newId();
    await this.#keyring.begin(id, name, members, new Date(this.clock.now()).toISOString());
    this.#tell("change");
    return id;
  }

  /** Make an account, as an administrator; return its first password, which is kept nowhere. */
  async addAccount(about) {
    const password = madePassword();
    await this.#line.post("/accounts", await newAccount(about, password));
    return password;
  }

  closeAccount = (name) => this.#line.post(`/accounts/${encodeURIComponent(name)}/disable`, {});

  async leave(group) {
    await this.#line.post(`/groups/${group}/leave`, {});
    await this.#inOrder(() => this.#gone(group));
  }
}
