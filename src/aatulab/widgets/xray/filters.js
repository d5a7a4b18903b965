/* From depth and hue of a view to the pixels that are shown.
 *
 * Every filter is two look-ups for a pixel: depth to tone, then hue and tone to colour.  The tables
 * are made anew when a filter changes.  Plain functions; nothing here knows of the page.
 */

const DEPTHS = 8192; // deeper than any signal that a scanner stores
const PENETRATION = 0.35; // high penetration shows depths as if there were this much of them
const EDGE_REACH = 3; // pixels to each side whose mean an edge is compared with
const EDGE_GAIN = 1.6;
const PALE = 178; // other materials are drawn from this grey up

const PLAIN = { material: "colour", invert: false, penetrate: false, sharpen: false, contrast: 0 };
const MATERIALS = { colour: "Colour", organic: "Organic only", metal: "Metal only", grey: "Grey" };

/** Return the brightness, 0 to 255, of every depth. */
function toneTable(optics, look) {
  const table = new Uint8Array(DEPTHS);
  const rate = (optics.tone * (look.penetrate ? PENETRATION : 1)) / optics.steps;
  const gain = 2 ** (look.contrast / 2);
  for (let depth = 0; depth < DEPTHS; depth += 1) {
    const tone = 0.5 + (Math.exp(-rate * depth) - 0.5) * gain;
    table[depth] = Math.round(255 * Math.min(Math.max(tone, 0), 1));
  }
  return table;
}

/** Return the colour, as four bytes in one number, of every hue and brightness. */
function colourTable(optics, look) {
  const table = new Uint32Array(optics.palette);
  for (let place = 0; place < table.length; place += 1) {
    const hue = place >> 8;
    const tone = place & 255;
    const hidden =
      (look.material === "organic" && hue >= optics.organic) ||
      (look.material === "metal" && hue <= optics.metal);
    if (look.material === "grey") table[place] = grey(tone);
    else if (hidden) table[place] = grey(PALE + Math.round(((255 - PALE) * tone) / 255));
    if (look.invert) table[place] ^= 0x00ffffff;
  }
  return table;
}

function grey(level) {
  return (0xff000000 | (level << 16) | (level << 8) | level) >>> 0;
}

/** Return the depths with each pixel moved away from the mean of its surroundings. */
function sharpened(depth, columns, rows) {
  const across = new Float32Array(depth.length);
  for (let row = 0; row < rows; row += 1) slidingMean(depth, across, row * columns, 1, columns);
  const mean = new Float32Array(depth.length);
  for (let column = 0; column < columns; column += 1) {
    slidingMean(across, mean, column, columns, rows);
  }
  const sharp = new Uint16Array(depth.length);
  for (let place = 0; place < depth.length; place += 1) {
    const moved = depth[place] + EDGE_GAIN * (depth[place] - mean[place]);
    sharp[place] = Math.min(Math.max(moved, 0), DEPTHS - 1);
  }
  return sharp;
}

function slidingMean(from, to, first, step, count) {
  let sum = 0;
  let held = 0;
  for (let k = -EDGE_REACH; k < count; k += 1) {
    const entering = k + EDGE_REACH;
    const leaving = k - EDGE_REACH - 1;
    if (entering < count) { sum += from[first + entering * step]; held += 1; }
    if (leaving >= 0) { sum -= from[first + leaving * step]; held -= 1; }
    if (k >= 0) to[first + k * step] = sum / held;
  }
}

/** Put one view's pixels into `pixels`, four bytes in one number each. */
function fillPixels(pixels, view, optics, look) {
  const tones = toneTable(optics, look);
  const colours = colourTable(optics, look);
  if (look.sharpen && !view.sharp) view.sharp = sharpened(view.depth, view.columns, view.rows);
  const depth = look.sharpen ? view.sharp : view.depth;
  const { hue } = view;
  for (let place = 0; place < pixels.length; place += 1) {
    pixels[place] = colours[(hue[place] << 8) | tones[depth[place]]];
  }
}

/** Return the bytes that Python has compressed. */
async function inflated(data) {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}

/** Return a view with depth and hue of every pixel, from what Python sends. */
async function opened(sent) {
  const bytes = await inflated(sent.data);
  const pixels = sent.columns * sent.rows;
  return {
    name: sent.name,
    columns: sent.columns,
    rows: sent.rows,
    depth: new Uint16Array(bytes, 0, pixels),
    hue: new Uint8Array(bytes, 2 * pixels, pixels),
  };
}

/** Return the optics with its palette as numbers. */
function opticsOf(sent) {
  const { buffer, byteOffset, byteLength } = sent.palette;
  return { ...sent, palette: new Uint32Array(buffer.slice(byteOffset, byteOffset + byteLength)) };
}

/** Say in words which filters are on. */
function lookInWords(look) {
  const words = [MATERIALS[look.material].toLowerCase()];
  if (look.invert) words.push("inverted");
  if (look.penetrate) words.push("high penetration");
  if (look.sharpen) words.push("sharp edges");
  if (look.contrast) words.push(`contrast ${look.contrast > 0 ? "+" : ""}${look.contrast}`);
  return words.join(", ");
}
