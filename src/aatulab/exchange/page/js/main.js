// The page: what is shown where, and what happens when the desk has news.  Everything is drawn anew
// from the desk's state; the keyboard stays where it was.

import { arrivalWords, speak } from "./announce.js";
import { fill, h, redraw } from "./dom.js";
import { plainLine } from "./plain.js";
import { isRead, unread } from "./reckon.js";
import { admin } from "./views/admin.js";
import { showForm, newDraft } from "./views/form.js";
import { header, lostStrip, urgentStrip } from "./views/frame.js";
import { groupsNav } from "./views/groups.js";
import { inbox, searchResults } from "./views/inbox.js";
import { members } from "./views/members.js";
import { showMessage } from "./views/reading.js";
import { showSignIn } from "./views/signin.js";
import { watchLog } from "./views/watch.js";
import { Desk } from "./wire/desk.js";
import { LANGUAGES, wordsIn } from "./words.js";

const MOST_SHOWN = 200; // rows of a list at first: more make the page slow, and nobody reads them

const page = document.getElementById("page");
const ROOMS = { watch: watchLog, members, admin }; // they take the place of the list, too

class App {
  desk = null;
  language = navigator.language.slice(0, 2) in LANGUAGES ? navigator.language.slice(0, 2) : "en";
  group = null;
  list = "group"; // or "search"
  pane = "empty"; // or "message", "write", "watch", "members", "admin"
  message = null;
  question = "";
  shown = MOST_SHOWN;
  drafts = new Map();
  actionTexts = new Map();
  #parts = null;
  #renew = () => {};
  #isDue = false;

  get words() {
    return wordsIn(this.language);
  }

  say = (words) => speak("said", words);

  call = (words) => {
    speak("called", words);
    this.#toast(words);
  };

  nowText = () => new Date(this.desk.clock.now()).toISOString().slice(0, 16).replace("T", " ");

  // ---- the door ------------------------------------------------------------------------------

  door(account = "", notice = "") {
    this.#parts = null;
    document.documentElement.lang = this.language;
    document.title = this.words.name;
    showSignIn(page, {
      language: this.language, account, notice,
      enter: (name, password) => this.#enter(name, password),
      changeLanguage: (language) => {
        this.language = language;
        this.door(document.getElementById("account").value);
      },
    });
  }

