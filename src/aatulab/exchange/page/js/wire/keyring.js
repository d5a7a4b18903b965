// The groups I am in: who is in them, by which signed list, and the keys of their epochs.

import { Distrust, checkRecord, digestOf, makeEpoch, unwrap } from "../crypto/epochs.js";

/** A group as the page shows it. */
function groupOf(record, gone) {
  return { id: record.group, name: record.name, epoch: record.epoch, members: record.members, gone };
}

export class Keyring {
  #line;
  #me;
  #secrets;
  #known;
  #epochs = new Map(); // group -> epoch -> {record, key, digest}
  groups = new Map();
  faults = new Map(); // group -> why its list is not believed

  constructor(line, me, secrets, known) {
    [this.#line, this.#me, this.#secrets, this.#known] = [line, me, secrets, known];
  }

  /** Fetch all my groups and their keys anew. */
  async refresh() {
    const { groups } = await this.#line.get("/groups");
    for (const id of this.groups.keys()) {
      if (!groups.some((group) => group.group === id)) this.forget(id);
    }
    for (const group of groups) await this.#learn(group);
  }

  forget(id) {
    this.groups.delete(id);
    this.#epochs.delete(id);
  }

  async #learn(group) {
    const { epochs } = await this.#line.get(`/groups/${group.group}/keys`);
    try {
      for (const epoch of epochs) await this.#add(group.group, epoch);
      this.groups.set(group.group, groupOf(epochs.at(-1).record, group.gone));
      this.faults.delete(group.group);
    } catch (error) {
      if (!(error instanceof Distrust)) throw error;
      this.faults.set(group.group, error.message);
    }
  }

  async #add(id, epoch) {
    const known = this.#epochs.get(id) ?? new Map();
    const { record } = epoch;
    const same = known.get(record.epoch);
    if (record.group !== id) throw new Distrust("The list of members belongs to another group.");
    const digest = await digestOf(record);
    if (same) {
      if (same.digest !== digest) throw new Distrust("The server shows another list of members than before.");
      return;
    }
    await checkRecord(epoch, known.get(record.epoch - 1)?.record, this.#known);
    this.#askMyKeys(record);
    await this.#known.check(record.members);
    const key = await unwrap(epoch.wrap, this.#me, this.#secrets.box, record);
    this.#epochs.set(id, known.set(record.epoch, { record, key, digest }));
  }

  #askMyKeys(record) {
    const mine = record.members.find((member) => member.account === this.#me.name);
    if (mine?.sign_key !== this.#me.sign_key || mine.box_key !== this.#me.box_key) {
      throw new Distrust("The list of members names other keys for me than mine.");
    }
  }

  /** Return list and key of an epoch; asks the server if it is not known yet. */
  async epoch(id, number) {
    if (!this.#epochs.get(id)?.has(number)) await this.refresh();
    const found = this.#epochs.get(id)?.get(number);
    if (!found) throw new Distrust(this.faults.get(id) ?? "It is closed with a key that I do not have.");
    return found;
  }

  latest(id) {
    const group = this.groups.get(id);
    if (!group) throw new Distrust(this.faults.get(id) ?? "I am not a member of this group.");
    return this.epoch(id, group.epoch);
  }

  /** Make the next epoch of a group with these members, with a new key that nobody else has. */
  async change(id, members, madeAt) {
    const { record } = await this.latest(id);
    const made = { members, madeBy: this.#me.name, madeAt, signKey: this.#secrets.sign };
    await this.#line.post(`/groups/${id}/epochs`, await makeEpoch(record, made));
    await this.refresh();
  }

  /** Begin a group with these members, of whom I am one; return its id. */
  async begin(id, name, members, madeAt) {
    const made = { members, madeBy: this.#me.name, madeAt, signKey: this.#secrets.sign };
    await this.#line.post("/groups", await makeEpoch({ group: id, name, epoch: 0 }, made));
    await this.refresh();
  }

  #asKeeper(member) {
    return member.account === this.#me.name ? { ...member, keeper: true } : member;
  }

  /** Make the next epoch without those who have left or whose account is closed. */
  async rotate(id, madeAt) {
    await this.refresh();
    const group = this.groups.get(id);
    if (!group || group.gone.length === 0) return; // somebody was quicker
    const members = group.members.filter(({ account }) => !group.gone.includes(account));
    const isLed = members.some((member) => member.keeper); // else I keep it from now on
    await this.change(id, isLed ? members : members.map((one) => this.#asKeeper(one)), madeAt);
  }
}
