// The page of one seat.  All that comes from the server is shown as text, never as HTML.
// The token stands behind # in the address, which browsers do not send.
const token = location.hash.slice(1);
const at = (id) => document.getElementById(id);
const headers = { Authorization: `Bearer ${token}` };
let since = 0;
let view = null;

async function call(path, body) {
  const asked = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
  try {
    const answer = await fetch(path, asked);
    return await answer.json();
  } catch {
    return { detail: "The line is down; nothing was sent. Try again." };
  }
}

function make(tag, text, ...inside) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  made.append(...inside);
  return made;
}

// Draw a list anew only if it has changed, so that focus and ticks stay.
function redraw(id, content, draw) {
  const key = JSON.stringify(content);
  if (at(id).dataset.key === key) return;
  at(id).dataset.key = key;
  at(id).replaceChildren(...draw(content));
}

// A moment of a list is shown to the minute; all are in UTC, as the clock is.
const shown = (value) => String(value ?? "").replace(/T(\d\d:\d\d):\d\d\+00:00$/, " $1");

const ticked = (box) => [...box.querySelectorAll("input:checked")].map((each) => each.value);

function tick(value, label, checked = false) {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", value, checked });
  return make("label", "", box, ` ${label}`);
}

function options(values) {
  return values.map((value) => Object.assign(make("option", value || "all"), { value }));
}

function words(event) {
  const d = event.data;
  const of = {
    learned: () => d.via !== "message" && `You know now: ${d.fact} (${d.via}${d.told_by ? ` from ${d.told_by}` : ""})`,
    message: () => `${d.from} ${d.asks ? "asks" : "tells you"}: ${[d.text, d.facts.join(", ")].filter(Boolean).join(" \u2014 ")}`,
    answer: () => `${d.database.replaceAll("_", " ")}, entry ${d.entry}: ${d.outcome}. ${d.says} ${d.matches.map((m) => m.record).join(", ")}`,
    owner: () => `Owner of ${d.record}: ${d.status}. ${d.says}`,
    done: () => `${d.step} of ${d.subject}: ${d.stopped_by ? `broken off, ${d.stopped_by} protects this person` : d.found.join(", ") || "nothing unusual"}${d.lacks.length ? `; it lacked: ${d.lacks.join("; ")}` : ""}`,
    act: () => `${event.who}: ${d.act} ${d.subject}`,
    landed: () => `${d.flight} has landed`,
    inject: () => d.text || d.kind,
    pause: () => "The instructor stops the clock", resume: () => "The clock goes on",
    end: () => "The exercise is over",
  }[event.what];
  return of ? of() : "";
}

function showNews(events) {
  for (const event of events) {
    const text = words(event);
    if (event.what === "answer" && event.data.matches.length) lastHit(event.data);
    if (text) at("news").prepend(make("li", "", make("b", `minute ${Math.floor(event.s / 60)}: `), text));
  }
}

function lastHit({ entry, matches }) {
  const { elements } = at("owner");
  elements.entry.value = entry;
  elements.record.value = matches[0].record;
}

// An empty list says what will come there.
const orElse = (rows, text) => (rows.length ? rows : [make("p", text)]);

function inGroups(groups) {
  return Object.entries(groups).filter(([, values]) => values.length).map(([label, values]) => {
    const group = Object.assign(document.createElement("optgroup"), { label });
    group.append(...options(values));
    return group;
  });
}

function choose(ref) {
  const button = make("button", "Choose");
  button.type = "button";
  button.setAttribute("aria-label", `Choose ${ref} for a decision`);
  button.addEventListener("click", () => {
    at("act").elements.subject.value = ref;
    at("act").elements.what.focus();
  });
  return button;
}

function clock(now, minute, minutes, { is_paused, is_over }) {
  const state = is_over ? " (over)" : is_paused ? " (paused)" : "";
  return `${now.slice(11, 16)} UTC, minute ${minute} of ${minutes}${state}`;
}

