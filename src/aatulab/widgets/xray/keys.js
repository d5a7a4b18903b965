/* The keys of the viewer: what each letter does, and the table that says so. */

const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

/** Return what each letter does in a viewer, by key in lower case. */
function lettersOf(viewer) {
  const { look } = viewer;
  const materials = Object.keys(MATERIALS).map(
    (name, place) => [String(place + 1), () => viewer.act("material", name)],
  );
  return {
    ...Object.fromEntries(materials),
    i: () => viewer.act("invert"),
    h: () => viewer.act("penetrate"),
    e: () => viewer.act("sharpen"),
    "[": () => viewer.act("contrast", look.contrast - 1),
    "]": () => viewer.act("contrast", look.contrast + 1),
    "+": () => viewer.act("zoom", ZOOM_STEP),
    "=": () => viewer.act("zoom", ZOOM_STEP),
    "-": () => viewer.act("zoom", 1 / ZOOM_STEP),
    0: () => viewer.act("reset"),
    v: () => viewer.act("layout"),
    b: () => viewer.act("tool", "mark"),
    p: () => viewer.act("tool", "move"),
    m: () => viewer.startMarking(),
    delete: () => viewer.unmark(),
    backspace: () => viewer.unmark(),
    c: () => viewer.decide("clear"),
    s: () => viewer.decide("search"),
  };
}

const KEYS = [
  ["1 – 4", "colour, organic only, metal only, grey"],
  ["I  H  E", "invert, high penetration, sharp edges"],
  ["[  ]", "less or more contrast"],
  ["+  −  0", "zoom in, zoom out, reset"],
  ["V", "both views, top, side"],
  ["arrows", "move the picture"],
  ["M", "mark by keyboard: arrows move the box, Shift with arrows resizes it, Enter sets it"],
  ["B  P", "mouse marks, mouse moves the picture (Shift with drag also moves it)"],
  ["Del", "remove the mark"],
  ["C  S", "clear, search"],
  ["Enter", "next image"],
];

function makeHelp() {
  return make(
    "details",
    { class: "aatu-xray-help" },
    make("summary", { text: "Keys" }),
    make("table", {}, ...KEYS.map(([key, does]) =>
      make("tr", {}, make("th", { scope: "row", text: key }), make("td", { text: does })))),
  );
}
