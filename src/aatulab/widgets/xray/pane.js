/* One view on a canvas: zoom, pan, a box drawn by mouse or keyboard, the object lit up.
 *
 * Places are in pixels of the picture, (column, row) from its upper left, except where the name
 * says `client`.
 */

const MOST_ZOOM = 8;
const ZOOM_STEP = 1.25;
const SMALLEST_MARK = 6;
const LIT = "#E6007A"; // a colour that no material has

class Pane {
  /** `owner` has: tool, mayMark, onMark(pane, mark), onTouch(pane). */
  constructor(name, owner) {
    this.name = name;
    this.owner = owner;
    this.canvas = make("canvas", { tabindex: 0, role: "img", class: "aatu-xray-canvas" });
    this.figure = make(
      "figure",
      { class: "aatu-xray-pane" },
      make("figcaption", { text: `${name} view` }),
      this.canvas,
    );
    this.sheet = document.createElement("canvas");
    this.view = null;
    this.mark = null;
    this.dragged = null;
    this.lit = null;
    this.box = null;
    this.resetZoom();
    this.listen();
  }

  resetZoom() {
    this.zoom = 1;
    this.left = 0;
    this.top = 0;
  }

  open(view) {
    this.view = view;
    this.sheet.width = view.columns;
    this.sheet.height = view.rows;
    this.picture = this.sheet.getContext("2d").createImageData(view.columns, view.rows);
    this.mark = this.dragged = this.lit = this.box = null;
    this.resetZoom();
  }

  /** Make the picture anew with other filters. */
  filter(optics, look) {
    fillPixels(new Uint32Array(this.picture.data.buffer), this.view, optics, look);
    this.sheet.getContext("2d").putImageData(this.picture, 0, 0);
    this.draw();
  }

  /** Light up an object: a line around it, and everything else veiled. */
  async lightUp({ box, mask }) {
    const inside = new Uint8Array(await inflated(mask));
    const { columns, rows } = this.view;
    this.lit = document.createElement("canvas");
    this.lit.width = columns;
    this.lit.height = rows;
    const context = this.lit.getContext("2d");
    const layer = context.createImageData(columns, rows);
    const pixels = new Uint32Array(layer.data.buffer);
    for (let place = 0; place < pixels.length; place += 1) {
      if (!inside[place]) pixels[place] = isEdge(inside, place, columns) ? 0xff7a00e6 : 0xa0ffffff;
    }
    context.putImageData(layer, 0, 0);
    this.box = box;
    this.draw();
  }

  get scale() {
    return (this.canvas.width / this.view.columns) * this.zoom;
  }

  draw() {
    const shown = this.canvas.clientWidth;
    if (!this.view || !shown) return;
    const width = Math.round(shown * (window.devicePixelRatio || 1));
    const height = Math.round((width * this.view.rows) / this.view.columns);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const context = this.canvas.getContext("2d");
    const scale = this.scale;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = "#E3E6E9";
    context.fillRect(0, 0, width, height);
    context.setTransform(scale, 0, 0, scale, -this.left * scale, -this.top * scale);
    context.imageSmoothingEnabled = scale < 3;
    context.imageSmoothingQuality = "high";
    context.drawImage(this.sheet, 0, 0);
    if (this.lit) context.drawImage(this.lit, 0, 0);
    this.drawMark(context, this.dragged || this.mark, scale);
  }

  drawMark(context, mark, scale) {
    if (!mark) return;
    const place = [mark.left, mark.top, mark.right - mark.left, mark.bottom - mark.top];
    for (const [colour, dashes] of [["#FFFFFF", []], ["#111111", [7, 5]]]) {
      context.lineWidth = (colour === "#FFFFFF" ? 4.5 : 2.5) / scale;
      context.strokeStyle = colour;
      context.setLineDash(dashes.map((dash) => dash / scale));
      context.strokeRect(...place);
    }
    context.setLineDash([]);
  }

  /** Return the place in the picture under a place on the page. */
  placeOf(clientX, clientY) {
    const seen = this.canvas.getBoundingClientRect();
    const perClient = this.canvas.width / seen.width / this.scale;
    return {
      column: (clientX - seen.left) * perClient + this.left,
      row: (clientY - seen.top) * perClient + this.top,
    };
  }

  zoomBy(factor, at) {
    const { columns, rows } = this.view;
    const place = at || {
      column: this.left + columns / this.zoom / 2,
      row: this.top + rows / this.zoom / 2,
    };
    const zoom = Math.min(Math.max(this.zoom * factor, 1), MOST_ZOOM);
    this.left = place.column - ((place.column - this.left) * this.zoom) / zoom;
    this.top = place.row - ((place.row - this.top) * this.zoom) / zoom;
    this.zoom = zoom;
    this.panBy(0, 0);
  }