function showDesk() {
  at("title").textContent = view.title;
  at("role").textContent = view.role;
  at("clock").textContent = clock(view.now, Math.floor(view.now_s / 60), view.ends_s / 60, view);
  at("story").textContent = view.story;
  at("powers").textContent = `You are ${view.service} at ${view.airport}. Free now: ${view.staff_free} of ${view.staff} officers; waiting at the X-ray: ${view.x_ray_waiting}.`;
  const kept = ticked(at("facts"));
  redraw("facts", view.facts.map((f) => [f.id, f.says, f.weighs, f.about, f.may_go_to]), (facts) =>
    orElse(facts.map(([id, says, weighs, about, goes]) => make("div", "", tick(id, id, kept.includes(id)),
      make("div", says), make("small", `${WEIGHS[weighs] ?? weighs}; ${about ? `about ${about}` : "names nobody"}; may go to ${goes.join(", ")}`))),
    "Nothing yet. What your service learns, and what others tell you, comes here."));
  redraw("subjects", Object.entries(view.subjects).map(([ref, s]) => [ref, s.called, s.phase || `at ${s.airport}`, s.held_by, s.busy_with]), (all) =>
    orElse(all.map(([ref, called, phase, held, busy]) => make("div", "", choose(ref), make("b", ` ${ref}`),
      ` ${called}: ${phase}${held ? `, held by ${held}` : ""}${busy ? `, with ${busy}` : ""}`)),
    "Nobody yet. Persons, consignments and parcels that your facts name come here."));
  redraw("refs", Object.keys(view.subjects), options);
  redraw("to", view.roles.filter((role) => role !== view.role), (roles) => roles.map((role) => tick(role, role)));
  redraw("what", { "A step": [...new Set([...view.powers.persons, ...view.powers.goods])], "What ends it, or holds": view.powers.acts }, inGroups);
  redraw("databases", view.databases, options);
  redraw("tables", view.lists, options);
  redraw("flights", ["", ...view.flights.map((f) => f.flight_id)], options);
}

async function decide(decision) {
  const answer = await call("/decide", { ...decision, id: crypto.randomUUID?.() ?? String(Math.random()) });
  at("answer").textContent = answer.says || answer.detail;
  at("answer").dataset.accepted = Boolean(answer.accepted);
  return answer.accepted;
}

function on(id, act) {
  at(id).addEventListener("submit", (event) => {
    event.preventDefault();
    act(Object.fromEntries(new FormData(event.target)), event.target);
  });
}

on("send", async (form, element) => {
  const sent = await decide({ do: "message", to: ticked(at("to")), facts: ticked(at("facts")), text: form.text });
  if (sent) element.reset();
});
on("act", ({ subject, what, ground }) => {
  if (!view.powers.acts.includes(what)) {
    decide({ do: "check", subject, step: what, ground, apart: what === "conversation", approved_by: what === "pat-down" ? "supervisor" : "" });
  } else decide({ do: what, subject, ground, facts: ["seize", "arrest", "protect"].includes(what) ? ticked(at("facts")) : [] });
});
on("ask", (form) => {
  const query = {};
  for (const pair of form.query.matchAll(/(\w+)=(.*?)(?=\s+\w+=|$)/g)) query[pair[1]] = pair[2].trim();
  decide({ do: "look-up", database: form.database, query, purpose: form.purpose, legal_ground: form.legal_ground });
});
on("owner", (form) => decide({ do: "verify", entry: Number.parseInt(form.entry, 10), record: form.record, second: form.second }));
on("list", async ({ table, flight }) => {
  const rows = await call(`/records/${encodeURIComponent(table)}?flight=${encodeURIComponent(flight)}`);
  if (!Array.isArray(rows)) { at("rows").textContent = rows.detail; return; }
  if (!rows.length) { at("rows").textContent = "No rows."; return; }
  const names = Object.keys(rows[0]);
  at("rows").replaceChildren(make("table", "", make("tr", "", ...names.map((name) => make("th", name))),
    ...rows.map((row) => make("tr", "", ...names.map((name) => make("td", shown(row[name])))))));
});

