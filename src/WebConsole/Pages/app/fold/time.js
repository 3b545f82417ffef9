// Times and numbers as people read them. Pure.

const two = n => String(n).padStart(2, '0');

/** 15:04:05 of the reader's own clock. */
export function local(ms) {
  const t = new Date(ms);
  return `${two(t.getHours())}:${two(t.getMinutes())}:${two(t.getSeconds())}`;
}

/** 2026-11-30 of the reader's own calendar. */
export function day(ms) {
  const t = new Date(ms);
  return `${t.getFullYear()}-${two(t.getMonth() + 1)}-${two(t.getDate())}`;
}

/** 2026-11-30 15:04:05.678 UTC. */
export const utc = ms => new Date(ms).toISOString().replace('T', ' ').replace('Z', ' UTC');

/** 850 ms, 12.3 s, 4 min 5 s, 3 h 12 min, 2 d 4 h. */
export function span(ms) {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const s = Math.floor(ms / 1000);
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  if (s < 86_400) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  return `${Math.floor(s / 86_400)} d ${Math.floor((s % 86_400) / 3600)} h`;
}

/** The same of µs, finer where it is short: 420 µs, 1.25 ms. */
export function spanUs(us) {
  if (us < 1000) return `${Math.max(0, Math.round(us))} µs`;
  if (us < 10_000) return `${(us / 1000).toFixed(2)} ms`;
  if (us < 1_000_000) return `${(us / 1000).toFixed(1)} ms`;
  return span(us / 1000);
}

/** 1,234,567 */
export const count = n => Math.round(n).toLocaleString('en-US');

/** $1.2 M */
export function money(usd) {
  const n = Number(usd);
  if (n >= 1e9) return `$${(n / 1e9).toFixed(2)} bn`;
  if (n >= 1e6) return `$${(n / 1e6).toFixed(2)} M`;
  return `$${count(n)}`;
}
