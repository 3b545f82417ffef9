import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pendingOf, storyOf } from './pages/app/fold/story.js';

const request = (status, decisions = []) => ({
  ended_ts: status === 'EXPIRED' ? 90 : undefined, outcome: 'how it ended',
  number: 1, status, asked_by: 'user:alice', asked_by_verified: true, reason: 'fixed', requested_ts: 30, expires_ts: 90, quorum: 1, decisions, link_id: 'l',
});
const incident = (...requests) => ({
  causes: [{ ts: 10, triggered_by: 'detector', reason: 'too fast', metric: 'order_rate', value: '101' }],
  first_in_force_ts: 20,
  in_force: { since_ts: 20, partition: 0, offset: 5 },
  requests,
});
const requests = (...all) => all;
const who = (name, ...roles) => ({ name, roles });

test('storyOf_Incident_IsInOrderOfTime', () => {
  const told = storyOf({ ...incident(request('REJECTED', [{ by: 'bob', verdict: 'REJECT', reason: 'not yet', ts: 40 }])), closed_ts: 60 });
  assert.deepEqual(told.map(t => [t.ts, t.what]), [[10, 'kill commanded'], [20, 'in force'], [30, 'unkill asked for'], [40, 'rejected'], [60, 'closed']]);
});

test('storyOf_OnlyCommanded_SaysNothingOfForce', () =>
  assert.deepEqual(storyOf({ ...incident(), first_in_force_ts: undefined, in_force: undefined }).map(t => t.what), ['kill commanded']));

test('storyOf_Restored_IsTold', () => assert.ok(storyOf({ ...incident(), restored_ts: 50 }).some(t => t.what === 'restored')));

test('storyOf_Expired_IsTold', () => assert.ok(storyOf(incident(request('EXPIRED'))).some(t => t.what === 'expired' && t.ts === 90)));

test('pendingOf_WhoAsked_MayOnlyWithdraw', () =>
  assert.deepEqual(pendingOf(requests(request('PENDING')), who('alice', 'operator', 'approver')).verdicts, ['WITHDRAW']));

test('pendingOf_Approver_Decides', () =>
  assert.deepEqual(pendingOf(requests(request('PENDING')), who('bob', 'approver')).verdicts, ['APPROVE', 'REJECT']));

test('pendingOf_WhoHasDecided_DoesNotDecideAgain', () =>
  assert.deepEqual(pendingOf(requests(request('PENDING', [{ by: 'bob', verdict: 'APPROVE' }])), who('bob', 'approver')).verdicts, []));

test('pendingOf_Observer_IsToldWhy', () => assert.match(pendingOf(requests(request('PENDING')), who('dave', 'observer')).why, /Approvers decide/));

test('pendingOf_NothingPends_IsNothing', () => assert.equal(pendingOf(requests(request('REJECTED')), who('bob', 'approver')), null));
