import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saidOf } from './pages/app/fold/said.js';

test('saidOf_KillOfANameThatNoOrderHas_IsToBeSeen', () => {
  const message = 'The kill of ACCOUNT:9O1 is commanded. No order of the last day names ACCOUNT:9O1. Did you mean ACCOUNT:901?';
  assert.deepEqual(saidOf({ message, unseen: { nearest: ['ACCOUNT:901'] } }), { tone: 'warned', text: message });
});

test('saidOf_AnythingElse_IsDone', () => {
  assert.deepEqual(saidOf({ message: 'The kill of ACCOUNT:901 is commanded.' }), { tone: 'good', text: 'The kill of ACCOUNT:901 is commanded.' });
  assert.deepEqual(saidOf({}), { tone: 'good', text: 'Done.' });
});
