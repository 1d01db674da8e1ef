// The server's time. Its documents speak in it, and the clock of this machine may be wrong by anything.

let least = -Infinity;
let most = Infinity;

/** Learns from an answer's Date header, which is exact to a second only: each answer narrows the range of the difference. */
export function learn(date, sent, received) {
  const seconds = Date.parse(date);
  if (Number.isNaN(seconds)) {
    return;
  }

  least = Math.max(least, seconds - received);
  most = Math.min(most, seconds + 1000 - sent);
  if (least > most) {
    // One of the two clocks was set: what was learned before says nothing any more.
    least = seconds - received;
    most = seconds + 1000 - sent;
  }
}

/** The present time of the server, in milliseconds. */
export function now() {
  return Date.now() + (Number.isFinite(least) ? (least + most) / 2 : 0);
}