function showPanel(panel) {
  at("title").textContent = panel.title;
  at("role").textContent = "Instructor";
  at("clock").textContent = clock(panel.now, panel.minute, panel.minutes, panel);
  at("over").hidden = !panel.is_over;
  at("pause").disabled = panel.is_paused || panel.is_over;
  at("resume").disabled = !panel.is_paused || panel.is_over;
  redraw("rate", panel.rate, (rate) => { at("rate").value = rate; return []; });
  redraw("kinds", Object.keys(templates(panel)), (kinds) => { inject(templates(panel)[kinds[0]]); return options(kinds); });
  at("kinds").onchange = () => inject(templates(panel)[at("kinds").value]);
  at("twist").textContent = panel.twist;
  redraw("cast", panel.cast, (cast) => [make("table", "", make("tr", "", ...["who", "record", "truth", "right", "state"].map((name) => make("th", name))),
    ...cast.map((row) => make("tr", "", ...Object.values(row).map((value) => make("td", value)))))]);
  redraw("points", panel.points, pairs);
  redraw("players", panel.players, (players) => pairs(Object.fromEntries(Object.entries(players).map(([role, player]) => [role, PLAYS[player] ?? player]))));
}

const PLAYS = { trainee: "trainee", full: "scripted, shares", none: "scripted, shares nothing", random: "scripted, by chance" };
const WEIGHS = { for: "speaks for a suspicion", against: "speaks against it", proof: "proof", protect: "a sign of a victim", context: "context" };

function pairs(values) {
  return [make("table", "", ...Object.entries(values).map(([name, value]) => {
    const head = make("th", name);
    head.scope = "row";
    return make("tr", "", head, make("td", String(value)));
  }))];
}

// One example of each thing that an instructor may let happen, to be changed as needed.
function templates({ players }) {
  const role = Object.keys(players)[0];
  const airport = role.split(":")[1];
  return {
    "x-ray down": { airport, minutes: 5 },
    outage: { airport, database: "documents", minutes: 10 },
    "slow line": { minutes: 10, factor: 2 },
    "staff ill": { role, count: 1 },
    message: { to: [role], text: "The head of the airport calls." },
  };
}

function inject(details) {
  at("inject").elements.content.value = JSON.stringify(details);
}

async function instruct(what, body) {
  const answer = await call(`/panel/${what}`, body);
  at("said").textContent = answer.detail ? String(answer.detail) : "Done.";
}
at("pause").addEventListener("click", () => instruct("pause", null));
at("resume").addEventListener("click", () => instruct("resume", null));
at("speed").addEventListener("click", () => instruct("speed", Number(at("rate").value)));
on("inject", ({ content }) => {
  try { instruct("inject", { ...JSON.parse(content), kind: at("kinds").value }); } catch { at("said").textContent = "That is not JSON."; }
});

// The live line: after a break it goes on from the last entry that was seen.
function connect() {
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`);
  socket.addEventListener("open", () => { socket.send(JSON.stringify({ token, since })); at("line").textContent = "connected"; });
  socket.addEventListener("message", ({ data }) => {
    const news = JSON.parse(data);
    at("desk").hidden = Boolean(news.panel);
    at("panel").hidden = !news.panel;
    if (news.panel) { showPanel(news.panel); return; }
    since = news.since;
    view = news.view;
    showNews(news.events);
    showDesk();
  });
  socket.addEventListener("close", ({ code }) => {
    if (code === 4401) { at("line").textContent = "Open the address that your instructor gave you, with its token. After a restart there are new ones."; return; }
    at("line").textContent = "the line is down, trying again …";
    setTimeout(connect, 2000);
  });
}
connect();
