// The door: account and password.  What goes wrong is said in words, beside the fields.

import { fill, h } from "../dom.js";
import { LANGUAGES, wordsIn } from "../words.js";
import { Distrust } from "../crypto/epochs.js";
import { LineLost, Refusal } from "../wire/http.js";

/** Show the door; `enter(account, password)` opens it, or fails with the reason. */
export function showSignIn(page, { language, account = "", notice = "", enter, changeLanguage }) {
  const words = wordsIn(language);
  const name = h("input", { id: "account", name: "username", autocomplete: "username", value: account, required: true, autocapitalize: "none", spellcheck: "false" });
  const password = h("input", { id: "password", name: "password", type: "password", autocomplete: "current-password", required: true });
  const button = h("button", { class: "main", type: "submit" }, words.signIn);
  const says = h("p", { class: "door-says", role: "alert" }, notice);
  const form = h("form", { class: "door", novalidate: true, "aria-labelledby": "door-name" },
    h("img", { src: "/page/icon.svg", alt: "", width: "44", height: "44" }),
    h("h1", { id: "door-name" }, words.name),
    h("p", { class: "training" }, words.training),
    says,
    h("label", { for: "account" }, words.account), name,
    h("label", { for: "password" }, words.password), password,
    button,
    h("p", { class: "small" }, words.signInHelp),
    languageButtons(language, changeLanguage));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const isMissing = !name.value.trim() || !password.value;
    fill(says, isMissing ? words.bothNeeded : words.signingIn);
    if (isMissing) return;
    button.disabled = true;
    try {
      await enter(name.value.trim(), password.value);
    } catch (error) {
      fill(says, reason(error, words));
      button.disabled = false;
      password.value = "";
      password.focus();
    }
  });
  fill(page, h("main", { class: "door-room" }, form));
  (account ? password : name).focus();
}

function reason(error, words) {
  if (error instanceof Refusal || error instanceof Distrust) return error.message;
  if (error instanceof LineLost) return words.noServer;
  if (error.name === "OperationError") return words.noVault;
  throw error;
}

/** Return the switch of the page's language. */
export function languageButtons(language, change) {
  return h("div", { class: "languages", role: "group", "aria-label": wordsIn(language).language },
    Object.entries(LANGUAGES).map(([code, name]) => h("button", {
      type: "button", lang: code, "data-key": `language-${code}`, "aria-pressed": String(code === language), onclick: () => change(code),
    }, name)));
}
