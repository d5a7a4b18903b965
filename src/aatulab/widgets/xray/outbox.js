/* No answer is lost: it stays in the browser, also over a reload, until Python has it on the disk.
 *
 * Python says how many answers it has kept; until that counts the one that waits here, it is sent
 * again.  Python takes an answer that comes twice only once.
 */

const RESEND_MS = 3000;

/** Use the browser's store; where it is closed (a private window) answers wait in the page alone. */
function store(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}

class Outbox {
  /** `late` is called whenever an answer has to be sent again. */
  constructor(model, late) {
    this.model = model;
    this.late = late;
    this.answer = null;
    this.place = `aatulab-xray ${model.get("session")}`;
    this.timer = setInterval(() => this.sendAgain(), RESEND_MS);
  }

  close() {
    clearInterval(this.timer);
  }

  put(answer) {
    this.answer = answer;
    if (this.model.get("session")) store((held) => held.setItem(this.place, JSON.stringify(answer)));
    this.send();
  }

  clear() {
    this.answer = null;
    store((held) => held.removeItem(this.place));
  }

  /** Forget an answer that is kept; say whether there was one. */
  settle() {
    const isKept = this.answer !== null && this.model.get("kept") > this.answer.trial;
    if (isKept) this.clear();
    return isKept;
  }

  /** Return the answer to the image that is shown, if an earlier page could not deliver it. */
  leftOver() {
    const left = JSON.parse(store((held) => held.getItem(this.place)) ?? "null");
    if (left && left.trial !== this.model.get("kept")) {
      this.clear();
      return null;
    }
    return left;
  }

  send() {
    this.sentAt = performance.now();
    try {
      this.model.send({ do: "decide", decision: this.answer });
    } catch {
      this.late(); // there is no kernel to send to
    }
  }

  sendAgain() {
    if (!this.answer || performance.now() - this.sentAt < RESEND_MS) return;
    this.late();
    this.send();
  }
}
