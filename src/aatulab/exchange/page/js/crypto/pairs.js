// Key pairs: Ed25519 signs, X25519 agrees on a secret.  Keys come as raw 32 bytes; WebCrypto takes
// private ones only in their PKCS #8 wrapping, which is a fixed beginning.

import { join } from "./bytes.js";

const PKCS8 = (last) => Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, last, 4, 0x22, 4, 0x20]);
const BEGINNING = { Ed25519: PKCS8(0x70), X25519: PKCS8(0x6e) };

/** Return a private key that cannot be read out again. */
export function privateKey(kind, seed) {
  const uses = kind === "Ed25519" ? ["sign"] : ["deriveBits"];
  return crypto.subtle.importKey("pkcs8", join(BEGINNING[kind], seed), kind, false, uses);
}

export function publicKey(kind, raw) {
  return crypto.subtle.importKey("raw", raw, kind, true, kind === "Ed25519" ? ["verify"] : []);
}

/** Return a new key pair for agreeing on a secret once: the private key and the raw public one. */
export async function passingPair() {
  const pair = await crypto.subtle.generateKey("X25519", false, ["deriveBits"]);
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { secret: pair.privateKey, raw };
}

/** Return a new key pair in raw bytes, for an account that is made here and used elsewhere. */
export async function rawPair(kind) {
  const pair = await crypto.subtle.generateKey(kind, true, kind === "Ed25519" ? ["sign", "verify"] : ["deriveBits"]);
  const wrapped = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  return { seed: wrapped.slice(-32), raw: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)) };
}

/** Return the 32 bytes on which a private and a public X25519 key agree. */
export async function agreed(secret, raw) {
  const key = await publicKey("X25519", raw);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "X25519", public: key }, secret, 256));
}

export async function signature(key, bytes) {
  return new Uint8Array(await crypto.subtle.sign("Ed25519", key, bytes));
}

/** Return whether a signature is that of the holder of a raw public key. */
export async function isSigned(raw, signed, bytes) {
  try {
    return await crypto.subtle.verify("Ed25519", await publicKey("Ed25519", raw), signed, bytes);
  } catch {
    return false; // a key or a signature that is none
  }
}
