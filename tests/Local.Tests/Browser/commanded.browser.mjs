// A kill that nobody enforces yet: the console says that it is commanded, and that it is in force as soon as it is.

import assert from 'node:assert/strict';
import { complaints, end, reached, said, signIn, stopped, to } from './support.mjs';

const alice = await signIn('alice');
await alice.getByRole('combobox', { name: 'Scope' }).fill('ACCOUNT:77');
await alice.getByRole('textbox', { name: 'Reason' }).fill('runaway algorithm');
await alice.getByRole('button', { name: 'Kill', exact: true }).click();
await said(alice, 'The kill of ACCOUNT:77 is commanded. It is not known to be in force yet').waitFor();
await stopped(alice, 'ACCOUNT:77').filter({ hasText: 'commanded' }).waitFor();
assert.equal(await alice.locator('.badge.in_force').count(), 0);
await alice.getByRole('listitem').filter({ hasText: 'engine' }).filter({ hasText: 'ill' }).waitFor();

const dave = await signIn('dave');
await stopped(dave, 'ACCOUNT:77').getByRole('link').click();
await dave.locator('.badge.commanded').waitFor();
await dave.getByRole('listitem').filter({ hasText: 'kill commanded' }).waitFor();
for (const claim of ['killed', 'in force', 'hold its orders back'])
  assert.equal(await dave.getByText(claim, { exact: false }).count(), 0, `the incident says '${claim}'`);

await reached('it is commanded');

for (const page of [alice, dave]) await page.locator('.badge.in_force').waitFor();
await dave.getByRole('listitem').filter({ hasText: 'routers hold its orders back' }).waitFor();
await to(alice, '#/machines');
await alice.getByText('The state machines cannot be read.', { exact: false }).waitFor();

await reached('it is in force');
assert.deepEqual(complaints.filter(c => !c.includes('Failed to load resource')), []);
await end();
