import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from './pages/app/fold/history.js';

let time = 1_800_000_000;
/** Events as GetExecutionHistory tells them; each comes after the one before, unless it says otherwise. */
const events = (...told) =>
  told.map(([type, details = {}, previous], i) => ({ id: i + 1, previousEventId: previous ?? i, timestamp: time + i, type, ...details }));
const entered = (type, name, previous) => [`${type}StateEntered`, { stateEnteredEventDetails: { name, input: '{}' } }, previous];
const exited = (type, name, previous) => [`${type}StateExited`, { stateExitedEventDetails: { name, output: '1' } }, previous];

test('fold_TaskThatSucceeds_IsOneStay', () => {
  const { visits, ended } = fold(events(['ExecutionStarted'], entered('Task', 'A'), ['TaskScheduled'], ['TaskSucceeded'], exited('Task', 'A'), ['ExecutionSucceeded']));
  assert.deepEqual(visits.map(v => [v.state, v.status, v.attempts, v.exitedTs - v.enteredTs]), [['A', 'SUCCEEDED', 1, 3000]]);
  assert.equal(ended.type, 'ExecutionSucceeded');
});

test('fold_UpToAnEvent_IsAsItWasThen', () => {
  const all = events(['ExecutionStarted'], entered('Task', 'A'), ['TaskScheduled'], ['TaskSubmitted'], ['TaskSucceeded'], exited('Task', 'A'));
  assert.deepEqual(fold(all, 4).visits.map(v => [v.status, v.waits]), [['RUNNING', true]]);
  assert.deepEqual(fold(all).visits.map(v => [v.status, v.waits]), [['SUCCEEDED', false]]);
});

test('fold_RetryAndCatch_AreTold', () => {
  const failed = ['TaskFailed', { taskFailedEventDetails: { error: 'E', cause: 'c' } }];
  const all = events(['ExecutionStarted'], entered('Task', 'A'), ['TaskScheduled'], failed, ['TaskScheduled'], failed, exited('Task', 'A'), entered('Pass', 'B'));
  const [a, b] = fold(all).visits;
  assert.deepEqual([a.status, a.attempts, a.errors.map(e => e.error)], ['CAUGHT', 2, ['E', 'E']]);
  assert.deepEqual([b.state, b.status], ['B', 'RUNNING']);
});

test('fold_Loop_HasAStayForEachTurn', () => {
  const all = events(['ExecutionStarted'], entered('Pass', 'A'), exited('Pass', 'A'), entered('Pass', 'A'), exited('Pass', 'A'));
  assert.deepEqual(fold(all).byState.get('A').map(v => v.number), [1, 2]);
});

test('fold_ExecutionFails_EndsTheStateItWasIn', () => {
  const all = events(['ExecutionStarted'], entered('Task', 'A'), ['TaskScheduled'], ['TaskFailed', { taskFailedEventDetails: { error: 'E' } }], ['ExecutionFailed']);
  assert.deepEqual(fold(all).visits.map(v => v.status), ['FAILED']);
});

test('fold_Redriven_GoesOnInTheStateThatFailed', () => {
  const all = events(
    ['ExecutionStarted'],
    entered('Pass', 'A'),
    exited('Pass', 'A'),
    entered('Task', 'B'),
    ['TaskScheduled'],
    ['TaskFailed', { taskFailedEventDetails: { error: 'E' } }],
    ['ExecutionFailed'],
    ['ExecutionRedriven'],
    ['TaskScheduled', {}, 4],
    ['TaskSucceeded'],
    exited('Task', 'B'),
    ['ExecutionSucceeded'],
  );
  const statuses = upTo => fold(all, upTo).visits.map(v => [v.state, v.status, v.attempts]);
  assert.deepEqual(statuses(7), [['A', 'SUCCEEDED', 0], ['B', 'FAILED', 1]]);
  assert.deepEqual(statuses(8), [['A', 'SUCCEEDED', 0], ['B', 'RUNNING', 1]]);
  assert.equal(fold(all, 8).ended, null);
  assert.deepEqual(statuses(12), [['A', 'SUCCEEDED', 0], ['B', 'CAUGHT', 2]]);
});

test('fold_RedrivenParallel_GoesOnWithItsLatestTryAlone', () => {
  const all = events(
    ['ExecutionStarted'],
    entered('Parallel', 'P'),
    ['ParallelStateStarted'],
    entered('Wait', 'X'),
    ['WaitStateAborted'],
    ['ParallelStateStarted', {}, 2],
    entered('Wait', 'X', 6),
    ['WaitStateAborted'],
    entered('Pass', 'Y', 6),
    exited('Pass', 'Y'),
    ['ParallelStateFailed', {}, 8],
    ['ExecutionFailed'],
    ['ExecutionRedriven'],
  );
  assert.deepEqual(fold(all).visits.map(v => [v.name, v.status]), [['P', 'RUNNING'], ['X', 'ABORTED'], ['X', 'RUNNING'], ['Y', 'SUCCEEDED']]);
});

test('fold_StatesOfAMap_StandBelowIt', () => {
  const all = events(
    ['ExecutionStarted'],
    entered('Map', 'M'),
    ['MapStateStarted'],
    ['MapIterationStarted'],
    entered('Pass', 'X', 4),
    exited('Pass', 'X'),
    ['MapIterationSucceeded'],
    ['MapIterationStarted', {}, 3],
    entered('Pass', 'X', 8),
    exited('Pass', 'X'),
    ['MapIterationSucceeded'],
    ['MapStateSucceeded'],
    exited('Map', 'M'),
    entered('Pass', 'Z'),
  );
  const { visits } = fold(all);
  assert.deepEqual(visits.map(v => [v.state, v.status]), [['M', 'SUCCEEDED'], ['M › X', 'SUCCEEDED'], ['M › X', 'SUCCEEDED'], ['Z', 'RUNNING']]);
});

test('fold_ParallelThatFailsAndIsCaught_LeavesNothingWithinItRunningOrGreen', () => {
  const failed = ['ParallelStateFailed', { parallelStateFailedEventDetails: { error: 'Boom' } }, 5];
  const all = events(
    ['ExecutionStarted'], entered('Parallel', 'P'), ['ParallelStateStarted'], entered('Wait', 'Long', 3), entered('Fail', 'Boom', 3),
    failed, exited('Parallel', 'P', 6), entered('Pass', 'After'), exited('Pass', 'After'), ['ExecutionSucceeded']);
  assert.deepEqual(fold(all).visits.map(v => [v.name, v.status]), [['P', 'CAUGHT'], ['Long', 'ABORTED'], ['Boom', 'FAILED'], ['After', 'SUCCEEDED']]);
});

test('fold_StateAborted_IsNoSuccess', () => {
  const all = events(['ExecutionStarted'], entered('Wait', 'A'), ['WaitStateAborted'], ['ExecutionAborted']);
  assert.deepEqual(fold(all).visits.map(v => [v.status, v.exitedTs - v.enteredTs]), [['ABORTED', 1000]]);
});
