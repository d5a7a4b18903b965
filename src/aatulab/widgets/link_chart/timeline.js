/* The timeline: a bar for each day, a stretch that is dragged by mouse, two sliders for the keys. */

const TIME = { width: 720, height: 62, margin: 30, bars: 40 };

class Timeline {
  constructor(chart) {
    this.chart = chart;
    const days = chart.lines.map((line) => line.day);
    [this.first, this.last] = [Math.min(...days), Math.max(...days)];
    this.step = (TIME.width - 2 * TIME.margin) / (this.last - this.first + 1);
    this.bars = this.drawBars(days);
    this.stretch = draw("rect", { class: "aatu-link-chart-stretch", y: 0, height: TIME.bars + 4 });
    this.picture = draw(
      "svg",
      { class: "aatu-link-chart-time", viewBox: `0 0 ${TIME.width} ${TIME.height}`, "aria-hidden": "true" },
      this.stretch, ...this.bars,
      draw("text", { x: TIME.margin, y: TIME.height - 3 }, written(this.first)),
      draw("text", { x: TIME.width - TIME.margin, y: TIME.height - 3, "text-anchor": "end" }, written(this.last)),
    );
    this.from = this.slider("From");
    this.until = this.slider("Until");
    this.all = make("button", { type: "button" }, "All days");
    this.all.addEventListener("click", () => chart.setDays(this.first, this.last));
    this.box = make(
      "div", { class: "aatu-link-chart-when", role: "group", "aria-label": "Time" },
      this.picture, make("div", { class: "aatu-link-chart-sliders" }, this.from.label, this.until.label, this.all),
    );
    this.picture.addEventListener("pointerdown", (event) => this.begin(event));
    this.picture.addEventListener("pointermove", (event) => this.pull(event));
    this.picture.addEventListener("pointerup", () => { this.start = null; });
    this.picture.addEventListener("pointercancel", () => { this.start = null; });
  }

  drawBars(days) {
    const number = new Map();
    days.forEach((day) => number.set(day, (number.get(day) ?? 0) + 1));
    const most = Math.max(...number.values());
    return [...number].map(([day, lines]) => {
      const height = Math.max(3, (lines / most) * TIME.bars);
      const bar = draw("rect", {
        x: this.x(day) + this.step * 0.12, width: this.step * 0.76, y: TIME.bars + 4 - height, height,
      });
      bar.day = day;
      return bar;
    });
  }

  x(day) {
    return TIME.margin + (day - this.first) * this.step;
  }

  slider(words) {
    const input = make("input", { type: "range", min: this.first, max: this.last, step: 1 });
    const said = make("span", { class: "aatu-link-chart-day", "aria-hidden": "true" });
    input.addEventListener("input", () => {
      const day = Number(input.value);
      const [from, until] = this.chart.days;
      if (words === "From") this.chart.setDays(day, Math.max(day, until));
      else this.chart.setDays(Math.min(day, from), day);
    });
    return { input, said, label: make("label", {}, words, input, said) };
  }

  /** Return the day under the pointer. */
  under(event) {
    const box = this.picture.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * TIME.width;
    const day = this.first + Math.floor((x - TIME.margin) / this.step);
    return Math.min(this.last, Math.max(this.first, day));
  }

  begin(event) {
    this.start = this.under(event);
    this.picture.setPointerCapture(event.pointerId);
    this.chart.setDays(this.start, this.start);
    event.preventDefault(); // nothing is selected or dragged away
  }

  pull(event) {
    if (this.start == null) return;
    const day = this.under(event);
    this.chart.setDays(Math.min(day, this.start), Math.max(day, this.start));
  }

  show([from, until]) {
    this.stretch.setAttribute("x", this.x(from));
    this.stretch.setAttribute("width", (until - from + 1) * this.step);
    this.bars.forEach((bar) => bar.classList.toggle("out", bar.day < from || bar.day > until));
    [[this.from, from], [this.until, until]].forEach(([slider, day]) => {
      slider.input.value = day;
      slider.input.setAttribute("aria-valuetext", written(day));
      slider.said.textContent = written(day);
    });
  }
}
