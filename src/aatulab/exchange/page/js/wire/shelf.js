// What waits for the line lies on a shelf of this browser, closed with a key made of the password:
// closing the window or a broken computer in the middle of an outage loses nothing.

import { fromUtf8, utf8 } from "../crypto/bytes.js";
import { closed, opened } from "../crypto/box.js";
import { derived } from "../crypto/password.js";

const WAITING = "waiting";
const REMEMBERED = "remembered";

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export class Shelf {
  #base;
  #key;
  #context;

  /** Return the shelf of an account in this browser; nothing on it is readable without the password. */
  static async open(account, keysSecret) {
    const shelf = new Shelf();
    shelf.#key = await derived(keysSecret, "page shelf");
    shelf.#context = utf8(account);
    const request = indexedDB.open(`aatulab-exchange ${account}`, 1);
    request.onupgradeneeded = () => {
      for (const store of [WAITING, REMEMBERED]) request.result.createObjectStore(store);
    };
    shelf.#base = await asked(request);
    return shelf;
  }

  #store(name, mode) {
    return this.#base.transaction(name, mode).objectStore(name);
  }

  async #put(store, id, value) {
    const box = await closed(this.#key, utf8(JSON.stringify(value)), this.#context);
    await asked(this.#store(store, "readwrite").put(box, id));
  }

  put = (id, item) => this.#put(WAITING, id, item);

  remove(id) {
    return asked(this.#store(WAITING, "readwrite").delete(id));
  }

  /** Keep a value under a name from one log-in to the next. */
  remember = (name, value) => this.#put(REMEMBERED, name, value);

  /** Return what was kept under a name, or null. */
  async recall(name) {
    const box = await asked(this.#store(REMEMBERED, "readonly").get(name));
    return box ? this.#opened(box) : null;
  }

  /** Return all items in the order of their making; what cannot be opened (another password) stays. */
  async all() {
    const boxes = await asked(this.#store(WAITING, "readonly").getAll());
    const items = await Promise.all(boxes.map((box) => this.#opened(box)));
    return items.filter(Boolean).sort((one, other) => one.order - other.order);
  }

  async #opened(box) {
    try {
      return JSON.parse(fromUtf8(await opened(this.#key, box, this.#context)));
    } catch {
      return null;
    }
  }

  close() {
    this.#base.close();
  }
}
