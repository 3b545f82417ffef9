// What has been seen of what happens. Pure.

const KEPT = 300;

/** The answer before, and what came since. */
export function mergeLive(before, answer) {
  const happenings = before && answer.latest >= before.latest ? [...before.happenings, ...answer.happenings] : answer.happenings;
  return { latest: answer.latest, seconds: answer.seconds, happenings: happenings.slice(-KEPT) };
}

/** Columns for a chart of the last `length` seconds up to `now` (Unix s): seconds without orders are zero, not missing. */
export function columns(seconds, now, length) {
  const bySecond = new Map(seconds.map(s => [s.second, s]));
  const times = Array.from({ length }, (_, i) => now - length + 1 + i);
  const of = name => times.map(t => bySecond.get(t)?.[name] ?? 0);
  return [times, of('allowed'), of('dropped'), of('rejected')];
}
