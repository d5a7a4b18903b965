// Everybody's public keys, remembered in this browser from the first sight on: a server that shows
// other keys for somebody is found out, also on another day.

import { Distrust } from "../crypto/epochs.js";

const PLACE = "known keys";

export class Known {
  #shelf;
  #keys;

  /** Return the keys that this browser has seen for the account at the desk. */
  static async on(shelf) {
    const known = new Known();
    known.#shelf = shelf;
    known.#keys = new Map(Object.entries((await shelf.recall(PLACE)) ?? {}));
    return known;
  }

  of(account) {
    return this.#keys.get(account);
  }

  /** Remember the keys of these people; refuse other keys than were seen before. */
  async check(people) {
    const fresh = people.filter(({ account }) => !this.#keys.has(account));
    for (const { account, sign_key, box_key } of people) {
      const seen = this.#keys.get(account);
      if (seen && (seen.sign_key !== sign_key || seen.box_key !== box_key)) {
        throw new Distrust(`The keys of ${account} are not those seen before. Call ${account} and compare the mark of the keys before you write anything.`);
      }
    }
    if (fresh.length === 0) return;
    for (const { account, sign_key, box_key } of fresh) this.#keys.set(account, { sign_key, box_key });
    await this.#shelf.remember(PLACE, Object.fromEntries(this.#keys));
  }
}
