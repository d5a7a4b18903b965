// What waits for the line lies on a shelf of this browser, closed with a key made of the password:
// closing the window or a broken computer in the middle of an outage loses nothing.

import { fromUtf8, utf8 } from "../crypto/bytes.js";
import { closed, opened } from "../crypto/box.js";
import { derived } from "../crypto/password.js";

const STORE = "waiting";

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
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    shelf.#base = await asked(request);
    return shelf;
  }

  #store(mode) {
    return this.#base.transaction(STORE, mode).objectStore(STORE);
  }

  async put(id, item) {
    const box = await closed(this.#key, utf8(JSON.stringify(item)), this.#context);
    await asked(this.#store("readwrite").put(box, id));
  }

  remove(id) {
    return asked(this.#store("readwrite").delete(id));
  }

  /** Return all items in the order of their making; what cannot be opened (another password) stays. */
  async all() {
    const boxes = await asked(this.#store("readonly").getAll());
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