  async #enter(account, password) {
    const isSame = this.desk?.me.name === account;
    const desk = await Desk.signIn(account, password);
    if (!isSame) [this.group, this.message, this.pane, this.list] = [null, null, "empty", "group"];
    if (!isSame) this.drafts.clear();
    this.desk = desk;
    this.#listen();
    this.#frame();
    desk.start();
  }

  signOut = async () => {
    if (this.#unsent() && !confirm(this.words.unsent)) return;
    await this.desk.signOut();
    location.reload(); // nothing of this desk stays in memory
  };

  #unsent = () => this.desk !== null && this.desk.outbox.waiting.some((item) => item.type === "message");

  #listen() {
    const on = (type, what) => this.desk.addEventListener(type, (event) => what(event.detail));
    on("change", () => this.render());
    on("line", ({ state, before }) => this.#lineIs(state, before));
    on("arrived", ({ message }) => this.#arrived(message));
    on("receipt", ({ message, receipt }) => this.#answered(message, receipt));
    on("ended", () => this.door(this.desk.me.name, this.words.endedByServer));
    on("failed", ({ error }) => this.call(this.words.failed(error.message)));
  }

  #lineIs(state, before) {
    if (state === "lost") speak("called", this.words.line_lost);
    if (state === "open" && before === "lost") {
      this.say(this.words.line_back);
      this.#toast(this.words.line_back);
    }
    this.render();
  }

  #arrived(message) {
    const { says, isUrgent } = arrivalWords(this, message);
    speak(isUrgent ? "called" : "said", says); // what is urgent stands in the strip above, too
  }

  #answered(message, receipt) {
    const member = message.members.find((one) => one.account === receipt.by);
    const who = plainLine(member?.unit ?? receipt.by);
    this.say(receipt.kind === "read" ? this.words.gotRead(who) : this.words.gotAction(who));
  }

  // ---- going about ---------------------------------------------------------------------------

  changeLanguage = (language) => {
    this.language = language;
    document.documentElement.lang = language;
    this.#frame();
  };

  goGroup(group) {
    Object.assign(this, { group, list: "group", shown: MOST_SHOWN });
    if (this.pane !== "write") [this.pane, this.message] = ["empty", null];
    this.#showPane();
    this.render();
  }

  showOlder() {
    this.shown += MOST_SHOWN;
    this.render();
  }

  goPane(pane) {
    this.pane = pane;
    this.#showPane();
    this.#focusTitle();
    this.render();
  }

  goSearch() {
    this.list = "search";
    if (this.pane in ROOMS) this.goPane("empty");
    this.#showList();
    this.render();
    document.getElementById("question").focus();
  }

  openMessage(key) {
    const message = this.desk.messages.get(key);
    if (!message) return;
    Object.assign(this, { message: key, pane: "message", group: message.group });
    this.#showPane();
    this.#focusTitle();
    // to open is to read; where a deadline runs, reading is said on purpose, by a button
    const isSaidByItself = message.ackBy === null && message.fault === null && !message.isDraft;
    if (isSaidByItself && !isRead(message, this.desk.me.name)) this.desk.sayReceipt(message, "read");
    this.render();
  }

  write(inReply = null) {
    const place = inReply?.key ?? "new";
    const group = inReply?.group ?? this.group ?? this.desk.groups.keys().next().value;
    if (!this.drafts.has(place)) this.drafts.set(place, newDraft(this, group, inReply));
    this.#write(place);
  }

  #write(place) {
    Object.assign(this, { pane: "write", message: place });
    this.#showPane();
    this.#focusTitle();
    this.render();
  }

  dropDraft(draft) {
    for (const [place, one] of this.drafts) if (one === draft) this.drafts.delete(place);
  }

  putAside() {
    const original = this.desk.messages.get(this.message);
    if (original) this.openMessage(original.key);
    else this.goPane("empty");
  }

  /** Take a refused notice back into the form, with everything that was typed. */
  async writeAgain(message) {
    const item = await this.desk.takeBack(message.key);
    const place = item.inReplyTo ?? "new";
    const original = this.desk.messages.get(item.inReplyTo);
    const draft = newDraft(this, item.group, original ?? null);
    const typed = Object.fromEntries(Object.entries(item.notice).map(([key, value]) => [key, String(value)]));
    const within = item.within === null ? "" : String(item.within / 60_000);
    Object.assign(draft, { kind: item.kind, urgency: item.urgency, within, lang: item.lang, typed, files: item.files });
    this.drafts.set(place, draft);
    this.#write(place);
  }

  #focusTitle() {
    document.getElementById("message-title")?.focus();
  }

  // ---- drawing -------------------------------------------------------------------------------

  #frame() {
    const held = document.activeElement?.dataset?.key;
    const parts = {
      head: h("header", { class: "head" }),
      strips: h("div", { class: "strips" }),
      nav: h("nav", { class: "nav", "aria-label": this.words.groups }),
      list: h("section", { class: "list", "aria-label": this.words.messages }),
      pane: h("section", { class: "pane", id: "pane", "aria-labelledby": "message-title" }),
      toast: h("p", { class: "toast", "aria-hidden": "true" }),
    };
    this.#parts = parts;
    fill(page,
      h("a", { class: "skip", href: "#pane", onclick: (event) => {
        event.preventDefault();
        (document.getElementById("message-title") ?? parts.pane).focus();
      } }, this.words.toMessage),
      parts.head, parts.strips, (parts.room = h("main", { class: "room" }, parts.nav, parts.list, parts.pane)), parts.toast);
    this.#chooseGroup();
    this.#showList();
    this.#showPane();
    this.#draw();
    const again = held && page.querySelector(`[data-key="${CSS.escape(held)}"]`);
    (again ?? parts.nav.querySelector("button"))?.focus();
  }

  #showList() {
    if (this.list !== "search") return;
    const question = h("input", { id: "question", type: "search", value: this.question, "data-key": "question", autocomplete: "off" });
    question.addEventListener("input", () => {
      this.question = question.value;
      this.render();
    });
    fill(this.#parts.list, h("header", { class: "list-head" }, h("h2", {}, this.words.search), h("label", { for: "question", class: "small" }, this.words.searchFor), question), h("div", { class: "results" }));
  }

  #showPane() {
    const { pane, room } = this.#parts;
    this.#renew = () => {};
    room.toggleAttribute("data-wide", this.pane in ROOMS);
    pane.scrollTop = 0;
    const message = this.desk.messages.get(this.message);
    if (this.pane === "message" && message) {
      this.#renew = showMessage(this, pane, message);
      this.#shown = message;
      this.#renew();
    } else if (this.pane === "write") showForm(this, pane, this.drafts.get(this.message) ?? newDraft(this, this.group, null));
    else if (this.pane in ROOMS) fill(pane, h("div", { class: "message" }, ROOMS[this.pane](this)));
    else fill(pane, h("div", { class: "nothing" }, h("h2", { id: "message-title", class: "unseen", tabindex: "-1" }, this.words.messages), h("p", {}, this.words.choose)));
  }

  #shown = null;

  render() {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      if (this.#parts !== null) this.#draw();
    });
  }

  // the first one, until somebody chooses; again if I am no longer in the one that was chosen
  #chooseGroup() {
    if (this.desk.groups.has(this.group)) return;
    const [first] = [...this.desk.groups.values()].sort((one, other) => one.name.localeCompare(other.name));
    this.group = first?.id ?? null;
  }

  #draw() {
    this.#chooseGroup();
    const { head, strips, nav, list, pane } = this.#parts;
    redraw(head, header(this));
    redraw(strips, lostStrip(this), urgentStrip(this));
    redraw(nav, groupsNav(this));
    if (this.list === "search") redraw(list.querySelector(".results"), searchResults(this));
    else redraw(list, inbox(this));
    if (this.pane === "watch") redraw(pane.firstElementChild, watchLog(this));
    if (this.pane === "message") this.#renewMessage();
    this.#title();
  }

  // what I wrote becomes what the server has: the message is another object then
  #renewMessage() {
    const message = this.desk.messages.get(this.message);
    if (message === this.#shown) this.#renew();
    else {
      const hadTitle = document.activeElement?.id === "message-title";
      this.#showPane();
      if (hadTitle) this.#focusTitle();
    }
  }

  #title() {
    const messages = [...this.desk.messages.values()];
    const count = [...this.desk.groups.keys()].reduce((sum, group) => sum + unread(messages, group, this.desk.me.name), 0);
    document.title = count > 0 ? `(${count}) ${this.words.name}` : this.words.name;
  }

  #toast(words) {
    const toast = this.#parts?.toast;
    if (!toast) return;
    fill(toast, words);
    toast.dataset.shown = "true";
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => delete toast.dataset.shown, 6_000);
  }

  #toastTimer = null;

  /** Renew what counts down; draw all anew when a deadline has just passed. */
  tick() {
    for (const element of document.querySelectorAll("[data-tick]")) element.tick();
    const now = this.desk?.clock.now() ?? 0;
    const isOver = [...(this.desk?.messages.values() ?? [])].some(({ ackBy }) => ackBy !== null && ackBy <= now && ackBy > this.#ticked);
    this.#ticked = now;
    if (isOver) this.render();
  }

  #ticked = 0;

  get isUnsafeToClose() {
    const isTyped = [...this.drafts.values()].some((draft) => Object.values(draft.typed).some(Boolean));
    return this.#parts !== null && (isTyped || this.#unsent());
  }
}

const app = new App();
setInterval(() => app.tick(), 1_000);
addEventListener("beforeunload", (event) => app.isUnsafeToClose && event.preventDefault());
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.activeElement?.closest("#pane")) return;
  document.querySelector('.row[aria-current="true"], .row[tabindex="0"]')?.focus();
});
app.door();
