// Build elements.  There is no way in here to make elements out of a text: every string that
// comes from a message becomes a text node.

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "selected", "indeterminate"]);

/** Return an element; attributes named `on…` are listeners, `false` and `null` are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (PROPERTIES.has(name)) element[name] = value;
  else element.setAttribute(name, value === true ? "" : value);
}

/** Put children in the place of whatever an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return element;
}

/** Redraw a part of the page, and leave the keyboard where it was if that place is still there. */
export function redraw(element, ...children) {
  const held = element.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  fill(element, ...children);
  if (held !== undefined) element.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
  return element;
}

const SHAPES = {
  alert: "M8 1.5 15 14H1Z",
  warning: "M8 1 15 8 8 15 1 8Z",
  seizure_notice: "M2 6h12v8H2ZM5 6V4a3 3 0 0 1 6 0v2",
  request: "M8 1a7 7 0 1 0 .01 0ZM6 6.2a2 2 0 1 1 2.6 1.9c-.5.2-.6.5-.6 1.1M8 11.4v.2",
  reply: "M7 3 2 8l5 5M2 8h8a4 4 0 0 1 4 4v1",
  other: "M2 3h12v10H2ZM2 4l6 5 6-5",
  file: "M4 1.5h5l3 3v10H4ZM9 1.5v3h3",
  search: "M7 1.5a5 5 0 1 0 .01 0ZM10.5 10.5 14.5 14.5",
  people: "M6 2a2.5 2.5 0 1 0 .01 0ZM1 14c0-3 2-5 5-5s5 2 5 5M11 2.5a2.2 2.2 0 0 1 0 4.2M12.5 9.5c1.6.7 2.5 2.3 2.5 4.5",
  message: "M2 2.5h12v8H7l-3 3v-3H2Z",
  done: "M2.5 8.5 6.5 12.5 13.5 4",
  eye: "M1 8s2.5-4.5 7-4.5S15 8 15 8s-2.5 4.5-7 4.5S1 8 1 8ZM8 6a2 2 0 1 0 .01 0Z",
  key: "M5 4.5a3.5 3.5 0 1 0 .01 0ZM8.5 8h6.5v2.5M12 8v2",
  clock: "M8 1.5a6.5 6.5 0 1 0 .01 0ZM8 4v4l2.5 1.5",
};

/** Return a small line drawing, which only goes with words that say the same. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", SHAPES[name] ?? SHAPES.other);
  drawing.append(line);
  return drawing;
}
