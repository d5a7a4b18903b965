// The groups I am in, with what is unread, and the other rooms of the page.

import { h, icon } from "../dom.js";
import { plainLine } from "../plain.js";
import { unread } from "../reckon.js";

function place(app, { key, label, sign, count, isHere, go }) {
  return h("li", {}, h("button", { type: "button", class: "place", "data-key": key, "aria-current": isHere ? "page" : false, onclick: go },
    sign && icon(sign),
    h("bdi", { class: "place-name" }, label),
    count > 0 && h("span", { class: "badge" }, String(count), h("span", { class: "unseen" }, ` ${app.words.unreadWord(count)}`))));
}

function groupPlace(app, group) {
  const messages = [...app.desk.messages.values()];
  return place(app, {
    key: `group-${group.id}`,
    label: plainLine(group.name),
    count: unread(messages, group.id, app.desk.me.name),
    isHere: app.group === group.id && app.list === "group" && !["watch", "admin"].includes(app.pane),
    go: () => app.goGroup(group.id),
  });
}

export function groupsNav(app) {
  const { words, desk } = app;
  const groups = [...desk.groups.values()].sort((one, other) => one.name.localeCompare(other.name));
  const rooms = [
    { key: "go-watch", label: words.watch, sign: "clock", isHere: app.pane === "watch", go: () => app.goPane("watch") },
    { key: "go-search", label: words.search, sign: "search", isHere: app.list === "search", go: () => app.goSearch() },
    { key: "go-members", label: words.members, sign: "people", isHere: app.pane === "members", go: () => app.goPane("members") },
  ];
  if (desk.me.role === "admin") rooms.push({ key: "go-admin", label: words.admin, sign: "key", isHere: app.pane === "admin", go: () => app.goPane("admin") });
  return [
    h("button", { type: "button", class: "main", "data-key": "write", disabled: groups.length === 0, onclick: () => app.write() }, words.write),
    h("h2", { id: "groups-name" }, words.groups),
    groups.length === 0 && h("p", { class: "small" }, words.noGroups),
    h("ul", { "aria-labelledby": "groups-name" }, groups.map((group) => groupPlace(app, group))),
    [...desk.faults].map(([, why]) => h("p", { class: "fault small" }, why)),
    h("ul", { class: "rooms" }, rooms.map((room) => place(app, room))),
  ];
}
