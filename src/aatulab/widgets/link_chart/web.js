/* The web itself: squares and circles, lines between them, and the way from node to node by keys.
 *
 * One node at a time can be reached by Tab; the arrow keys move on to the nearest one in their
 * direction, so that a hand on the keyboard walks as an eye does.
 */

const SIZE = { width: 720, height: 430, margin: 30, radius: 13 };
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class Web {
  constructor(chart) {
    this.chart = chart;
    this.reach = 0; // the node that Tab leads to
    const { nodes, lines } = chart;
    this.lines = lines.map((line) => this.drawLine(line));
    this.nodes = nodes.map((node, place) => this.drawNode(node, place));
    this.picture = draw(
      "svg",
      {
        class: "aatu-link-chart-web", viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "group",
        "aria-label": "Web of links. Arrow keys move from node to node, Enter chooses one.",
      },
      ...this.lines, ...this.nodes,
    );
    this.picture.addEventListener("keydown", (event) => this.key(event));
  }

  at(node) {
    return [
      SIZE.margin + node.x * (SIZE.width - 2 * SIZE.margin),
      SIZE.margin + node.y * (SIZE.height - 2 * SIZE.margin),
    ];
  }

  drawLine(line) {
    const { nodes } = this.chart;
    const [x1, y1] = this.at(nodes[line.record]);
    const [x2, y2] = this.at(nodes[line.thing]);
    return draw("line", { x1, y1, x2, y2 });
  }

  drawNode(node, place) {
    const [x, y] = this.at(node);
    const kind = this.chart.kindOf(node);
    const { radius } = SIZE;
    const look = { fill: "white", stroke: kind.colour };
    const shape = kind.isRecord
      ? draw("rect", { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius, ...look })
      : draw("circle", { cx: x, cy: y, r: radius, ...look });
    const letter = draw(
      "text", { x, y: y + 4.5, "text-anchor": "middle", fill: kind.colour, "aria-hidden": "true" },
      kind.letter,
    );
    const element = draw(
      "g", { role: "button", tabindex: "-1", "data-node": node.id }, shape, letter,
    );
    element.addEventListener("click", () => this.chart.choose(node.id));
    element.addEventListener("focus", () => this.moveReach(place));
    return element;
  }

  key(event) {
    const way = WAYS[event.key];
    if (way) this.focus(this.nearest(way));
    else if (event.key === "Home") this.focus(this.visible()[0]);
    else if (event.key === "End") this.focus(this.visible().at(-1));
    else if (event.key === "Enter" || event.key === " ") this.chart.choose(this.chart.nodes[this.reach].id);
    else if (event.key === "Escape") this.chart.choose("");
    else return;
    event.preventDefault();
  }

  visible() {
    return this.nodes.flatMap((element, place) => (element.hasAttribute("hidden") ? [] : [place]));
  }

  /** Return the place of the node that lies next in a direction; sideways costs double. */
  nearest([dx, dy]) {
    const { nodes } = this.chart;
    const [x, y] = this.at(nodes[this.reach]);
    let best = this.reach;
    let least = Infinity;
    for (const place of this.visible()) {
      const [nx, ny] = this.at(nodes[place]);
      const ahead = (nx - x) * dx + (ny - y) * dy;
      const aside = Math.abs((nx - x) * dy) + Math.abs((ny - y) * dx);
      if (place !== this.reach && ahead > 0.5 && ahead + 2 * aside < least) {
        least = ahead + 2 * aside;
        best = place;
      }
    }
    return best;
  }

  focus(place) {
    if (place === undefined) return;
    this.moveReach(place);
    this.nodes[place].focus();
  }

  moveReach(place) {
    this.nodes[this.reach].setAttribute("tabindex", "-1");
    this.reach = place;
    this.nodes[place].setAttribute("tabindex", "0");
  }

  /** Show what the chart says is seen, and what belongs to the chosen node. */
  show(seen, chosen, near) {
    const { nodes, lines } = this.chart;
    this.lines.forEach((element, number) => {
      element.toggleAttribute("hidden", !seen.lines.has(number));
      const ends = [lines[number].record, lines[number].thing];
      element.classList.toggle("near", chosen !== null && ends.includes(chosen));
    });
    this.nodes.forEach((element, place) => {
      const node = nodes[place];
      const kind = this.chart.kindOf(node);
      const now = seen.degree.get(place) ?? 0;
      element.toggleAttribute("hidden", !seen.nodes.has(place));
      element.classList.toggle("chosen", place === chosen);
      element.classList.toggle("far", chosen !== null && place !== chosen && !near.has(place));
      element.setAttribute("aria-pressed", String(place === chosen));
      const note = node.note ? `, ${node.note}` : "";
      element.setAttribute("aria-label", `${kind.one} ${node.label}, ${count(now, "line", "lines")}${note}`);
    });
    const visible = this.visible();
    if (visible.length && !visible.includes(this.reach)) this.moveReach(visible[0]);
    else this.moveReach(this.reach);
  }
}
