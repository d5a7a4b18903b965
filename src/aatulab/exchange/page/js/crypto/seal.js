// Messages, receipts and attachments: closed with the group's key, signed by their sender.

import { b64, canonical, fromB64, fromUtf8, hex, join, labelled, sha256, utf8 } from "./bytes.js";
import { closed, opened } from "./box.js";
import { Distrust } from "./epochs.js";
import { isSigned, signature } from "./pairs.js";

const NONCE_BYTES = 12;

const boxOf = (sealed) => ({ nonce: fromB64(sealed.nonce), box: fromB64(sealed.box) });

async function openText(key, sealed, context) {
  try {
    return JSON.parse(fromUtf8(await opened(key, boxOf(sealed), context)));
  } catch {
    throw new Distrust("It was changed on its way, or closed with another key.");
  }
}

async function askSigned(memberKey, signed, bytes, who) {
  if (!(await isSigned(fromB64(memberKey), fromB64(signed), bytes))) {
    throw new Distrust(`It does not carry the signature of ${who}.`);
  }
}

export async function sealMessage(key, signKey, header, content) {
  const { nonce, box } = await closed(key, utf8(canonical(content)), labelled("content", header));
  const message = { header, nonce: b64(nonce), box: b64(box) };
  return { ...message, signature: b64(await signature(signKey, labelled("message", message))) };
}

/** Return the content of a message, if it is its sender's and nothing of it was changed. */
export async function openMessage(key, sender, { header, nonce, box, signature: signed }) {
  await askSigned(sender.sign_key, signed, labelled("message", { header, nonce, box }), header.sender);
  return openText(key, { nonce, box }, labelled("content", header));
}

export async function sealReceipt(key, signKey, receipt, text) {
  const sealed = { receipt, nonce: null, box: null };
  if (receipt.what === "action") {
    const closedText = await closed(key, utf8(canonical({ text })), labelled("receipt content", receipt));
    Object.assign(sealed, { nonce: b64(closedText.nonce), box: b64(closedText.box) });
  }
  return { ...sealed, signature: b64(await signature(signKey, labelled("receipt", sealed))) };
}

/** Return the text of a receipt, which is empty for one of reading. */
export async function openReceipt(key, member, { receipt, nonce, box, signature: signed }) {
  await askSigned(member.sign_key, signed, labelled("receipt", { receipt, nonce, box }), receipt.by);
  if (receipt.what === "read") return "";
  return (await openText(key, { nonce, box }, labelled("receipt content", receipt))).text;
}

/** Return what is stored of a file, and its digest. */
export async function sealFile(key, context, bytes) {
  const { nonce, box } = await closed(key, bytes, labelled("attachment", context));
  const stored = join(nonce, box);
  return { stored, sha256: hex(await sha256(stored)) };
}

/** Return a file, if it is the one that the message names. */
export async function openFile(key, context, stored, { bytes, sha256: digest }) {
  const sealed = { nonce: stored.subarray(0, NONCE_BYTES), box: stored.subarray(NONCE_BYTES) };
  let file;
  try {
    file = await opened(key, sealed, labelled("attachment", context));
  } catch {
    throw new Distrust("The file was changed on its way, or closed with another key.");
  }
  if (file.length !== bytes || hex(await sha256(file)) !== digest) {
    throw new Distrust("The file is not the one that the message names.");
  }
  return file;
}
