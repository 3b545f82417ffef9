import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columns, mergeLive } from './pages/app/fold/live.js';
import { money, span } from './pages/app/fold/time.js';
import { words } from './pages/app/route.js';

test('mergeLive_WhatCame_StandsBehindWhatWasThere', () => {
  const before = { latest: 2, happenings: [{ number: 1 }, { number: 2 }] };
  assert.deepEqual(mergeLive(before, { latest: 3, happenings: [{ number: 3 }], seconds: [] }).happenings.map(h => h.number), [1, 2, 3]);
});

test('mergeLive_StackStartedAnew_BeginsAnew', () => {
  const before = { latest: 200, happenings: [{ number: 200 }] };
  assert.deepEqual(mergeLive(before, { latest: 1, happenings: [{ number: 1 }], seconds: [] }).happenings.map(h => h.number), [1]);
});

test('columns_SecondWithoutOrders_IsZero', () =>
  assert.deepEqual(columns([{ second: 9, allowed: 5, dropped: 1, rejected: 0 }], 10, 3), [[8, 9, 10], [0, 5, 0], [0, 1, 0], [0, 0, 0]]));

test('span_OfAnyLength_IsShort', () =>
  assert.deepEqual([5, 1500, 65_000, 3_720_000, 90_000_000].map(span), ['5 ms', '1.5 s', '1 min 5 s', '1 h 2 min', '1 d 1 h']));

test('money_OfMillions_IsShort', () => assert.deepEqual([1234, 2_500_000, 3e9].map(money), ['$1,234', '$2.50 M', '$3.00 bn']));

test('words_OfAnAddress_AreDecoded', () => {
  assert.deepEqual(words('#/machines/a%20b/c'), ['machines', 'a b', 'c']);
  assert.deepEqual(words('#key=secret'), []);
  assert.deepEqual(words('#/%E0%A4%A'), ['%E0%A4%A']);
});
