import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditLine, filtersOf, queryOf } from './pages/app/fold/audit.js';
import { short, visible } from './pages/app/fold/text.js';
import { compacted, partitionsAsFull } from './pages/app/fold/topics.js';

test('auditLine_OfADrop_LeadsToItsKillAndItsOrder', () => {
  const record = {
    ts: 5, decision: 'DROP', order_id: 'o-1', scope_matches: ['ACCOUNT:1', 'SYMBOL:A'], reason: 'runaway', service: 'router-1',
    incident_id: 'inc-1', source_partition: 2, source_offset: 1718,
  };
  assert.deepEqual(auditLine({ partition: 3, offset: 9, record }), {
    ts: 5, what: 'DROP', tone: 'stopped', who: 'router-1', text: 'runaway', orderId: 'o-1', incidentId: 'inc-1',
    scopes: ['ACCOUNT:1', 'SYMBOL:A'], source: 'orders.v1 2:1718', place: 'audit.v1 3:9',
  });
});

test('auditLine_OfARefusedAct_ShowsItAsRefused', () => {
  const line = auditLine({ partition: 0, offset: 1, record: { ts: 5, step: 'ApprovalDecided', outcome: 'REFUSED', actor: 'user:alice', scope: 'GLOBAL', detail: 'own request' } });
  assert.deepEqual([line.what, line.tone, line.who, line.scopes, line.text], ['ApprovalDecided REFUSED', 'refused', 'user:alice', ['GLOBAL'], 'own request']);
});

test('filtersOf_AnAddress_ReadsWhatQueryOfWrote', () => {
  const filters = { order_id: 'a b/c&d', decision: 'DROP' };
  assert.deepEqual(filtersOf(queryOf({ ...filters, actor: '' })), filters);
});

test('filtersOf_WhatIsNoFilter_IsLeftOut', () => assert.deepEqual(filtersOf('limit=1&x=2&actor=bob'), { actor: 'bob' }));

test('compacted_OfEachKey_KeepsTheLastAndNoDeletion', () => {
  const records = [{ key: 'b', value: null }, { key: 'a', value: 2 }, { key: 'b', value: 1 }, { key: 'a', value: 1 }, { key: null, value: 9 }];
  assert.deepEqual(compacted(records), [{ key: 'a', value: 2 }]);
});

test('partitionsAsFull_OnePartitionGaveAllThatWasAskedFor_SaysSo', () => {
  const records = [{ partition: 0 }, { partition: 0 }, { partition: 1 }];
  assert.deepEqual([partitionsAsFull(records, 2), partitionsAsFull(records, 3), partitionsAsFull([], 1)], [true, false, false]);
});

test('visible_CharactersThatTurnTheDirection_StandAsWhatTheyAre', () => {
  assert.equal(visible('\u202Elive\u2069'), '\\u202Elive\\u2069');
  assert.equal(visible('Ünïcode, and \u05D0 as it is'), 'Ünïcode, and \u05D0 as it is');
});

test('short_MoreThanSoManyCharacters_IsTheirBeginningAndCutsNoneInHalf', () => {
  assert.equal(short('as it is', 8), 'as it is');
  assert.equal(short('too long by far', 5), 'too …');
  assert.equal(short('🛑🛑🛑', 2), '🛑…');
});
