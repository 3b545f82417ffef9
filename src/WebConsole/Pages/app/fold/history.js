// From an execution's events to what its states have gone through. Pure.

import { idOf } from './definition.js';

/**
 * Folds the events up to and with the one of id `upTo` (all of them where that is not given).
 *
 * Gives { visits, byState, ended }: a visit is one stay in a state, in the order in which they began; `byState` has the visits of each
 * state by its id in the graph; `ended` is the event that ended the execution, or null.
 */
export function fold(events, upTo = Infinity) {
  const visits = [];
  const byState = new Map();
  // Which stay an event belongs to: that of the event before it, unless it begins one.
  const visitOf = new Map();
  const typeOf = new Map();
  let ended = null;
  for (const event of events) {
    if (event.id > upTo) break;
    typeOf.set(event.id, event.type);
    const before = visitOf.get(event.previousEventId) ?? null;
    const visit = event.stateEnteredEventDetails
      ? begin(event, parentOf(before, typeOf.get(event.previousEventId)), visits)
      : runnerOf(event, before);
    if (visit) {
      visitOf.set(event.id, visit);
      note(event, visit);
      if (isRunner(visit) && /^(Parallel|Map)State(Failed|Succeeded|Exited|Aborted)$/.test(event.type)) abandonWithin(visit, event, visits);
    }
    if (/^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(event.type)) ended = event;
    if (event.type === 'ExecutionRedriven') {
      ended = null;
      visits.filter(isResumed).forEach(reopen);
    }
  }
  if (ended) visits.filter(v => v.exitedTs === null).forEach(v => close(v, ended));
  for (const visit of visits) {
    if (!byState.has(visit.state)) byState.set(visit.state, []);
    byState.get(visit.state).push(visit);
  }
  return { visits, byState, ended };
}

const ms = event => Math.round(event.timestamp * 1000);
const isRunner = visit => visit.type === 'Map' || visit.type === 'Parallel';

/** A state that follows another has what that runs within; the first of a branch or an iteration has the state that runs these. */
function parentOf(before, typeBefore) {
  if (before === null) return null;
  return isRunner(before) && !typeBefore.endsWith('StateExited') ? before : before.parent;
}

/** Events of a Map or a Parallel come after those of the states within it. */
function runnerOf(event, before) {
  const kind = /^(Map|Parallel)(State(Started|Succeeded|Failed|Exited)|Iteration|Run)/.exec(event.type)?.[1];
  let visit = before;
  if (kind) while (visit !== null && visit.type !== kind) visit = visit.parent;
  return visit;
}

/** What a redrive goes on with: whatever was not left by itself, within the latest try of what runs it. */
function isResumed(visit) {
  return !visit.left && (visit.parent === null || (isResumed(visit.parent) && visit.events[0].id > visit.parent.forkedAt));
}

function reopen(visit) {
  visit.exitedTs = null;
  visit.status = 'RUNNING';
}

function begin(event, parent, visits) {
  const { name, input } = event.stateEnteredEventDetails;
  const visit = {
    number: visits.length + 1,
    state: idOf(parent?.state ?? null, name),
    name,
    parent,
    type: event.type.replace('StateEntered', ''),
    status: 'RUNNING',
    enteredTs: ms(event),
    exitedTs: null,
    input,
    output: null,
    assigned: null,
    waits: false,
    left: false,
    forkedAt: 0,
    attempts: 0,
    errors: [],
    events: [],
  };
  // A state that fails has no exit.
  if (visit.type === 'Fail') end(visit, event, 'FAILED');
  visits.push(visit);
  return visit;
}

function note(event, visit) {
  visit.events.push(event);
  if (/^(Task|Activity|LambdaFunction)(Scheduled)$/.test(event.type)) visit.attempts++;
  if (/^(Parallel|Map)StateStarted$/.test(event.type)) visit.forkedAt = event.id;
  if (event.type === 'TaskSubmitted' || event.type === 'ActivityScheduled') visit.waits = true;
  if (/^(Task|Activity)(Succeeded|Failed|TimedOut)$/.test(event.type)) visit.waits = false;
  const failure = failureOf(event);
  if (failure) visit.errors.push({ ts: ms(event), ...failure });
  const exited = event.stateExitedEventDetails;
  if (exited) {
    visit.left = true;
    visit.exitedTs = ms(event);
    visit.output = exited.output ?? null;
    visit.assigned = exited.assignedVariables ?? null;
    visit.status = visit.errors.length > 0 ? 'CAUGHT' : 'SUCCEEDED';
  }
  if (event.type.endsWith('StateAborted')) end(visit, event, 'ABORTED');
}

function end(visit, event, status) {
  visit.exitedTs = ms(event);
  visit.waits = false;
  visit.status = status;
}

/** A try of a Parallel or a Map is over, and with it whatever ran within it still. */
function abandonWithin(runner, event, visits) {
  const isWithin = visit => visit.parent !== null && (visit.parent === runner || isWithin(visit.parent));
  visits.filter(visit => visit.exitedTs === null && isWithin(visit)).forEach(visit => end(visit, event, 'ABORTED'));
}

/** Where the execution ended before the state did. */
function close(visit, ended) {
  const wasLast = ended.type === 'ExecutionSucceeded' && visit.parent === null;
  end(visit, ended, wasLast ? 'SUCCEEDED' : ({ ExecutionFailed: 'FAILED', ExecutionTimedOut: 'TIMED_OUT' }[ended.type] ?? 'ABORTED'));
}

/** A failed try: that it was tried again, or caught, is what came after it. */
function failureOf(event) {
  if (!/^(Task|Activity|LambdaFunction|MapState|ParallelState|MapIteration)\w*(Failed|TimedOut)$/.test(event.type)) return null;
  const details = Object.entries(event).find(([name]) => name.endsWith('EventDetails'))?.[1] ?? {};
  return { error: details.error ?? event.type, cause: details.cause ?? '' };
}
