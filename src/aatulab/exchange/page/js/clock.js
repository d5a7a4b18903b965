// The server's clock: a class may play another day, or faster; countdowns run on that time.

/** A clock that is set by the server and runs on between two settings. */
export class Clock {
  #at = Date.now();
  #seen = performance.now();
  #speed = 1;

  /** Set the clock to a moment in milliseconds; a speed of 10 lets ten minutes pass in one. */
  set(moment, speed = 1) {
    [this.#at, this.#seen, this.#speed] = [moment, performance.now(), speed];
  }

  now() {
    return this.#at + (performance.now() - this.#seen) * this.#speed;
  }
}

const DAY_MS = 86_400_000;

/** Return a moment as `14:02`, with the day if it is another one; always UTC. */
export function momentWords(moment, now, language) {
  const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" };
  if (Math.floor(moment / DAY_MS) !== Math.floor(now / DAY_MS)) Object.assign(parts, { day: "numeric", month: "short" });
  return new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", parts).format(moment);
}

/** Return a span as `1 h 05 min`, `11 min` or, in the last minutes, `2 min 05 s`. */
export function spanWords(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, "0")} min`;
  if (minutes >= 10) return `${minutes} min`;
  const rest = `${String(seconds % 60).padStart(2, "0")} s`;
  return minutes > 0 ? `${minutes} min ${rest}` : `${seconds % 60} s`;
}
