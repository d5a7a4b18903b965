// Texts, bytes and base64url; canonical JSON, over which everything is signed.

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true });

export const utf8 = (text) => ENCODER.encode(text);
export const fromUtf8 = (bytes) => DECODER.decode(bytes);

/** Return bytes as base64url without padding. */
export function b64(bytes) {
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/u, "");
}

/** Return the bytes of a base64url text. */
export function fromB64(text) {
  if (!/^[A-Za-z0-9_-]*$/u.test(text)) throw new TypeError("not base64url without padding");
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (character) => character.charCodeAt(0));
}

export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

export const randomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** Return canonical JSON: keys sorted, no white space, whole numbers only. */
export function canonical(value) {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object") {
    const pairs = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${pairs.join(",")}}`;
  }
  throw new TypeError(`canonical JSON has texts, whole numbers, true, false and null, not ${String(value)}`);
}

/** Return the bytes that are signed or bound: what they are, then their canonical JSON. */
export const labelled = (what, value) => utf8(`aatulab-exchange/1 ${what}\n${canonical(value)}`);
