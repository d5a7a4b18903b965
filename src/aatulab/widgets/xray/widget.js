/* The viewer: shows what Python sends, passes on what the reader decides, keeps what is not kept.
 *
 * Python holds the truth; nothing of it is here before the decision.  A decision stays in the
 * browser (also over a reload) until Python says that it is on the disk.
 */

const NOT_SAVED =
  "Your answer is not saved yet: the kernel does not reply. It is kept in this browser and sent " +
  "again. If the kernel was restarted, run the cell again.";
const PREPARING =
  "The image is being prepared. The first one on a new computer takes up to half a minute.";
const LAYOUTS = ["both", "top", "side"];

class Viewer {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.look = { ...PLAIN };
    this.tool = "mark";
    this.layout = "both";
    this.marking = false;
    this.outbox = new Outbox(model, () => this.warn(NOT_SAVED));
    this.shown = null; // the number of the picture on the panes
    this.optics = opticsOf(model.get("optics"));
    this.panes = model.get("view_names").map((name) => new Pane(name, this));
    this.active = this.panes[0];
    this.build();
    this.watch();
    this.refresh();
  }

  build() {
    const { model } = this;
    this.toolbar = makeToolbar((name, value) => this.act(name, value));
    this.decision = makeDecision(
      model.get("categories"), (verdict) => this.decide(verdict), () => this.unmark(),
    );
    this.heading = make("h3", { class: "aatu-xray-heading" });
    this.counter = make("span", { class: "aatu-xray-counter" });
    this.progress = make("progress", { "aria-label": "Images judged", max: 1, value: 0 });
    this.status = make("p", { class: "aatu-xray-status", role: "status", "aria-live": "polite" });
    this.alarm = make("div", { class: "aatu-xray-alarm", role: "alert" });
    this.panel = make("div", { class: "aatu-xray-panel" });
    this.views = make("div", { class: "aatu-xray-views" }, ...this.panes.map((one) => one.figure));
    this.root.classList.add("aatu-xray");
    // JupyterLab's keys (a, b, m, x ... change cells) must not fire while one reads images
    this.root.dataset.lmSuppressShortcuts = "true";
    this.root.setAttribute("role", "region");
    this.root.append(
      make("header", { class: "aatu-xray-head" }, this.heading, this.counter, this.progress),
      this.toolbar.bar,
      this.views,
      make("div", { class: "aatu-xray-below" }, this.status, makeLegend()),
      this.alarm,
      this.panel,
      makeHelp(),
    );
  }

  watch() {
    this.listeners = ["stage", "picture", "feedback", "kept", "notice", "heading", "progress"].map(
      (name) => {
        const call = () => this.later();
        this.model.on(`change:${name}`, call);
        return () => this.model.off(`change:${name}`, call);
      },
    );
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.sizes = new ResizeObserver(() => this.panes.forEach((pane) => pane.draw()));
    this.sizes.observe(this.views);
  }

  /** Several values change together: show them once, when all are here. */
  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.refresh(), 0);
  }

  close() {
    clearTimeout(this.waiting);
    this.outbox.close();
    this.sizes.disconnect();
    this.listeners.forEach((stop) => stop());
  }

  async refresh() {
    const { model } = this;
    const [done, all] = model.get("progress");
    this.heading.textContent = model.get("heading");
    this.root.setAttribute("aria-label", this.regionName());
    this.counter.textContent = all > 1 ? `${done} of ${all} judged` : "";
    this.progress.hidden = all < 2;
    this.progress.max = all || 1;
    this.progress.value = done;
    if (this.outbox.settle()) this.warn("");
    this.offerLeftOver();
    const stage = model.get("stage");
    this.root.dataset.stage = stage;
    this.toolbar.show(this);
    const seen = stage === "show" || stage === "feedback";
    this.views.hidden = this.toolbar.bar.hidden = !seen;
    if (seen) await this.openPicture();
    if (stage !== model.get("stage")) return; // it went on while the picture was unpacked
    await this.showPanel(stage);
    this.showNotice();
    this.root.dataset.ready = `${stage} ${this.shown ?? ""}`.trim();
  }

  /** A name that no other viewer on the page has, so that a list of landmarks tells them apart. */
  regionName() {
    const name = `X-ray viewer: ${this.model.get("heading")}`;
    const others = [...document.querySelectorAll(".aatu-xray")].filter((one) => one !== this.root);
    const taken = new Set(others.map((one) => one.getAttribute("aria-label")));
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
    return free;
  }

  async openPicture() {
    const picture = this.model.get("picture");
    if (picture.number === this.shown) return;
    const views = await Promise.all(picture.views.map(opened));
    const isStale = this.model.get("picture").number !== picture.number;
    if (isStale || this.shown === picture.number) return; // or another refresh was quicker
    this.shown = picture.number;
    this.look = { ...PLAIN };
    this.marking = false;
    this.panes.forEach((pane) => pane.open(views.find((view) => view.name === pane.name)));
    this.applyLook();
    this.decision.reset();
    requestAnimationFrame(() => { this.began = performance.now(); });
  }

  async showPanel(stage) {
    const feedback = this.model.get("feedback");
    if (stage === "feedback") {
      for (const pane of this.panes) {
        if (feedback.lit[pane.name] && !pane.lit) await pane.lightUp(feedback.lit[pane.name]);
      }
    }
    const token = `${stage} ${this.shown}`;
    if (this.panelOf === token) return;
    this.panelOf = token;
    if (stage === "ready") this.showReady();
    else if (stage === "show") this.showDecision();
    else if (stage === "feedback") this.showFeedback(feedback);
    else this.showEnd();
    this.describe();
  }

  showReady() {
    this.panel.replaceChildren(
      make("p", { text: this.model.get("instructions") }),
      button("Start", "Enter", () => this.start(), { class: "aatu-xray-main" }),
    );
    this.say("");
  }

  start() {
    this.model.send({ do: "start" });
    this.panel.replaceChildren(make("p", { text: PREPARING }));
    this.say(PREPARING);
  }

  showDecision() {
    this.panel.replaceChildren(this.decision.form);
    this.decision.enable(true);
    this.say(`${this.model.get("heading")}. ${this.lookWords()}`);
    const focused = document.activeElement;
    if (focused === document.body || this.root.contains(focused)) {
      this.active.canvas.focus({ preventScroll: true });
    }
  }

  showFeedback(feedback) {
    const parts = [
      make("p", { class: "aatu-xray-outcome", "data-outcome": feedback.outcome,
        text: feedback.title }),
      make("p", { text: feedback.text }),
    ];
    if (feedback.next) {
      parts.push(button(feedback.next, "Enter", () => this.goOn(), { class: "aatu-xray-main" }));
    }
    this.panel.replaceChildren(...parts);
    this.say(`${feedback.title}. ${feedback.text}`);
    this.panel.querySelector("button")?.focus({ preventScroll: true });
  }

  showEnd() {
    this.panel.innerHTML = this.model.get("scores"); // made and escaped by Python
    this.say(this.panel.querySelector("[data-summary]")?.textContent ?? "The end.");
  }

  showNotice() {
    const notice = this.model.get("notice");
    if (!notice.text || notice.number === this.noticed) return;
    this.noticed = notice.number;
    this.warn(notice.text);
    if (notice.refused !== undefined) {
      this.outbox.clear();
      this.decision.enable(true);
    }
  }

  get pending() {
    return this.outbox.answer;
  }

  /* what the reader does */

  act(name, value) {
    const { look } = this;
    if (name === "material") look.material = value;
    else if (name === "contrast") look.contrast = Math.min(Math.max(value, -3), 3);
    else if (name === "tool") this.tool = value;
    else if (name === "zoom") this.active.zoomBy(value);
    else if (name === "layout") this.nextLayout();
    else if (name === "reset") this.reset();
    else look[name] = !look[name];
    if (name in look) this.applyLook();
    this.toolbar.show(this);
    this.describe();
    this.say(name === "zoom" ? `Zoom ${this.active.zoom.toFixed(1)}` : this.lookWords());
  }

  applyLook() {
    const began = performance.now();
    this.panes.forEach((pane) => pane.filter(this.optics, this.look));
    this.root.dataset.filterMs = ((performance.now() - began) / this.panes.length).toFixed(1);
    this.toolbar.show(this);
  }

  reset() {
    this.look = { ...PLAIN };
    this.panes.forEach((pane) => pane.resetZoom());
    this.applyLook();
  }

  nextLayout() {
    this.layout = LAYOUTS[(LAYOUTS.indexOf(this.layout) + 1) % LAYOUTS.length];
    this.root.dataset.layout = this.layout;
    this.active = this.panes.find((pane) => pane.name === this.layout) ?? this.panes[0];
    this.active.canvas.focus({ preventScroll: true });
  }

  onTouch(pane) {
    this.active = pane;
  }

  get mayMark() {
    return this.model.get("stage") === "show" && !this.pending;
  }

  onMark(pane, mark) {
    for (const other of this.panes) {
      if (other !== pane && other.mark) {
        other.mark = null;
        other.draw();
      }
    }
    this.decision.show(mark && pane);
    if (mark) this.say(`Mark in the ${pane.name} view. ${placeInWords(mark, pane.view)}`);
  }

  unmark() {
    if (!this.mayMark) return;
    this.marking = false;
    this.panes.forEach((pane) => { pane.mark = null; pane.draw(); });
    this.decision.show(null);
    this.say("No mark.");
    this.active.canvas.focus({ preventScroll: true });
  }

  decide(verdict) {
    if (!this.mayMark) return;
    const pane = this.panes.find((one) => one.mark);
    if (verdict === "search" && !pane) {
      this.warn("Mark what should be searched: draw a box around it, or press M.");
      return;
    }
    const seconds = (performance.now() - (this.began ?? performance.now())) / 1000;
    const { category, confidence } = this.decision.answer();
    const searched = verdict === "search";
    const answer = {
      trial: this.shown,
      verdict,
      seconds: Math.round(seconds * 1000) / 1000,
      mark: searched ? { view: pane.name, ...middleOf(pane.mark) } : null,
      category: searched ? category : null,
      confidence,
    };
    this.warn("");
    this.decision.enable(false);
    this.outbox.put(answer);
  }

  goOn() {
    if (this.model.get("stage") === "feedback") this.model.send({ do: "next" });
  }

  /** Offer an answer that an earlier page could not deliver. */
  offerLeftOver() {
    if (!this.mayMark || this.offered) return;
    const left = this.outbox.leftOver();
    if (!left) return;
    this.offered = true;
    this.warn(
      `Your answer to image ${left.trial + 1} (${left.verdict}) was not saved when the connection broke.`,
      button("Send it now", "", () => { this.warn(""); this.outbox.put(left); }),
      button("Answer again", "", () => { this.warn(""); this.outbox.clear(); }),
    );
  }

  /* words and keys */

  say(words) {
    this.status.textContent = words;
  }

  warn(words, ...buttons) {
    this.alarm.replaceChildren(...(words ? [make("p", { text: words }), ...buttons] : []));
  }

  lookWords() {
    return `Filters: ${lookInWords(this.look)}. Views: ${this.layout}.`;
  }

  describe() {
    const feedback = this.model.get("stage") === "feedback" ? this.model.get("feedback") : null;
    for (const pane of this.panes) {
      const lit = feedback && pane.box ? ` ${feedback.title}: ${placeInWords(
        { left: pane.box[0], top: pane.box[1], right: pane.box[2], bottom: pane.box[3] }, pane.view,
      )}` : "";
      pane.canvas.setAttribute(
        "aria-label",
        `${this.model.get("heading")}, ${pane.name} view of the bag. ` +
        `Filters: ${lookInWords(this.look)}; zoom ${pane.zoom.toFixed(1)}.${lit}`,
      );
    }
  }

  key(event) {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.tagName === "SELECT") return;
    const arrow = ARROWS[event.key];
    if (arrow && target.tagName === "INPUT") return;
    const pressed = target.tagName === "BUTTON" || target.tagName === "SUMMARY";
    if (pressed && (event.key === "Enter" || event.key === " ")) return; // the button's own
    if (arrow ? this.arrow(arrow, event.shiftKey) : this.letter(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  arrow([columns, rows], resize) {
    if (!this.active.view || this.views.hidden) return false;
    if (this.marking && this.mayMark) this.active.nudge(columns, rows, { resize });
    else this.active.panBy((columns * 40) / this.active.zoom, (rows * 40) / this.active.zoom);
    return true;
  }

  letter(key) {
    const stage = this.model.get("stage");
    if (key === "Enter") return this.enter(stage);
    if (stage !== "show" && stage !== "feedback") return false;
    const does = lettersOf(this)[key.toLowerCase()];
    if (does) does();
    return Boolean(does);
  }

  enter(stage) {
    if (stage === "ready") this.start();
    else if (stage === "feedback") this.goOn();
    else if (stage === "show" && this.marking) {
      this.marking = false;
      this.say("The mark is set. S searches, C clears.");
    } else return false;
    return true;
  }

  startMarking() {
    if (!this.mayMark) return;
    this.marking = true;
    if (!this.active.mark) this.active.nudge(0, 0);
    this.active.canvas.focus({ preventScroll: true });
    this.say("Arrows move the mark, Shift with arrows resizes it, Enter sets it.");
  }
}

export default {
  render({ model, el }) {
    const root = document.createElement("section");
    el.append(root);
    const viewer = new Viewer(model, root);
    return () => viewer.close();
  },
};
