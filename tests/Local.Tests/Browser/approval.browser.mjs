// The page behind a callback link, on phones: opened by whoever has it, decided by who may, once, and in time.

import assert from 'node:assert/strict';
import { accessible, complaints, end, opened, reached } from './support.mjs';

const { LINK: link, LATE_LINK: late, BOB: bob, CAROL: carol } = process.env;
const phone = { viewport: { width: 390, height: 844 } };
const answer = page => page.locator('#answer');

async function fill(page, decision, token) {
  await page.getByText(decision, { exact: true }).click();
  await page.getByRole('textbox', { name: /^Reason/ }).fill('spoke to the desk');
  await page.getByLabel(/^Your bearer token/).fill(token);
}

const send = page => page.getByRole('button', { name: 'Send the decision' }).click();

// Mail programs and scanners open it by GET and HEAD, with and without a script: nothing is decided by that.
const scanner = await opened('scanner', { ...phone, javaScriptEnabled: false });
for (let n = 0; n < 3; n++) assert.equal((await scanner.goto(link)).status(), 200);
for (const method of ['head', 'get']) assert.equal((await scanner.request[method](link)).status(), 200);
await scanner.getByText('Looking decides nothing.').waitFor();
await scanner.getByText('5 orders').waitFor();
// A browser whose scripts are switched off from outside does not draw what stands there for those without.
assert.ok((await scanner.content()).includes("the browser has to run this page's script"));
assert.equal(await scanner.getByRole('button').count(), 0);
assert.equal((await (await scanner.request.get(link, { headers: { Accept: 'application/json' } })).json()).status, 'PENDING');

// The whole form is on the first screen, in both themes, and nothing is wider than that.
const bobs = await opened('bob', { ...phone, colorScheme: 'dark' });
await bobs.goto(link);
await accessible(bobs, 'approval page, dark');
const stale = await opened('carol', phone);
await stale.goto(link);
await stale.getByText('Reject', { exact: true }).click();
await accessible(stale, 'approval page');
const button = await stale.getByRole('button', { name: 'Send the decision' }).boundingBox();
assert.ok(button.y + button.height <= 844, `the form ends at ${button.y + button.height} of 844 pixels`);
assert.ok((await stale.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'it is wider than a phone');

// An answer that is lost, and a second click: one decision.
await bobs.route('**/approvals/*', async route => (await route.fetch(), await route.abort()), { times: 1 });
await fill(bobs, 'Approve', bob);
await send(bobs);
await answer(bobs).getByText('It is not known whether the decision arrived', { exact: false }).waitFor();
await send(bobs);
await bobs.getByRole('heading', { name: 'ACCOUNT:77: approved' }).waitFor();
assert.equal(await bobs.locator('.decisions li').count(), 1);
await accessible(bobs, 'approved');

// Who still has the page open from before is told that it is decided, and by whom.
await fill(stale, 'Reject', carol);
await send(stale);
await answer(stale).getByText('bob', { exact: false }).waitFor();
await stale.reload();
assert.equal(await stale.locator('#decision').count(), 0);

// Time passes while the page lies open.
const slow = await opened('carol', phone);
await slow.goto(late);
await reached('the page lies open');
await fill(slow, 'Approve', carol);
await send(slow);
await answer(slow).getByText('expired', { exact: false }).waitFor();
await slow.reload();
await slow.getByRole('heading', { name: 'The request for ACCOUNT:78 expired' }).waitFor();
assert.equal(await slow.locator('#decision').count(), 0);
await accessible(slow, 'expired');

assert.deepEqual(complaints.filter(c => !c.includes('Failed to load resource')), []);
await end();
