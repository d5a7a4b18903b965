// The live line: a WebSocket that comes back by itself.  It has no memory of its own; whoever uses
// it asks for what was missed each time it opens.

const PING_MS = 10_000;
const SILENCE_MS = 25_000;
const WAITS_MS = [500, 1000, 2000, 4000, 8000];

/** Keeps a line open; says `onstate("open" | "lost")`, `onframe(frame)` and `onended()`. */
export class Live {
  #socket = null;
  #tries = 0;
  #timer = null;
  #heard = 0;
  #isWanted = true;

  constructor(token, { onstate, onframe, onended }) {
    Object.assign(this, { onstate, onframe, onended });
    this.#pings = setInterval(() => this.#ping(), PING_MS);
    addEventListener("online", this.#now);
    this.#open(token);
    this.#token = token;
  }

  #token;
  #pings;

  close() {
    this.#isWanted = false;
    clearInterval(this.#pings);
    clearTimeout(this.#timer);
    removeEventListener("online", this.#now);
    this.#socket?.close();
  }

  #now = () => {
    if (this.#socket === null) this.#again(0);
  };

  #open(token) {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/live`);
    this.#socket = socket;
    this.#heard = performance.now();
    socket.onopen = () => socket.send(JSON.stringify({ type: "hello", token }));
    socket.onmessage = (event) => this.#hear(JSON.parse(event.data));
    socket.onclose = (event) => this.#closed(socket, event.code);
  }

  #hear(frame) {
    this.#heard = performance.now();
    if (frame.type === "welcome") {
      this.#tries = 0;
      this.onstate("open");
    }
    this.onframe(frame);
  }

  #ping() {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    if (performance.now() - this.#heard > SILENCE_MS) {
      this.#closed(socket, 0); // a line that is dead without saying so
      socket.close();
    } else socket.send(JSON.stringify({ type: "ping" }));
  }

  #closed(socket, code) {
    if (!this.#isWanted || this.#socket !== socket) return;
    this.#socket = null;
    if (code === 4401) {
      this.close();
      this.onended();
      return;
    }
    this.onstate("lost");
    this.#again(WAITS_MS[Math.min(this.#tries, WAITS_MS.length - 1)]);
    this.#tries += 1;
  }

  #again(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#isWanted && this.#open(this.#token), wait);
  }
}
