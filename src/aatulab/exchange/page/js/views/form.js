// Write a notice from its template.  What is typed stays typed, whatever happens to the line or the
// page around it; what is missing is said in words, above the form and at the field.

import { fill, h } from "../dom.js";
import { b64, canonical, utf8 } from "../crypto/bytes.js";
import { NEED_AN_ANSWER, kindName, readForm, titleOf, urgencyName } from "../notice.js";
import { plainLine, plainName, sizeWords } from "../plain.js";

const WITHIN_MINUTES = [15, 30, 60, 120, 240];
const MOST_FILE_BYTES = 4 * 1024 * 1024 - 28; // nonce and tag are stored with it
const MOST_FILES = 8;
const MOST_NOTICE_BYTES = 32_000; // what the server takes of a closed notice, less room for attachments' names
const MINUTE_MS = 60_000;

/** Return an empty draft for a group, or for the reply to a message. */
export function newDraft(app, group, inReply) {
  return {
    group, inReplyTo: inReply?.key ?? null, inReplyTitle: inReply ? titleOf(app.desk.templates, inReply, app.language) : "",
    kind: inReply ? "reply" : "alert", urgency: "routine", within: "", lang: app.language, typed: {}, files: [], errors: [],
  };
}

function errorOf(draft, key) {
  return draft.errors.find((error) => error.key === key)?.says;
}

function control(app, draft, field) {
  const id = `field-${field.key}`;
  const says = errorOf(draft, field.key);
  const hints = [field.hint[app.language] && `${id}-hint`, says && `${id}-error`].filter(Boolean).join(" ");
  const attributes = {
    id, name: field.key, "data-key": id, value: draft.typed[field.key] ?? "", "aria-required": String(field.required),
    "aria-invalid": says ? "true" : false, "aria-describedby": hints || false,
    oninput: (event) => (draft.typed[field.key] = event.target.value),
  };
  if (field.choices) return choice(app, field, attributes);
  if (field.type === "long") return h("textarea", { ...attributes, rows: "3", lang: draft.lang, dir: "auto" });
  const [inputmode, placeholder] = { count: ["numeric", "1"], number: ["decimal", "2.450"], time: ["text", app.nowText()], date: ["text", app.nowText().slice(0, 10)] }[field.type] ?? ["text", ""];
  return h("input", { ...attributes, inputmode, placeholder, autocomplete: "off", class: field.type === "text" ? "" : "short" });
}

function choice(app, field, attributes) {
  const options = Object.entries(field.choices).map(([value, words]) => {
    const says = /^[A-Z]\d$/u.test(value) ? `${value}: ${words[app.language]}` : words[app.language];
    return h("option", { value }, says);
  });
  const list = h("select", attributes, h("option", { value: "" }, app.words.choice), options);
  list.value = attributes.value;
  return list;
}

function labelled(app, draft, field) {
  const id = `field-${field.key}`;
  const says = errorOf(draft, field.key);
  const hint = field.hint[app.language];
  const isUtc = field.type === "time";
  return h("div", { class: "field", "data-wrong": Boolean(says) },
    h("label", { for: id }, field.heading[app.language], isUtc && " (UTC)", !field.required && h("span", { class: "small" }, ` (${app.words.optional})`)),
    hint && h("p", { class: "small", id: `${id}-hint` }, hint),
    says && h("p", { class: "wrong", id: `${id}-error` }, `✕ ${says}`),
    control(app, draft, field));
}

function kinds(app, draft, again) {
  const names = Object.keys(app.desk.templates.kinds).filter((kind) => (kind === "reply") === (draft.inReplyTo !== null));
  if (names.length < 2) return null;
  return h("fieldset", { class: "kinds" }, h("legend", {}, app.words.kind), names.map((kind) => h("label", { class: "kind-choice" },
    h("input", { type: "radio", name: "kind", value: kind, "data-key": `kind-${kind}`, checked: kind === draft.kind, onchange: () => {
      Object.assign(draft, { kind, errors: [] });
      again();
    } }),
    kindName(app.desk.templates, kind, app.language))));
}

function listField({ id, label, value, options, says, change }) {
  const list = h("select", { id, "data-key": id, "aria-invalid": says ? "true" : false, "aria-describedby": says ? `${id}-error` : false, onchange: (event) => change(event.target.value) },
    options.map(([code, name]) => h("option", { value: code }, name)));
  list.value = value;
  return h("div", { class: "field", "data-wrong": Boolean(says) }, h("label", { for: id }, label), says && h("p", { class: "wrong", id: `${id}-error` }, `✕ ${says}`), list);
}

function within(words, minutes) {
  if (minutes < 60) return words.minutes(minutes);
  return minutes === 60 ? words.hour : words.hours(minutes / 60);
}

