// From a password to two secrets: one proves at log-in who you are, the other opens your keys and
// never leaves this computer.

import { utf8 } from "./bytes.js";

const NO_SALT = new Uint8Array();

function material(bytes, algorithm) {
  return crypto.subtle.importKey("raw", bytes, algorithm, false, ["deriveBits"]);
}

/** Return 32 bytes derived by HKDF-SHA256 for one use, which `info` names. */
export async function derived(secret, info, salt = NO_SALT) {
  const way = { name: "HKDF", hash: "SHA-256", salt, info: utf8(`aatulab-exchange/1 ${info}`) };
  return new Uint8Array(await crypto.subtle.deriveBits(way, await material(secret, "HKDF"), 256));
}

/** Return what proves who you are, and what opens your keys; slow on purpose. */
export async function passwordSecrets(password, salt, rounds) {
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  const typed = await material(utf8(password.normalize("NFC")), "PBKDF2");
  const stretched = new Uint8Array(await crypto.subtle.deriveBits(way, typed, 256));
  return { login: await derived(stretched, "login"), keys: await derived(stretched, "keys") };
}
