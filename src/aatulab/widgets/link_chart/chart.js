/* The chart: what is seen follows from the kinds, the days and the chosen node, and is always said. */

class Chart {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.nodes = model.get("nodes");
    this.lines = model.get("lines");
    this.kinds = new Map(model.get("kinds").map((kind) => [kind.kind, kind]));
    this.web = new Web(this);
    this.time = new Timeline(this);
    this.boxes = [...this.kinds.values()].map((kind) => this.box(kind));
    this.status = make("p", { class: "aatu-link-chart-status", role: "status", "aria-live": "polite" });
    this.table = make("div", { class: "aatu-link-chart-table", tabindex: "0", role: "region", "aria-label": "Links as a table" });
    root.classList.add("aatu-link-chart");
    root.dataset.lmSuppressShortcuts = "true";
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", `Link chart: ${model.get("heading")}`);
    root.append(
      make("p", { class: "aatu-link-chart-heading" }, model.get("heading")),
      make("fieldset", {}, make("legend", {}, "Show"), ...this.boxes.map((box) => box.label)),
      this.web.picture, this.time.box, this.status, this.table,
    );
    root.addEventListener("keydown", keepKeys);
    this.listen = () => this.show();
    ["chosen", "hidden", "days"].forEach((name) => model.on(`change:${name}`, this.listen));
    this.show();
  }

  close() {
    ["chosen", "hidden", "days"].forEach((name) => this.model.off(`change:${name}`, this.listen));
    this.root.removeEventListener("keydown", keepKeys);
  }

  kindOf(node) {
    return this.kinds.get(node.kind);
  }

  get days() {
    return this.model.get("days");
  }

  box(kind) {
    const input = make("input", { type: "checkbox" });
    input.addEventListener("change", () => {
      const others = this.model.get("hidden").filter((name) => name !== kind.kind);
      this.set("hidden", input.checked ? others : [...others, kind.kind]);
    });
    const sign = make("span", { class: kind.isRecord ? "sign square" : "sign", "aria-hidden": "true" }, kind.letter);
    sign.style.color = kind.colour;
    return { kind: kind.kind, input, label: make("label", {}, input, sign, kind.many) };
  }

  choose(id) {
    this.set("chosen", id === this.model.get("chosen") ? "" : id);
  }

  setDays(from, until) {
    this.set("days", [from, until]);
  }

  set(name, value) {
    this.model.set(name, value);
    this.model.save_changes();
    this.show(); // at once, whether or not a kernel answers
  }

  /** Return which lines and nodes are seen: both ends shown, and the day inside the stretch. */
  seen() {
    const hidden = new Set(this.model.get("hidden"));
    const [from, until] = this.days;
    const lines = new Set();
    const degree = new Map();
    this.lines.forEach((line, number) => {
      const ends = [line.record, line.thing];
      if (line.day < from || line.day > until || ends.some((end) => hidden.has(this.nodes[end].kind))) return;
      lines.add(number);
      ends.forEach((end) => degree.set(end, (degree.get(end) ?? 0) + 1));
    });
    return { lines, degree, nodes: new Set(degree.keys()) };
  }

  show() {
    const seen = this.seen();
    const place = this.nodes.findIndex((node) => node.id === this.model.get("chosen"));
    const chosen = place >= 0 && seen.nodes.has(place) ? place : null;
    const links = this.linksOf(seen, chosen);
    const near = new Set(links.map((link) => link.other));
    const hidden = new Set(this.model.get("hidden"));
    this.boxes.forEach((box) => { box.input.checked = !hidden.has(box.kind); });
    this.time.show(this.days);
    this.web.show(seen, chosen, near);
    const words = this.words(seen, chosen, links);
    if (this.status.textContent !== words) this.status.textContent = words;
    this.table.replaceChildren(chosen === null ? this.everything(seen) : this.neighbours(chosen, links));
  }

  linksOf(seen, chosen) {
    if (chosen === null) return [];
    return [...seen.lines].map((number) => this.lines[number]).flatMap((line) => {
      if (line.record === chosen) return [{ other: line.thing, day: line.day }];
      return line.thing === chosen ? [{ other: line.record, day: line.day }] : [];
    });
  }

  words(seen, chosen, links) {
    const records = [...seen.nodes].filter((place) => this.kindOf(this.nodes[place]).isRecord).length;
    const things = seen.nodes.size - records;
    const [from, until] = this.days.map(written);
    const when = from === until ? `on ${from}` : `from ${from} to ${until}`;
    const all = `${count(records, "record", "records")} and ${count(things, "shared thing", "shared things")}, ` +
      `${count(seen.lines.size, "line", "lines")} ${when}.`;
    if (chosen === null) return `${all} No node is chosen.`;
    const node = this.nodes[chosen];
    const note = node.note ? ` Note: ${node.note}.` : "";
    return `${all} Chosen: ${this.kindOf(node).one} ${node.label}, ${count(links.length, "line", "lines")}.${note}`;
  }

  neighbours(chosen, links) {
    const node = this.nodes[chosen];
    const rows = links.map((link) => {
      const other = this.nodes[link.other];
      return [`${this.kindOf(other).one} ${other.label}`, written(link.day), other.note];
    });
    return this.grid(`What stands on ${this.kindOf(node).one} ${node.label}, the earliest first`,
      ["linked with", "day", "note"], rows);
  }

  everything(seen) {
    const rows = [...seen.degree]
      .filter(([place]) => !this.kindOf(this.nodes[place]).isRecord)
      .sort(([a, more], [b, fewer]) => fewer - more || a - b)
      .map(([place, lines]) => {
        const node = this.nodes[place];
        return [`${this.kindOf(node).one} ${node.label}`, String(lines), node.note];
      });
    return this.grid("What is shared, the most shared first", ["shared", "records", "note"], rows);
  }

  grid(caption, names, cells) {
    const isNoted = cells.some((row) => row.at(-1)); // a column of notes only where there is one
    const width = isNoted ? names.length : names.length - 1;
    const heads = names.slice(0, width);
    const rows = cells.map((row) => row.slice(0, width));
    const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
    const body = rows.map(([first, ...rest]) =>
      make("tr", {}, make("th", { scope: "row" }, first), ...rest.map((text) => make("td", {}, text))));
    return make("table", {}, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...body));
  }
}

function render({ model, el }) {
  const root = make("div");
  el.append(root);
  const chart = new Chart(model, root);
  return () => chart.close();
}

export default { render };
