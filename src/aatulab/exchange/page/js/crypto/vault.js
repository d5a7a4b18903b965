// The vault: an account's private keys, closed with the half of the password that stays here.

import { fromB64, fromUtf8, hex, join, labelled, sha256 } from "./bytes.js";
import { opened } from "./box.js";
import { privateKey } from "./pairs.js";

/** Return the private keys of an account, as WebCrypto holds them: no script can read them out. */
export async function openVault(account, vault, keysSecret) {
  const { name, box_key, sign_key } = account;
  const closedVault = { nonce: fromB64(vault.nonce), box: fromB64(vault.box) };
  const inside = await opened(keysSecret, closedVault, labelled("vault", { account: name, box_key, sign_key }));
  const seeds = JSON.parse(fromUtf8(inside));
  return {
    sign: await privateKey("Ed25519", fromB64(seeds.sign)),
    box: await privateKey("X25519", fromB64(seeds.box)),
  };
}

/** Return the mark by which two people compare a key by telephone. */
export async function fingerprint(account) {
  const digest = hex(await sha256(join(fromB64(account.sign_key), fromB64(account.box_key))));
  return digest.slice(0, 32).match(/.{4}/gu).join(" ");
}
