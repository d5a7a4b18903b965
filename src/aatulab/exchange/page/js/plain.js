// Show what others wrote as the text that it is: nothing in it gives orders to the screen.
//
// Characters that turn the direction of writing can make `exe.gpj` look like `jpg.exe`, and control
// characters can hide a part of a name.  They are shown by their number; nothing is left out.

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufff9-\ufffb]/gu;
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const UNSEEN = /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufe00-\ufe0f\uffa0\u{e0000}-\u{e0fff}]/gu;
const LONGEST_NAME = 120;

function byNumber(character) {
  return `‹U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`;
}

/** Return free text with what would steer the screen made visible. */
export function plain(text) {
  return String(text).replace(/\r\n?/gu, "\n").replace(CONTROLS, byNumber).replace(TURNS, byNumber);
}

/** Return a text of one line, such as a title or a name. */
export function plainLine(text) {
  return plain(text).replace(/[\n\t]+/gu, " ").trim();
}

/** Return the name of a file as it may be shown: one line, every hidden character by its number. */
export function plainName(name) {
  const shown = plainLine(name.normalize("NFC")).replace(UNSEEN, byNumber);
  if (shown.length <= LONGEST_NAME) return shown || "(no name)";
  const end = shown.match(/\.[^.]{1,12}$/u)?.[0] ?? "";
  return `${shown.slice(0, LONGEST_NAME - end.length - 1)}…${end}`; // the ending says what it is
}

/** Return a name under which a file may be saved on any computer. */
export function savedName(name) {
  const safe = name
    .normalize("NFC")
    .replace(CONTROLS, "")
    .replace(TURNS, "")
    .replace(UNSEEN, "")
    .replace(/[\n\t\\/:*?"<>|]+/gu, "_")
    .replace(/^[.\s]+|[.\s]+$/gu, "");
  return safe.slice(-LONGEST_NAME) || "attachment";
}

/** Return a size as people say it. */
export function sizeWords(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
