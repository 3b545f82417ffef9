// A trace as rows, one below the other: what was done within what, when, for how long. Pure.

/**
 * `spans` are those of a trace and of the traces that are linked with it; `visits` are the states of its execution (fold/history.js).
 *
 * Gives [{ key, depth, name, part, startUs, endUs, error, foreign, about }], parents before what was done within them; `endUs` is null
 * while it goes on; `foreign` says that it belongs to a linked trace; `about` is the span or the visit.
 */
export function waterfall(traceId, spans, visits = []) {
  const within = childrenOf(spans);
  const rows = [];
  const add = (row, depth) => {
    rows.push({ ...row, depth });
    row.children.sort(byStart).forEach(child => add(child, depth + 1));
  };
  const states = visits.map(stateRow);
  const stateOf = span => (span.part === 'steps' ? hold(states, span) : undefined);
  const spanRow = span => ({
    key: `${span.trace_id} ${span.span_id}`,
    name: span.name,
    part: span.part,
    startUs: span.start_us,
    endUs: span.start_us + span.duration_us,
    error: span.error ?? null,
    foreign: span.trace_id !== traceId,
    about: span,
    children: within.of(span).filter(child => !stateOf(child)).map(spanRow),
  });
  // A step is done within its state; without the execution's history it stands where its parent is.
  for (const span of spans) stateOf(span)?.children.push(spanRow(span));
  const roots = within.roots.filter(span => !stateOf(span)).map(spanRow);
  if (states.length > 0) roots.push(executionRow(states));
  roots.sort(byStart).forEach(row => add(row, 0));
  return rows.map(({ children, ...row }) => row);
}

const byStart = (a, b) => a.startUs - b.startUs;

function childrenOf(spans) {
  const key = (trace, id) => `${trace} ${id}`;
  const kept = new Set(spans.map(span => key(span.trace_id, span.span_id)));
  const children = new Map();
  const roots = [];
  for (const span of spans) {
    // The parent may be one that nobody keeps: whoever sent the order began the trace.
    const parent = key(span.trace_id, span.parent_id);
    if (span.parent_id && kept.has(parent)) children.set(parent, [...(children.get(parent) ?? []), span]);
    else roots.push(span);
  }
  return { roots, of: span => children.get(key(span.trace_id, span.span_id)) ?? [] };
}

/** Events are told in ms, and functions and engine look at their clocks one after the other. */
const SLACK_US = 5_000;

/** The stay in a state that a step was done in. */
function hold(states, span) {
  return states.findLast(
    state => state.name === span.name && state.startUs - SLACK_US <= span.start_us && span.start_us <= (state.endUs ?? Infinity) + SLACK_US,
  );
}

function stateRow(visit) {
  return {
    key: `state ${visit.number}`,
    name: visit.name,
    part: visit.waits || visit.events.some(e => e.type === 'TaskSubmitted') ? 'waits' : 'state',
    startUs: visit.enteredTs * 1000,
    endUs: visit.exitedTs === null ? null : visit.exitedTs * 1000,
    error: visit.errors.length > 0 ? visit.errors.map(e => e.error).join(', ') : null,
    foreign: false,
    about: visit,
    children: [],
  };
}

function executionRow(states) {
  const open = states.some(state => state.endUs === null);
  return {
    key: 'execution',
    name: 'execution',
    part: 'state',
    startUs: Math.min(...states.map(state => state.startUs)),
    endUs: open ? null : Math.max(...states.map(state => state.endUs)),
    error: null,
    foreign: false,
    about: null,
    children: states,
  };
}

/** From the first begin to the last end that is known. */
export function reach(rows, nowUs) {
  const from = Math.min(...rows.map(row => row.startUs));
  return { from, to: Math.max(from + 1, ...rows.map(row => row.endUs ?? nowUs)) };
}

/** The part of a row that lies between two times, as fractions of the distance between them; null where none does. */
export function bar(row, { from, to }, nowUs) {
  const [start, end] = [Math.max(row.startUs, from), Math.min(row.endUs ?? nowUs, to)];
  return end < start ? null : { at: (start - from) / (to - from), length: (end - start) / (to - from) };
}

/** When the kill was in force, as the trace tells it: where KILLED was published. Null where it was not. */
export function inForceUs(rows) {
  return rows.find(row => row.name === 'publish KILLED' && !row.error)?.endUs ?? null;
}

/** How a kill passes them. */
const order = ['detector', 'api', 'intake', 'engine', 'steps'];
const place = part => (order.includes(part.part) ? order.indexOf(part.part) : order.length);

/** Calls between the parts of a system, as a graph to lay out. */
export function partsGraph(parts, calls) {
  const label = call => `${call.spans.toLocaleString('en-US')}${call.errors > 0 ? `, ${call.errors} failed` : ''}`;
  return {
    states: parts.toSorted((a, b) => place(a) - place(b)).map(part => ({ id: part.part, name: part.part, type: 'Part', about: part })),
    ways: calls.map(call => ({ from: call.from, to: call.to, label: label(call), kind: call.errors > 0 ? 'catch' : 'next' })),
  };
}