  /** Move by pixels of the picture; a quarter of the pane beyond its edge is as far as it goes. */
  panBy(columns, rows) {
    const wide = this.view.columns / this.zoom;
    const high = this.view.rows / this.zoom;
    const within = (value, size, all) =>
      Math.min(Math.max(value, -size / 4), all - size + size / 4);
    this.left = within(this.left + columns, wide, this.view.columns);
    this.top = within(this.top + rows, high, this.view.rows);
    this.draw();
  }

  /** Start a box by keyboard in the middle of what is seen, or move it, or resize it. */
  nudge(columns, rows, { resize = false } = {}) {
    const step = 12 / this.zoom;
    if (!this.mark) {
      const column = this.left + this.view.columns / this.zoom / 2;
      const row = this.top + this.view.rows / this.zoom / 2;
      const half = 40 / this.zoom;
      this.setMark({ left: column - half, top: row - half, right: column + half, bottom: row + half });
      return;
    }
    const mark = { ...this.mark };
    mark.right += columns * step;
    mark.bottom += rows * step;
    if (!resize) {
      mark.left += columns * step;
      mark.top += rows * step;
    }
    mark.right = Math.max(mark.right, mark.left + SMALLEST_MARK);
    mark.bottom = Math.max(mark.bottom, mark.top + SMALLEST_MARK);
    this.setMark(mark);
  }

  setMark(mark) {
    this.mark = mark;
    this.draw();
    this.owner.onMark(this, mark);
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    canvas.addEventListener("focus", () => this.owner.onTouch(this));
    canvas.addEventListener("wheel", (event) => {
      // without the focus the wheel scrolls the notebook, as everywhere else
      if (!this.view || (document.activeElement !== canvas && !event.ctrlKey)) return;
      event.preventDefault();
      const factor = event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
      this.zoomBy(factor, this.placeOf(event.clientX, event.clientY));
    }, { passive: false });
  }

  press(event) {
    if (!this.view) return;
    event.preventDefault();
    this.canvas.focus({ preventScroll: true });
    this.canvas.setPointerCapture(event.pointerId);
    const pans =
      event.button !== 0 || event.shiftKey || this.owner.tool === "move" || !this.owner.mayMark;
    const from = this.placeOf(event.clientX, event.clientY);
    const move = pans ? this.panFrom(from) : this.boxFrom(from);
    const release = () => {
      this.canvas.removeEventListener("pointermove", move);
      if (!pans) this.finishBox();
    };
    this.canvas.addEventListener("pointermove", move);
    this.canvas.addEventListener("lostpointercapture", release, { once: true });
  }

  panFrom(from) {
    return (event) => {
      const now = this.placeOf(event.clientX, event.clientY);
      this.panBy(from.column - now.column, from.row - now.row);
    };
  }

  boxFrom(from) {
    return (event) => {
      const now = this.placeOf(event.clientX, event.clientY);
      this.dragged = {
        left: Math.min(from.column, now.column),
        right: Math.max(from.column, now.column),
        top: Math.min(from.row, now.row),
        bottom: Math.max(from.row, now.row),
      };
      this.draw();
    };
  }

  finishBox() {
    const box = this.dragged;
    this.dragged = null;
    const large = box && box.right - box.left >= SMALLEST_MARK && box.bottom - box.top >= SMALLEST_MARK;
    if (large) this.setMark(box);
    else this.draw();
  }
}

function isEdge(inside, place, columns) {
  for (let reach = 1; reach <= 3; reach += 1) {
    if (inside[place - reach] || inside[place + reach]) return true;
    if (inside[place - reach * columns] || inside[place + reach * columns]) return true;
  }
  return false;
}

function middleOf(mark) {
  const middle = (a, b) => Math.round(((a + b) / 2) * 10) / 10;
  return { column: middle(mark.left, mark.right), row: middle(mark.top, mark.bottom) };
}

/** Say where in the picture a box is, for those who do not see it. */
function placeInWords(box, view) {
  const { column, row } = middleOf(box);
  if (column < 0 || row < 0 || column >= view.columns || row >= view.rows) {
    return "It is outside of the picture.";
  }
  const third = (value, all, words) => words[Math.min(Math.floor((3 * value) / all), 2)];
  const high = third(row, view.rows, ["upper", "middle", "lower"]);
  const wide = third(column, view.columns, ["left", "middle", "right"]);
  const size = `${Math.round(box.right - box.left)} by ${Math.round(box.bottom - box.top)} pixels`;
  return `${high === wide ? "In the middle" : `In the ${high} ${wide}`}, ${size}.`;
}
