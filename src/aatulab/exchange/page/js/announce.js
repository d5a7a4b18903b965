// Say what happens to those who do not see it: calmly for news, at once for what is urgent.

import { momentWords } from "./clock.js";
import { fill } from "./dom.js";
import { kindName, titleOf } from "./notice.js";
import { isOwed } from "./reckon.js";
import { unitOf } from "./views/inbox.js";

/** Put words into a live region; the same words twice are read twice. */
export function speak(place, words) {
  const element = document.getElementById(place);
  fill(element);
  setTimeout(() => fill(element, words), 50);
}

/** Return what is said of a message that has come, and whether it is urgent. */
export function arrivalWords(app, message) {
  const { words, desk, language } = app;
  const title = `${kindName(desk.templates, message.kind, language)}, ${titleOf(desk.templates, message, language)}`;
  if (!isOwed(message, desk.me.name)) return { says: words.arrived(title, unitOf(app, message)), isUrgent: false };
  const by = momentWords(message.ackBy, desk.clock.now(), language);
  return { says: words.urgentArrived(title, unitOf(app, message), by), isUrgent: true };
}
