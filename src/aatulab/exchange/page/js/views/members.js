// Who is in a group, by which key; a keeper adds and removes here, everybody may leave.

import { fill, h } from "../dom.js";
import { plainLine } from "../plain.js";
import { Distrust } from "../crypto/epochs.js";
import { fingerprint } from "../crypto/vault.js";
import { LineLost, Refusal } from "../wire/http.js";

function memberRow(app, group, member, isKeeper) {
  const { words, desk } = app;
  const isMe = member.account === desk.me.name;
  const mark = h("code", {}, "…");
  fingerprint(member).then((text) => fill(mark, text));
  return h("tr", {},
    h("th", { scope: "row" }, h("bdi", {}, plainLine(member.unit)), h("span", { class: "small" }, isMe ? words.you : plainLine(member.account))),
    h("td", {}, group.gone.includes(member.account) ? words.gone : member.keeper && words.keeper),
    h("td", {}, mark),
    h("td", {}, isKeeper && !isMe && h("button", { type: "button", "data-key": `out-${member.account}`, "aria-label": words.remove(plainLine(member.account)),
      onclick: () => change(app, group, group.members.filter((one) => one !== member), words.memberOut(plainLine(member.account))) }, words.out)));
}

function change(app, group, members, says) {
  return attempt(app, says, () => app.desk.changeMembers(group.id, members));
}

async function leave(app, group) {
  const name = plainLine(group.name);
  if (confirm(app.words.leaveSure(name))) await attempt(app, app.words.haveLeft(name), () => app.desk.leave(group.id));
}

async function attempt(app, says, task) {
  try {
    await task();
    app.say(says);
  } catch (error) {
    if (![Refusal, LineLost, Distrust].some((kind) => error instanceof kind)) throw error;
    app.call(error instanceof LineLost ? app.words.noServer : error.message);
  }
  app.goPane("members");
}

function addForm(app, group, accounts) {
  const { words } = app;
  const inside = new Set(group.members.map((member) => member.account));
  const others = accounts.filter((account) => !inside.has(account.name));
  if (others.length === 0) return h("p", { class: "small" }, words.nobodyElse);
  const list = h("select", { id: "field-newcomer", "data-key": "field-newcomer" }, others.map((account) => h("option", { value: account.name }, `${plainLine(account.unit)} (${account.name})`)));
  return h("form", { class: "act", onsubmit: (event) => {
    event.preventDefault();
    const { name, unit, sign_key, box_key } = others.find((account) => account.name === list.value);
    const newcomer = { account: name, unit, keeper: false, sign_key, box_key };
    return change(app, group, [...group.members, newcomer], words.memberIn(plainLine(name)));
  } }, h("label", { for: "field-newcomer" }, words.add), list, h("button", { type: "submit" }, words.addButton));
}

/** Return the members of the group that is chosen. */
export function members(app) {
  const { words, desk } = app;
  const group = desk.groups.get(app.group);
  if (!group) return [h("h2", { id: "message-title", tabindex: "-1" }, words.members), h("p", {}, words.noGroups)];
  const isKeeper = group.members.some((member) => member.account === desk.me.name && member.keeper);
  const adding = h("div");
  if (isKeeper) desk.accounts().then((accounts) => fill(adding, addForm(app, group, accounts)), (error) => fill(adding, h("p", { class: "small" }, error.message)));
  return [
    h("h2", { id: "message-title", tabindex: "-1" }, h("bdi", {}, plainLine(group.name))),
    h("p", { class: "small" }, words.membersHelp(group.epoch)),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.members }, h("table", {},
      h("thead", {}, h("tr", {}, [words.member, words.role, words.mark].map((name) => h("th", { scope: "col" }, name)), h("td"))),
      h("tbody", {}, group.members.map((member) => memberRow(app, group, member, isKeeper))))),
    adding,
    h("p", {}, h("button", { type: "button", class: "quiet", "data-key": "leave", onclick: () => leave(app, group) }, words.leave)),
  ];
}
