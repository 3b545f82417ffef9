import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bar, inForceUs, partsGraph, reach, waterfall } from './pages/app/fold/waterfall.js';
import { spanUs } from './pages/app/fold/time.js';

const span = (id, parent, name, start, duration, more = {}) => ({
  trace_id: 't', span_id: id, parent_id: parent, part: 'api', name, start_us: start, duration_us: duration, tags: {}, links: [], ...more,
});
const visit = (number, name, entered, exited) => ({ number, name, enteredTs: entered, exitedTs: exited, waits: exited === null, errors: [], events: [] });
const shape = rows => rows.map(row => `${'  '.repeat(row.depth)}${row.name}`);

test('waterfall_Children_StandBelowTheirParentInTheOrderOfTheirBegin', () => {
  const rows = waterfall('t', [span('c', 'a', 'second', 30, 1), span('b', 'a', 'first', 20, 5), span('a', null, 'all', 10, 100)]);
  assert.deepEqual(shape(rows), ['all', '  first', '  second']);
});

test('waterfall_ParentThatNobodyKeeps_IsARoot', () =>
  assert.deepEqual(shape(waterfall('t', [span('a', 'gone', 'detect', 1, 1)])), ['detect']));

test('waterfall_StepOfAState_StandsWithinTheState', () => {
  const spans = [
    span('a', null, 'take in command', 1_000_000, 900, { part: 'intake' }),
    span('b', 'a', 'PublishKilled', 1_003_100, 800, { part: 'steps' }),
    span('c', 'b', 'publish KILLED', 1_003_200, 500, { part: 'steps' }),
  ];
  const visits = [visit(1, 'OpenIncident', 1001, 1003), visit(2, 'PublishKilled', 1003, 1004)];
  assert.deepEqual(shape(waterfall('t', spans, visits)), [
    'take in command', 'execution', '  OpenIncident', '  PublishKilled', '    PublishKilled', '      publish KILLED']);
});

test('waterfall_StateEnteredTwice_HasEachStepInItsOwnStay', () => {
  const spans = [span('b', null, 'Escalate', 5_000_000, 10, { part: 'steps' }), span('a', null, 'Escalate', 1_000_000, 10, { part: 'steps' })];
  const visits = [visit(1, 'Escalate', 1000, 1001), visit(2, 'Escalate', 5000, 5001)];
  const rows = waterfall('t', spans, visits);
  assert.deepEqual(rows.map(row => row.startUs), [1_000_000, 1_000_000, 1_000_000, 5_000_000, 5_000_000]);
});

test('waterfall_WithoutTheExecution_HasStepsUnderTheirParent', () => {
  const spans = [span('a', null, 'take in command', 1, 9), span('b', 'a', 'OpenIncident', 2, 3, { part: 'steps' })];
  assert.deepEqual(shape(waterfall('t', spans)), ['take in command', '  OpenIncident']);
});

test('waterfall_SpanOfALinkedTrace_IsForeign', () => {
  const rows = waterfall('t', [span('a', null, 'kill', 1, 1), span('a', null, 'approve', 5, 1, { trace_id: 'u' })]);
  assert.deepEqual(rows.map(row => row.foreign), [false, true]);
});

test('waterfall_WaitThatGoesOn_HasNoEnd', () => {
  const rows = waterfall('t', [], [visit(1, 'AwaitUnkillRequest', 1, null)]);
  assert.deepEqual(rows.map(row => [row.part, row.endUs]), [['state', null], ['waits', null]]);
  assert.deepEqual(reach(rows, 9_000), { from: 1_000, to: 9_000 });
});

test('bar_PartlyOutsideTheWindow_IsCutAndOutsideIsNone', () => {
  const window = { from: 100, to: 200 };
  assert.deepEqual(bar({ startUs: 50, endUs: 150 }, window, 0), { at: 0, length: 0.5 });
  assert.deepEqual(bar({ startUs: 150, endUs: null }, window, 500), { at: 0.5, length: 0.5 });
  assert.equal(bar({ startUs: 201, endUs: 300 }, window, 0), null);
});

test('inForceUs_FailedPublication_DoesNotCount', () => {
  assert.equal(inForceUs([{ name: 'publish KILLED', error: 'no', endUs: 1 }, { name: 'publish KILLED', error: null, endUs: 2 }]), 2);
  assert.equal(inForceUs([{ name: 'other', endUs: 1 }]), null);
});

test('partsGraph_Parts_StandInTheOrderInWhichAKillPassesThem', () => {
  const graph = partsGraph([{ part: 'api' }, { part: 'detector' }, { part: 'new' }, { part: 'intake' }], [{ from: 'api', to: 'intake', spans: 1200, errors: 2 }]);
  assert.deepEqual(graph.states.map(s => s.name), ['detector', 'api', 'intake', 'new']);
  assert.deepEqual(graph.ways, [{ from: 'api', to: 'intake', label: '1,200, 2 failed', kind: 'catch' }]);
});

test('spanUs_OfAnyLength_IsShort', () =>
  assert.deepEqual([0, 420, 1_250, 12_300, 2_500_000].map(spanUs), ['0 µs', '420 µs', '1.25 ms', '12.3 ms', '2.5 s']));
