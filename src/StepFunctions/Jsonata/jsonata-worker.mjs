// Evaluates JSONata for the local Step Functions endpoint: one request a line on stdin, one answer a line on stdout.
//   {"expressions": ["..."], "bindings": {"states": {...}}}  ->  {"results": [{"value": ...} | {} | {"error": "..."} | {"type": "function"}]}
//   {"check": "..."}                                         ->  {} | {"error": "..."}
// A first line, {"ready": true}, says that it can be asked.
// The directory that holds node_modules is the first argument. The parent kills this process if an answer takes too long.
import { createHash, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const jsonata = createRequire(join(process.argv[2], 'package.json'))('jsonata');

const HASHES = { 'MD5': 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

// Of an answer. Far above what a state may pass on (256 KB), far below what would fill the parent's memory.
const MAX_CHARACTERS = 4_000_000;

function fail(message) {
  throw Object.assign(new Error(message), { code: 'D3000' });
}

// What the service adds to JSONata. $eval is absent there.
function addFunctions(expression) {
  expression.registerFunction('partition', (array, size) => {
    if (array === undefined) return undefined;
    const step = Math.floor(size);
    if (!(step > 0)) fail('The second argument of $partition must be a positive number');
    const items = Array.isArray(array) ? array : [array];
    const parts = [];
    for (let i = 0; i < items.length; i += step) parts.push(items.slice(i, i + step));
    return parts;
  });
  expression.registerFunction('range', (first, last, step) => {
    const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
    if (!by) fail('The third argument of $range must not be 0');
    if (Math.floor((to - from) / by) + 1 > 1000) fail('$range must not give more than 1000 items');
    const items = [];
    for (let value = from; by > 0 ? value <= to : value >= to; value += by) items.push(value);
    // As JSONata's own functions do: a sequence of one item is that item.
    return Object.defineProperty(items, 'sequence', { enumerable: false, value: true });
  });
  expression.registerFunction('hash', (value, algorithm) => {
    if (value === undefined) return undefined;
    const name = HASHES[algorithm] ?? fail(`$hash knows ${Object.keys(HASHES).join(', ')}`);
    return createHash(name).update(typeof value === 'string' ? value : JSON.stringify(value)).digest('hex');
  });
  expression.registerFunction('random', seed => {
    if (seed === undefined) return Math.random();
    // mulberry32: the same seed gives the same number.
    let t = (Math.trunc(seed) + 0x6D2B79F5) | 0;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  });
  expression.registerFunction('uuid', () => randomUUID());
  expression.registerFunction('parse', text => (text === undefined ? undefined : JSON.parse(text)));
  expression.assign('eval', undefined);
}

function describe(error) {
  return error?.code ? `${error.code}: ${error.message}` : String(error?.message ?? error);
}

function answer(value) {
  if (value === undefined) return {};
  if (typeof value === 'function' || value?._jsonata_function || value?._jsonata_lambda) return { type: 'function' };
  if (value instanceof RegExp) return { type: 'regexp' };
  return { value };
}

// Reading an expression takes ten times as long as evaluating it, and a state machine has few.
const MAX_COMPILED = 1000;
const compiled = new Map();

function compile(source) {
  let expression = compiled.get(source);
  if (expression) return expression;
  expression = jsonata(source);
  addFunctions(expression);
  if (compiled.size === MAX_COMPILED) compiled.clear();
  compiled.set(source, expression);
  return expression;
}

async function evaluate(source, bindings, room) {
  try {
    const expression = compile(source);
    // Each evaluation has a frame of its own: what one assigns, the next does not see.
    const result = answer(await expression.evaluate(undefined, bindings));
    room.left -= JSON.stringify(result).length;
    if (room.left < 0) fail(`The results are longer than ${MAX_CHARACTERS} characters`);
    return result;
  } catch (error) {
    return { error: describe(error) };
  }
}

function check(source) {
  try {
    jsonata(source);
    return {};
  } catch (error) {
    return { error: describe(error) };
  }
}

process.stdout.write('{"ready":true}\n');

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const request = JSON.parse(line);
  let reply;
  if (request.check !== undefined) {
    reply = check(request.check);
  } else {
    reply = { results: [] };
    const room = { left: MAX_CHARACTERS };
    for (const source of request.expressions) reply.results.push(await evaluate(source, request.bindings, room));
  }
  process.stdout.write(JSON.stringify(reply) + '\n');
}
