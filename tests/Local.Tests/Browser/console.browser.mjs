// Two people, an incident, a phone, and a stack that goes away. Ends with an error at the first thing that is not as it should be.

import assert from 'node:assert/strict';
import { accessible, complaints, end, said, signIn, stopped, to } from './support.mjs';

// A kill by the keyboard alone: from the scope to the button by Tab.
const alice = await signIn('alice');
await alice.getByRole('combobox', { name: 'Scope' }).focus();
await alice.keyboard.type('ACCOUNT:77');
await alice.keyboard.press('Tab');
await alice.keyboard.type('runaway algorithm');
await alice.keyboard.press('Enter');
await stopped(alice, 'ACCOUNT:77').filter({ hasText: 'in force' }).waitFor();
await accessible(alice, 'overview');

// Bad input is told where it was given, and kills nothing.
await alice.getByRole('combobox', { name: 'Scope' }).fill('account:77');
await alice.getByRole('textbox', { name: 'Reason' }).fill('x');
await alice.getByRole('button', { name: 'Kill', exact: true }).click();
await said(alice, "'account:77' is not a scope").waitFor();

// The incident; whoever asks does not decide.
await stopped(alice, 'ACCOUNT:77').getByRole('link').click();
await alice.getByText('in force', { exact: true }).first().waitFor();
await alice.getByText('Nobody has said so.').waitFor();
await alice.getByRole('textbox', { name: 'What do you do?' }).fill('I call the desk');
await alice.getByRole('button', { name: 'I am on it' }).click();
await alice.getByText('alice is on it.', { exact: true }).waitFor();
await alice.getByRole('textbox', { name: 'Reason' }).fill('the algorithm is off');
await alice.getByRole('button', { name: 'Ask for an unkill' }).click();
await alice.getByText('You asked for it: somebody else decides').waitFor();
assert.equal(await alice.getByRole('button', { name: 'Approve' }).count(), 0);
await accessible(alice, 'incident');

// An observer is told why not.
const dave = await signIn('dave', { colorScheme: 'dark' });
await dave.getByText('dave is observer and looks on').waitFor();
await accessible(dave, 'overview, dark');
await to(dave, '#/machines');
await dave.getByRole('link', { name: /^kill-ACCOUNT-77/ }).click();
await dave.getByRole('button', { name: /RequestApproval.*waiting/s }).waitFor();
await accessible(dave, 'execution, dark');
await dave.getByRole('button', { name: /^PublishKilled/ }).press('Enter');
await dave.getByRole('heading', { name: 'PublishKilled' }).waitFor();
await dave.getByRole('slider').fill('1');
await dave.getByText('1 of', { exact: false }).first().waitFor();

