// Makes the pictures of the console in this folder: plays a scenario into a stack that runs, and an incident with it, and looks at each page.
// ./run screenshots starts the stack and gives: CONSOLE_ADDRESS, CHROMIUM, NODE_DIRECTORY.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { CONSOLE_ADDRESS: address, CHROMIUM: program, NODE_DIRECTORY: packages } = process.env;
const { chromium } = createRequire(join(packages, 'package.json'))('playwright-core');
const here = dirname(fileURLToPath(import.meta.url));
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] });

async function signIn(name, width = 1440, height = 900, options = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('button', { name }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return page;
}

const to = (page, hash) => page.goto(new URL(hash, address.replace(/#.*/, '')).href);
const row = (page, text) => page.getByRole('row').filter({ hasText: text });

async function take(page, name) {
  // Charts and tables are drawn anew each second.
  await page.waitForTimeout(1200);
  await page.screenshot({ path: join(here, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
}

const alice = await signIn('alice');
await alice.getByRole('button', { name: 'Play panic' }).click();
await row(alice, 'ACCOUNT:12345').filter({ hasText: /[1-9][0-9]* orders, \$/ }).waitFor();
await alice.waitForTimeout(8000);
await take(alice, 'console-overview');
await take(await signIn('bob', 390, 844, { colorScheme: 'dark', deviceScaleFactor: 2 }), 'console-phone');

await row(alice, 'ACCOUNT:12345').getByRole('link').click();
await alice.getByRole('textbox', { name: 'What do you do?' }).fill('I have called the desk');
await alice.getByRole('button', { name: 'I am on it' }).click();
await alice.getByText('alice is on it.', { exact: true }).waitFor();
await alice.getByRole('textbox', { name: 'Reason' }).fill('the algorithm is off, the desk has confirmed it');
await alice.getByRole('button', { name: 'Ask for an unkill' }).click();
await alice.getByText('You asked for it: somebody else decides').waitFor();
await alice.evaluate(() => scrollTo(0, 0));
await take(alice, 'console-incident');

// What the approvers' mail leads to, on a phone.
const mails = await (await alice.request.get(new URL('/mailbox?limit=10', address).href)).json();
const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 })).newPage();
await phone.goto(mails.find(mail => mail.link).link);
await take(phone, 'approval-page');

const incident = new URL(alice.url()).hash;
await alice.getByRole('link', { name: 'its execution' }).click();
await alice.getByRole('button', { name: /RequestApproval.*waiting/s }).waitFor();
await take(alice, 'console-execution');
// The machine itself: the definition that runs, as it is drawn.
await alice.locator('.graph svg').screenshot({ path: join(here, 'kill-incident.png') });
console.log('docs/images/kill-incident.png');

const bob = await signIn('bob');
await to(bob, incident);
await bob.getByRole('textbox', { name: 'Why approve?' }).fill('spoke to the desk');
await bob.getByRole('button', { name: 'Approve' }).click();
await bob.getByText('restored', { exact: true }).first().waitFor();
await bob.getByRole('link', { name: 'its trace' }).click();
await bob.getByRole('button', { name: 'Until in force' }).click();
await take(bob, 'console-trace');
await to(bob, '#/audit/actor%3Dbob');
await row(bob, 'ApprovalDecided APPROVE').waitFor();
await take(bob, 'console-audit');

await browser.close();