function head(app, draft, again) {
  const { words, desk, language } = app;
  const groups = [...desk.groups.values()].map((group) => [group.id, plainLine(group.name)]);
  const urgencies = Object.keys(desk.templates.urgency).map((urgency) => [urgency, urgencyName(desk.templates, urgency, language)]);
  const deadlines = [["", words.none], ...WITHIN_MINUTES.map((minutes) => [String(minutes), within(words, minutes)])];
  return h("div", { class: "field-row" },
    draft.inReplyTo === null && listField({ id: "field-group", label: words.toGroup, value: draft.group, options: groups, change: (value) => (draft.group = value) }),
    listField({ id: "field-urgency", label: words.urgency, value: draft.urgency, options: urgencies, change: (value) => {
      draft.urgency = value;
      if (NEED_AN_ANSWER.has(value) && draft.within === "") draft.within = "30";
      again();
    } }),
    listField({ id: "field-within", label: words.deadline, value: draft.within, options: deadlines, says: errorOf(draft, "within"), change: (value) => (draft.within = value) }),
    listField({ id: "field-lang", label: words.wroteIn, value: draft.lang, options: [["en", "English"], ["fr", "Français"]], change: (value) => (draft.lang = value) }));
}

async function addFiles(app, draft, list, again) {
  const { words } = app;
  for (const file of list) {
    const name = plainName(file.name);
    if (draft.files.length >= MOST_FILES) app.call(words.tooMany(name, MOST_FILES));
    else if (file.size > MOST_FILE_BYTES) app.call(words.tooBig(name, sizeWords(file.size), sizeWords(MOST_FILE_BYTES)));
    else {
      const data = b64(new Uint8Array(await file.arrayBuffer()));
      draft.files.push({ name: file.name.slice(0, 200), type: file.type || "application/octet-stream", bytes: file.size, data });
      app.say(words.attached(name));
    }
  }
  again();
}

function attachments(app, draft, again) {
  const { words } = app;
  return h("div", { class: "field" },
    h("label", { for: "field-files" }, words.attach, h("span", { class: "small" }, ` (${words.optional})`)),
    h("p", { class: "small", id: "files-hint" }, words.attachHelp(MOST_FILES, sizeWords(MOST_FILE_BYTES))),
    h("input", { id: "field-files", "data-key": "field-files", type: "file", multiple: true, "aria-describedby": "files-hint", onchange: (event) => addFiles(app, draft, [...event.target.files], again) }),
    draft.files.length > 0 && h("ul", { class: "files" }, draft.files.map((file, place) => h("li", {},
      h("bdi", { class: "file-name", dir: "ltr" }, plainName(file.name)), h("span", { class: "small" }, sizeWords(file.bytes)),
      h("button", { type: "button", onclick: () => {
        draft.files.splice(place, 1);
        again();
      } }, words.remove(plainName(file.name)))))));
}

function summary(app, draft) {
  if (draft.errors.length === 0) return null;
  return h("div", { class: "summary", tabindex: "-1", id: "summary", role: "group", "aria-labelledby": "summary-title" },
    h("h3", { id: "summary-title" }, app.words.missing(draft.errors.length)),
    h("ul", {}, draft.errors.map(({ key, says }) => h("li", {}, h("a", { href: `#field-${key}`, onclick: (event) => {
      event.preventDefault();
      document.getElementById(`field-${key}`)?.focus();
    } }, says)))));
}

async function submit(app, draft, again) {
  const { words, desk, language } = app;
  const { fields } = desk.templates.kinds[draft.kind];
  const { notice, errors } = readForm(fields, draft.typed, { words, language, now: desk.clock.now() });
  if (NEED_AN_ANSWER.has(draft.urgency) && draft.within === "") errors.unshift({ key: "within", says: words.needsDeadline });
  if (utf8(canonical(notice)).length > MOST_NOTICE_BYTES) errors.push({ key: fields[0].key, says: words.tooLong(MOST_NOTICE_BYTES.toLocaleString(language)) });
  draft.errors = errors;
  if (errors.length > 0) {
    again();
    document.getElementById("summary").focus();
    return;
  }
  const item = await desk.send({ ...draft, notice, within: draft.within === "" ? null : Number(draft.within) * MINUTE_MS });
  app.dropDraft(draft);
  app.openMessage(item.id);
}

/** Show the form of a draft. */
export function showForm(app, pane, draft) {
  const { words, desk, language } = app;
  const again = () => {
    const held = document.activeElement?.dataset?.key;
    showForm(app, pane, draft);
    if (held) pane.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  };
  const { fields } = desk.templates.kinds[draft.kind];
  fill(pane, h("form", { class: "write", novalidate: true, "aria-labelledby": "message-title", onsubmit: async (event) => {
    event.preventDefault();
    await submit(app, draft, again);
  } },
  h("h2", { id: "message-title", tabindex: "-1" }, draft.inReplyTo === null ? words.write : h("bdi", {}, words.replyTo(draft.inReplyTitle))),
  summary(app, draft),
  kinds(app, draft, again),
  head(app, draft, again),
  h("h3", {}, kindName(desk.templates, draft.kind, language)),
  fields.map((field) => labelled(app, draft, field)),
  attachments(app, draft, again),
  h("p", { class: "buttons" }, h("button", { class: "main", type: "submit" }, words.send),
    h("button", { type: "button", onclick: () => app.putAside() }, words.cancel))));
}
