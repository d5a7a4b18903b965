// A new account, made by an administrator: its keys and its first password come from this browser.
// The server gets the keys closed, and of the password what proves it; nothing of it is kept here.

import { b64, canonical, labelled, randomBytes, utf8 } from "./bytes.js";
import { closed } from "./box.js";
import { rawPair } from "./pairs.js";
import { passwordSecrets } from "./password.js";

const ROUNDS = 600_000;
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"; // none that is mistaken for another
const FAIR = 256 - (256 % LETTERS.length); // a byte from here on would favour the first letters

/** Return a password that is easy to read out: four groups of four letters. */
export function madePassword() {
  let text = "";
  while (text.length < 16) {
    const [byte] = randomBytes(1);
    if (byte < FAIR) text += LETTERS[byte % LETTERS.length];
  }
  return text.match(/.{4}/gu).join("-");
}

/** Return what the server keeps of a new account. */
export async function newAccount({ name, unit, role }, password) {
  const salt = randomBytes(16);
  const { login, keys } = await passwordSecrets(password, salt, ROUNDS);
  const [sign, box] = [await rawPair("Ed25519"), await rawPair("X25519")];
  const marks = { sign_key: b64(sign.raw), box_key: b64(box.raw) };
  const seeds = utf8(canonical({ sign: b64(sign.seed), box: b64(box.seed) }));
  const vault = await closed(keys, seeds, labelled("vault", { account: name, ...marks }));
  return {
    name, unit, role, salt: b64(salt), rounds: ROUNDS, login: b64(login), ...marks,
    vault: { nonce: b64(vault.nonce), box: b64(vault.box) },
  };
}
