import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amount, changeOf } from './pages/app/fold/limits.js';

test('amount_OfEachKind_HasItsUnit', () =>
  assert.deepEqual(
    [['max_qty', 1200.5], ['max_notional_usd', 250000], ['collar_percent', 5], ['duplicate_seconds', 0.5], ['restricted', 1], ['max_qty', null], ['max_qty', undefined]].map(([rule, value]) => amount(rule, value)),
    ['1,200.5', '250,000 $', '5 %', '0.5 s', 'yes', 'none', 'none'],
  ));

test('changeOf_AChange_SaysBothValuesAndWhichWay', () => {
  assert.equal(changeOf({ rule: 'max_qty', before: 900, value: 1200, tighter: false }), 'max_qty from 900 to 1,200, looser');
  assert.equal(changeOf({ rule: 'restricted', value: 1, tighter: true }), 'restricted from none to yes, tighter');
});
