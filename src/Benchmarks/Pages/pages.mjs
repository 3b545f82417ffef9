// Opens the console in Chromium and takes times; the last line it says is JSON with all of them.

import { createRequire } from 'node:module';
import { join } from 'node:path';

const { CONSOLE_ADDRESS: address, CHROMIUM: program, NODE_DIRECTORY: packages, PAGE: large, TIMES: times } = process.env;
const { chromium } = createRequire(join(packages, 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] });
const root = address.replace(/#.*/, '');
const figures = { first_page_ms: [], first_page_bytes: 0, opened_ms: [], laid_out_ms: [] };

const first = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
await first.goto(address);
await first.getByRole('button', { name: 'dave' }).click();
await first.getByText('Nothing is stopped', { exact: false }).waitFor();
const state = await first.context().storageState();

/** In a browser that has nothing kept but the session. */
async function anew() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, storageState: state });
  const page = await context.newPage();
  const began = performance.now();
  await page.goto(`${root}#/`);
  await page.getByText('Nothing is stopped', { exact: false }).waitFor();
  figures.first_page_ms.push(performance.now() - began);
  figures.first_page_bytes = await page.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .filter(loaded => loaded.name.includes('/console/'))
    .reduce((sum, loaded) => sum + loaded.decodedBodySize, 0));
  return page;
}

/** By the page's own clock, until what is asked for stands there and was drawn. */
const opened = (page, hash) => page.evaluate(hash => new Promise(resolve => {
  const began = performance.now();
  location.hash = hash;
  const look = () => document.querySelector('.graph .state') && document.querySelector('.events tbody tr')
    ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
    : requestAnimationFrame(look);
  look();
}), hash);

const laidOut = page => page.evaluate(async () => {
  const load = path => import(new URL(path, document.baseURI));
  const [{ graphOf }, { layout }] = [await load('app/fold/definition.js'), await load('app/fold/layout.js')];
  const state = (i, last) => i === last ? { Type: 'Succeed' }
    : i % 5 === 4 ? { Type: 'Choice', Default: `S${i + 1}`, Choices: [Math.min(last, i + 3), Math.max(0, i - 4)].map(to => ({ Variable: '$.a', NumericEquals: 1, Next: `S${to}` })) }
      : { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: `S${i + 1}`, Catch: [{ ErrorEquals: ['States.ALL'], Next: `S${last}` }] };
  const States = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`S${i}`, state(i, 199)]));
  const graph = graphOf(JSON.stringify({ StartAt: 'S0', States }));
  const began = performance.now();
  layout(graph);
  return performance.now() - began;
});

for (let n = 0; n < Number(times); n++) {
  const page = await anew();
  figures.laid_out_ms.push(await laidOut(page));
  await page.context().close();
  const other = await anew();
  figures.opened_ms.push(await opened(other, large));
  await other.context().close();
}
await browser.close();
console.log(JSON.stringify(figures));
