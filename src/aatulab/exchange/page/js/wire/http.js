// Requests to the server.  Two things can go wrong: the line (nobody knows whether it arrived) and
// a refusal (the server says why).

export class LineLost extends Error {}

/** The server's no: a sentence for people, a word for programs, and what belongs to it. */
export class Refusal extends Error {
  constructor(status, answer) {
    super(answer.error ?? `The server answered ${status}.`);
    this.status = status;
    this.code = answer.code ?? "failed";
    this.details = answer;
  }

  /** Whether the same may be asked again later: the server or its store is out of order. */
  get isPassing() {
    return this.status >= 500 || this.status === 429;
  }
}

const PATIENCE_MS = 20_000;

export class Line {
  token = null;

  #headers(isBytes) {
    const headers = { "Content-Type": isBytes ? "application/octet-stream" : "application/json" };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    return headers;
  }

  async #answer(method, path, body) {
    const isBytes = body instanceof Uint8Array;
    const sent = isBytes || body === undefined ? body : JSON.stringify(body);
    try {
      const answer = await fetch(`/api${path}`, {
        method, body: sent, headers: this.#headers(isBytes), credentials: "omit", signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (answer.ok) return answer;
      throw new Refusal(answer.status, await answer.json().catch(() => ({})));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new LineLost(error.message);
    }
  }

  async #json(method, path, body) {
    const answer = await this.#answer(method, path, body);
    try {
      return await answer.json();
    } catch (error) {
      throw new LineLost(error.message); // the line broke in the middle of an answer
    }
  }

  get = (path) => this.#json("GET", path);
  post = (path, body) => this.#json("POST", path, body);
  put = (path, bytes) => this.#json("PUT", path, bytes);

  async bytes(path) {
    const answer = await this.#answer("GET", path);
    try {
      return new Uint8Array(await answer.arrayBuffer());
    } catch (error) {
      throw new LineLost(error.message);
    }
  }
}
