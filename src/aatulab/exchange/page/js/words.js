// The languages of the page: each has the same words.

import en from "./words/en.js";
import fr from "./words/fr.js";

const WORDS = { en, fr };

export const LANGUAGES = { en: "English", fr: "Français" };

/** Return the page's words in a language. */
export function wordsIn(language) {
  return WORDS[language] ?? en;
}
