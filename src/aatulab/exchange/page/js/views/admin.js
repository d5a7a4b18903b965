// The administrator's room: accounts with their units, and new groups.  What the command line does,
// by the same rules: the server asks for the role, and a group is begun by one of its members.

import { fill, h } from "../dom.js";
import { plainLine } from "../plain.js";
import { Distrust } from "../crypto/epochs.js";
import { LineLost, Refusal } from "../wire/http.js";

const field = (id, label, control, help) => h("div", { class: "field" }, h("label", { for: id }, label, help && h("span", { class: "small" }, ` ${help}`)), control);
const named = (account) => `${plainLine(account.unit)} (${account.name})`;

/** Do what a form asks; what is refused is said beside it, and what was typed stays. */
async function attempt(app, says, button, task) {
  button.disabled = true;
  try {
    await task();
    fill(says);
  } catch (error) {
    if (![Refusal, LineLost, Distrust].some((kind) => error instanceof kind)) throw error;
    fill(says, error instanceof LineLost ? app.words.noServer : error.message);
  }
  button.disabled = false;
}

function accountForm(app, units, renew) {
  const { words, desk } = app;
  const name = h("input", { id: "field-name", autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const unit = h("input", { id: "field-unit", autocomplete: "off", list: "units" });
  const role = h("select", { id: "field-role" }, h("option", { value: "officer" }, words.officer), h("option", { value: "admin" }, words.administrator));
  const button = h("button", { type: "submit" }, words.accountMake);
  const says = h("p", { class: "form-says", role: "alert" });
  const made = h("p", { class: "made", role: "status" });
  const make = async () => {
    const about = { name: name.value.trim(), unit: unit.value.trim(), role: role.value };
    const password = await desk.addAccount(about);
    fill(made, words.accountMade(about.name), " ", h("code", {}, password), h("br"), h("span", { class: "small" }, words.accountMadeHelp));
    name.value = "";
    await renew();
  };
  return h("form", { class: "making", onsubmit: (event) => {
    event.preventDefault();
    return attempt(app, says, button, make);
  } },
    h("h3", {}, words.accountNew),
    field("field-name", words.account, name, words.accountHelp),
    field("field-unit", words.unit, unit), h("datalist", { id: "units" }, units.map((one) => h("option", { value: plainLine(one) }))),
    field("field-role", words.role, role), button, says, made);
}

function groupForm(app, others) {
  const { words, desk } = app;
  const name = h("input", { id: "field-group-name", autocomplete: "off" });
  const boxes = others.map((account) => h("input", { type: "checkbox", id: `field-in-${account.name}`, value: account.name }));
  const keeper = h("select", { id: "field-keeper" }, h("option", { value: "" }, words.nobody), others.map((account) => h("option", { value: account.name }, named(account))));
  const button = h("button", { type: "submit" }, words.groupMake);
  const says = h("p", { class: "form-says", role: "alert" });
  const begin = async () => {
    const chosen = new Set([...boxes.filter((box) => box.checked).map((box) => box.value), keeper.value]);
    const seat = ({ name: account, unit, sign_key, box_key }, isKeeper) => ({ account, unit, keeper: isKeeper, sign_key, box_key });
    const members = others.filter((one) => chosen.has(one.name)).map((one) => seat(one, one.name === keeper.value));
    app.group = await desk.beginGroup(name.value.trim(), [seat(desk.me, true), ...members]);
    app.say(app.words.groupMade(plainLine(name.value)));
    app.goPane("members");
  };
  return h("form", { class: "making", onsubmit: (event) => {
    event.preventDefault();
    return attempt(app, says, button, begin);
  } },
    h("h3", {}, words.groupNew), h("p", { class: "small" }, words.groupNewHelp),
    field("field-group-name", words.groupName, name),
    h("fieldset", {}, h("legend", {}, words.members), boxes.map((box, n) => h("label", { class: "tick", for: box.id }, box, h("bdi", {}, named(others[n]))))),
    field("field-keeper", words.keeperBeside, keeper), button, says);
}

function accountRow(app, account, says, renew) {
  const { words, desk } = app;
  const close = h("button", { type: "button", "aria-label": words.accountCloseName(account.name), onclick: () => {
    if (confirm(words.accountCloseSure(account.name))) attempt(app, says, close, async () => {
      await desk.closeAccount(account.name);
      app.say(words.accountClosed(account.name));
      await renew();
    });
  } }, words.accountClose);
  return h("tr", {}, h("th", { scope: "row" }, h("bdi", {}, account.name)), h("td", {}, h("bdi", {}, plainLine(account.unit))),
    h("td", {}, account.role === "admin" ? words.administrator : words.officer), h("td", {}, account.name !== desk.me.name && close));
}

/** Return the administrator's room; it fills as soon as the server has told who is there. */
export function admin(app) {
  const { words, desk } = app;
  const [accounts, making, grouping] = [h("div"), h("div"), h("div")];
  const says = h("p", { class: "form-says", role: "alert" });
  const show = async () => {
    const all = await desk.accounts();
    fill(accounts, h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.accounts }, h("table", {},
      h("thead", {}, h("tr", {}, [words.account, words.unit, words.role].map((title) => h("th", { scope: "col" }, title)), h("td"))),
      h("tbody", {}, all.map((account) => accountRow(app, account, says, show))))), says);
    fill(grouping, groupForm(app, all.filter((account) => account.name !== desk.me.name)));
    return all;
  };
  show().then((all) => fill(making, accountForm(app, [...new Set(all.map((account) => account.unit))], show)), (error) => fill(accounts, h("p", { class: "fault" }, error.message)));
  return [h("h2", { id: "message-title", tabindex: "-1" }, words.admin), h("p", { class: "small" }, words.adminHelp), accounts, making, grouping];
}
