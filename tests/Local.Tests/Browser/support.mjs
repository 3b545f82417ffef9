// What every script here needs: Chromium, people who sign in to the console, and what stands against what they see.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';

const { CONSOLE_ADDRESS: address, CHROMIUM: program, NODE_DIRECTORY: packages } = process.env;
const require = createRequire(join(packages, 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core'), 'utf8');

export const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] });

/** What the consoles of the pages complained of. */
export const complaints = [];

/** A page of somebody who has a browser of his own. */
export async function opened(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, bypassCSP: false, ...options });
  const page = await context.newPage();
  // Health says no with a status, and a part may still be starting.
  const isHealth = message => message.location().url.endsWith('/health');
  page.on('console', message => message.type() === 'error' && !isHealth(message) && complaints.push(`${name}: ${message.text()}`));
  page.on('pageerror', error => complaints.push(`${name}: ${error.stack}`));
  return page;
}

export async function signIn(name, options = {}) {
  const page = await opened(name, options);
  await page.goto(address);
  await page.getByRole('button', { name }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  assert.ok(!page.url().includes('key='), 'the key stays in the address');
  return page;
}

/** What stands against WCAG 2.2 AA, as far as axe sees it. It is put in from outside: the pages' policy lets nothing else in. */
export async function accessible(page, what) {
  const result = await page.evaluate(`${axe}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })`);
  assert.deepEqual(result.violations.map(v => `${what}: ${v.id} ${v.nodes[0].html}`), []);
}

export const to = (page, hash) => page.goto(new URL(hash, address.replace(/#.*/, '')).href);
/** What an act was answered with; what happens may say the same in its list. */
export const said = (page, text) => page.getByRole('status').filter({ hasText: text });
export const stopped = (page, scope) => page.getByRole('row').filter({ hasText: scope });

const input = createInterface({ input: process.stdin });

/** Says how far it is, and goes on when it is told to. */
export async function reached(what) {
  const answer = input[Symbol.asyncIterator]();
  console.log(what);
  await answer.next();
}

export async function end() {
  input.close();
  await browser.close();
  console.log('all of it');
}