// The second person, on a phone.
const bob = await signIn('bob', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
await to(bob, alice.url().replace(/^[^#]*/, ''));
await bob.getByRole('textbox', { name: 'Why approve?' }).fill('spoke to the desk');
await bob.getByRole('button', { name: 'Approve' }).click();
await bob.getByText('restored', { exact: true }).first().waitFor();
await accessible(bob, 'incident, phone');
const wide = await bob.evaluate(() => document.documentElement.scrollWidth);
assert.ok(wide <= 390, `the page is ${wide} pixels wide on a phone of 390`);
// Where the milliseconds went: from the request to the published state, with the execution's states between.
await alice.getByRole('link', { name: 'its trace' }).click();
for (const name of ['POST /kill', 'take in command', 'PublishKilled', 'publish KILLED', 'POST /approvals/{id}'])
  await alice.getByRole('button', { name, exact: true }).first().waitFor();
await alice.getByRole('button', { name: 'Until in force' }).click();
await alice.getByRole('button', { name: 'POST /approvals/{id}' }).waitFor({ state: 'detached' });
await alice.getByRole('button', { name: 'publish KILLED', exact: true }).click();
await alice.getByRole('heading', { name: 'publish KILLED' }).waitFor();
await accessible(alice, 'trace');
await to(alice, '#/traces');
await alice.getByRole('link', { name: 'POST /kill' }).first().waitFor();
await accessible(alice, 'traces');

// Who decided, and the record that says so.
await to(alice, '#/audit');
await alice.getByRole('textbox', { name: 'Who' }).fill('bob');
await alice.getByRole('textbox', { name: 'Step or act' }).fill('ApprovalDecided');
await alice.getByRole('button', { name: 'Search' }).click();
await alice.getByRole('row').filter({ hasText: 'ApprovalDecided APPROVE' }).filter({ hasText: 'spoke to the desk' }).waitFor();
await accessible(alice, 'audit');

// A topic before and after compaction: KILLED and ACTIVE stand there, and the last one stays.
await to(alice, '#/topics/killswitch.state.v1');
await alice.getByRole('row').filter({ hasText: '"KILLED"' }).waitFor();
await alice.getByRole('button', { name: 'As compaction leaves it' }).click();
await alice.getByRole('row').filter({ hasText: '"KILLED"' }).waitFor({ state: 'detached' });
await alice.getByRole('row').filter({ hasText: '"ACTIVE"' }).waitFor();
await accessible(alice, 'topics');

// A state machine of one's own: written beside its graph, saved, started, looked at, stopped. Of incidents nobody starts one.
await to(alice, '#/machines/kill-incident');
await alice.getByText("Each of these is an incident's", { exact: false }).waitFor();
await to(alice, '#/definitions');
await alice.getByRole('textbox', { name: 'Amazon States Language' }).fill('{"StartAt":"Rest","States":{}}');
await alice.locator('.trouble').first().waitFor();
await alice.getByRole('textbox', { name: 'Amazon States Language' }).fill('{"StartAt":"Rest","States":{"Rest":{"Type":"Wait","Seconds":3600,"End":true}}}');
await alice.getByText('Nothing stands against it.').waitFor();
await accessible(alice, 'definition');
await alice.getByRole('textbox', { name: 'Name', exact: true }).fill('mine');
await alice.getByRole('button', { name: 'Save' }).click();
await alice.getByRole('heading', { name: 'Start one' }).waitFor();
await alice.getByRole('textbox', { name: 'Name', exact: true }).fill('first');
await alice.getByRole('button', { name: 'Start', exact: true }).click();
await alice.getByText('first has begun.').waitFor();
await accessible(alice, 'machines');
await alice.getByRole('link', { name: 'first' }).click();
await alice.getByRole('textbox', { name: 'Why?' }).fill('seen enough');
await alice.getByRole('button', { name: 'Stop it' }).click();
await alice.getByText('seen enough', { exact: false }).first().waitFor();
await alice.getByRole('button', { name: 'Redrive' }).click();
await alice.locator('.headline .badge.running').waitFor();
await alice.locator('.headline').filter({ hasText: 'redriven once' }).waitFor();

// A task that waits for somebody outside is answered by hand; an incident's is not.
await fetch(process.env.STATES, {
  method: 'POST',
  headers: { 'X-Amz-Target': 'AWSStepFunctions.CreateActivity', 'Content-Type': 'application/x-amz-json-1.0' },
  body: '{"name":"by-hand"}',
});
await to(alice, '#/definitions');
await alice.getByRole('textbox', { name: 'Amazon States Language' }).fill(
  '{"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:us-east-1:123456789012:activity:by-hand","End":true}}}');
await alice.getByRole('textbox', { name: 'Name', exact: true }).fill('asks');
await alice.getByRole('button', { name: 'Save' }).click();
// Until then the name would be the definition's.
await alice.getByRole('heading', { name: 'Start one' }).waitFor();
await alice.getByRole('textbox', { name: 'Name', exact: true }).fill('asked');
await alice.getByRole('button', { name: 'Start', exact: true }).click();
await alice.getByText('asked has begun.').waitFor();
await alice.getByRole('link', { name: 'asked' }).click();
await alice.getByRole('heading', { name: 'Waits for an answer' }).waitFor();
await accessible(alice, 'a task that waits');
await alice.getByRole('textbox', { name: 'Output, as JSON' }).fill('{"by":"hand"}');
await alice.getByRole('button', { name: 'Succeed' }).click();
await alice.locator('.headline .badge.succeeded').waitFor();
await alice.getByText('"by": "hand"', { exact: false }).first().waitFor();

// What was done may be looked at on a phone: no event is wider than it.
await to(bob, '#/machines/asks/asked');
await bob.getByRole('heading', { name: 'Events' }).waitFor();
assert.ok(await bob.evaluate(() => document.querySelector('.events').scrollWidth <= document.querySelector('.events').closest('.card').clientWidth));
await accessible(bob, 'execution, phone');

// A long reason stands folded in lists, and as a whole on demand.
const story = 'the whole story, '.repeat(15).trim();
await to(alice, '#/');
await alice.getByRole('combobox', { name: 'Scope' }).fill('ACCOUNT:88');
await alice.getByRole('textbox', { name: 'Reason' }).fill(story);
await alice.getByRole('button', { name: 'Kill', exact: true }).click();
await stopped(alice, 'ACCOUNT:88').filter({ hasText: 'in force' }).waitFor();
for (const hash of ['#/', '#/incidents']) {
  await to(alice, hash);
  const row = stopped(alice, 'ACCOUNT:88');
  await row.locator('summary').filter({ hasText: '…' }).click();
  await row.getByText(story, { exact: false }).waitFor();
}
await stopped(alice, 'ACCOUNT:88').getByRole('link').click();
await alice.getByRole('link', { name: 'its execution' }).click();
await alice.getByText('its task token is for the approval alone', { exact: false }).waitFor();
assert.equal(await alice.getByRole('button', { name: 'Stop it' }).count(), 0);

// Nobody sends orders: the page can.
await to(alice, '#/');
await alice.getByRole('button', { name: 'Play panic' }).click();
await alice.getByText('panic is played: ', { exact: false }).waitFor();
await stopped(alice, 'ACCOUNT:12345').filter({ hasText: /[1-9][0-9]* orders, \$/ }).waitFor();
await alice.getByText(/[1-9][0-9]* (%|times) .*a limit/).first().waitFor();
await alice.getByRole('button', { name: 'Stop sending' }).click();
await alice.getByText('panic was played: ', { exact: false }).waitFor();
await accessible(alice, 'overview, with orders');

// A limit: tighter is in force at once, looser when somebody else has approved.
const limit = (page, value) => page.locator('tr', { hasText: 'ACCOUNT:77' }).filter({ hasText: value });
const change = async value => {
  await alice.getByLabel('Whose', { exact: true }).fill('ACCOUNT:77');
  await alice.getByLabel('Rule', { exact: true }).fill('max_qty');
  await alice.getByLabel('Limit', { exact: true }).fill(value);
  await alice.getByLabel('Reason', { exact: true }).fill('index day');
  await alice.getByRole('button', { name: 'Ask for the change' }).click();
};
await to(alice, '#/limits');
await change('500');
await limit(alice, '500').waitFor();
await change('900');
await alice.getByText('max_qty from 500 to 900, looser', { exact: false }).waitFor();
await alice.getByText('You asked for it: somebody else decides.', { exact: false }).waitFor();
await accessible(alice, 'limits, one asked for');
await to(bob, '#/limits');
await bob.getByLabel('Why approve?').fill('spoke to the desk');
await bob.getByRole('button', { name: 'Approve', exact: true }).click();
await limit(alice, '900').waitFor();

for (const hash of ['#/', '#/incidents', '#/limits', '#/machines', '#/traces', '#/audit', '#/topics', '#/mailbox']) {
  await to(bob, hash);
  await bob.locator('h1').waitFor();
  await accessible(bob, `${hash}, phone`);
}
// The browser itself notes each answer that says no; the one above was meant to.
assert.deepEqual(complaints, ['alice: Failed to load resource: the server responded with a status of 400 (Bad Request)']);

// A stack that stands still is said to, and what is shown to be old; it is found again.
await to(alice, '#/');
await stopped(alice, 'ACCOUNT:12345').waitFor();
await alice.route('**/state', route => route.abort());
await alice.getByText('What is stopped cannot be read.').waitFor();
await alice.getByText('ago.', { exact: false }).first().waitFor();
await alice.unroute('**/state');
await alice.getByText('What is stopped cannot be read.').waitFor({ state: 'detached' });

// A session that has ended leads to the sign-in and back to where one was.
await to(dave, '#/incidents');
await dave.getByRole('link', { name: /^inc-/ }).first().waitFor();
await dave.context().clearCookies();
await dave.getByText('You are signed out.').waitFor();
await accessible(dave, 'signed out');
await dave.getByRole('button', { name: 'dave' }).click();
await dave.getByRole('heading', { name: 'Incidents' }).waitFor();

await end();
