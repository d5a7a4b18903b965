/* The bars of buttons: filters, zoom and tools above the pictures, the decision below them.
 *
 * Each builder returns its element and a function that shows a new state.  All of it is reached by
 * keyboard; a letter on a button is its key anywhere in the viewer.
 */

/** Make an element: `text`, `onclick` and the like, everything else as attributes. */
function make(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function button(label, key, onclick, options = {}) {
  return make(
    "button",
    { type: "button", onclick, title: options.title || `${label} (${key})`, ...options,
      "aria-keyshortcuts": key },
    make("span", { text: label }),
    ...(key && key !== label ? [make("kbd", { text: key, "aria-hidden": "true" })] : []),
  );
}

function group(label, ...children) {
  return make("div", { role: "group", "aria-label": label, class: "aatu-xray-group" }, ...children);
}

/** Return the bar of filters and tools; `act(name, value)` is told of every press. */
function makeToolbar(act) {
  const materials = Object.entries(MATERIALS).map(([name, label], place) =>
    button(label, String(place + 1), () => act("material", name), { "data-material": name }),
  );
  const toggles = [
    ["invert", "Invert", "I"],
    ["penetrate", "High penetration", "H"],
    ["sharpen", "Sharp edges", "E"],
  ].map(([name, label, key]) => button(label, key, () => act(name), { "data-toggle": name }));
  const contrast = make("input", {
    type: "range", min: -3, max: 3, step: 1, value: 0, "aria-label": "Contrast",
    oninput: (event) => act("contrast", Number(event.target.value)),
  });
  const tools = [
    ["mark", "Mark", "B"],
    ["move", "Move", "P"],
  ].map(([name, label, key]) => button(label, key, () => act("tool", name), { "data-tool": name }));
  const layout = button("Views: both", "V", () => act("layout"));
  const bar = make(
    "div",
    { class: "aatu-xray-bar", role: "group", "aria-label": "Filters and tools" },
    group("Materials", ...materials),
    group("Filters", ...toggles),
    make("label", { class: "aatu-xray-contrast", title: "Contrast ([ and ])" },
      make("span", { text: "Contrast" }), contrast),
    group("Tools", ...tools),
    group(
      "Zoom",
      button("-", "-", () => act("zoom", 1 / ZOOM_STEP), { "aria-label": "Zoom out" }),
      button("+", "+", () => act("zoom", ZOOM_STEP), { "aria-label": "Zoom in" }),
      button("Reset", "0", () => act("reset"), { title: "Plain picture, whole view (0)" }),
    ),
    group("Views", layout),
  );
  const show = ({ look, tool, layout: shown }) => {
    for (const one of materials) press(one, one.dataset.material === look.material);
    for (const one of toggles) press(one, look[one.dataset.toggle]);
    for (const one of tools) press(one, one.dataset.tool === tool);
    contrast.value = look.contrast;
    contrast.setAttribute("aria-valuetext", `${look.contrast}`);
    layout.firstChild.textContent = `Views: ${shown}`;
  };
  return { bar, show };
}

function press(node, on) {
  node.setAttribute("aria-pressed", String(Boolean(on)));
}

const CONFIDENCES = [["Guess", 0.25], ["Unsure", 0.5], ["Fairly sure", 0.75], ["Sure", 1]];

/** Return the form of the decision; `decide(verdict)` and `unmark()` are told of presses. */
function makeDecision(categories, decide, unmark) {
  const category = make(
    "select",
    { "aria-label": "What it is" },
    make("option", { value: "", text: "not said" }),
    ...categories.map(({ name, title }) => make("option", { value: name, text: title })),
  );
  const levels = CONFIDENCES.map(([label, value]) =>
    make("button", {
      type: "button", text: label, "data-confidence": value, onclick: () => choose(value),
    }),
  );
  let confidence = null;
  const choose = (value) => {
    confidence = value;
    for (const one of levels) press(one, Number(one.dataset.confidence) === value);
  };
  const marked = make("span", { class: "aatu-xray-marked" });
  const remove = button("Remove mark", "Del", unmark, { class: "aatu-xray-quiet" });
  const form = make(
    "div",
    { class: "aatu-xray-decision", role: "group", "aria-label": "Decision" },
    make("div", { class: "aatu-xray-answer" },
      make("div", { class: "aatu-xray-line" },
        make("span", { class: "aatu-xray-label", text: "Mark" }), marked, remove),
      make("div", { class: "aatu-xray-line" },
        make("label", {}, make("span", { class: "aatu-xray-label", text: "What it is" }), category),
        group("Confidence", ...levels))),
    make("div", { class: "aatu-xray-verdicts" },
      button("Clear", "C", () => decide("clear"), { "data-verdict": "clear" }),
      button("Search", "S", () => decide("search"), { "data-verdict": "search" })),
  );
  const show = (pane) => {
    marked.textContent = pane
      ? `in the ${pane.name} view`
      : "none – draw a box around what looks wrong, or press M";
    remove.hidden = !pane;
  };
  const reset = () => {
    category.value = "";
    choose(null);
    show(null);
  };
  const enable = (on) => {
    for (const one of form.querySelectorAll("button, select")) one.disabled = !on;
  };
  reset();
  const answer = () => ({ category: category.value || null, confidence });
  return { form, show, reset, enable, answer };
}

const MATERIAL_COLOURS = [["organic", "#E08A2E"], ["mixed", "#3F9A52"], ["metal", "#2B3E8F"]];

function makeLegend() {
  return make(
    "p",
    { class: "aatu-xray-legend" },
    ...MATERIAL_COLOURS.map(([name, colour]) =>
      make("span", {},
        make("i", { style: `background:${colour}`, "aria-hidden": "true" }), name)),
  );
}
