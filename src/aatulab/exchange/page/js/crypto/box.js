// AES-256-GCM: what is closed with a key and bound to a context opens with both, unchanged, or not.

import { randomBytes } from "./bytes.js";

const NONCE_BYTES = 12;

function imported(key, use) {
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, [use]);
}

/** Return nonce and box; `context` is checked at opening and not hidden. */
export async function closed(key, bytes, context, nonce = randomBytes(NONCE_BYTES)) {
  const way = { name: "AES-GCM", iv: nonce, additionalData: context };
  const box = new Uint8Array(await crypto.subtle.encrypt(way, await imported(key, "encrypt"), bytes));
  return { nonce, box };
}

/** Return what is in a box, or fail if a bit of it or of its context was changed. */
export async function opened(key, { nonce, box }, context) {
  const way = { name: "AES-GCM", iv: nonce, additionalData: context };
  return new Uint8Array(await crypto.subtle.decrypt(way, await imported(key, "decrypt"), box));
}
