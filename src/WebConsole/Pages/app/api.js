// The operators' API, as the person who is signed in. What goes wrong is thrown: Refused where the answer says why, Lost where there is none.

import { visible } from './fold/text.js';

const root = new URL('../', document.baseURI);

/** The API said no. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `Status ${status}`);
    this.status = status;
    this.code = problem.code;
  }
}

/** Nobody answered: whether it was done is not known. */
export class Lost extends Error {}

let proof = null;
let ended = () => {};

/** Called when the session is found to have ended: somebody signed out elsewhere, a day passed, the stack began anew. */
export function whenEnded(call) {
  ended = call;
}

/** What acts are sent with from here on; see POST /session. */
export function proveBy(value) {
  proof = value;
}

export const get = path => call('GET', path);

/** An act of one click: the key makes a repeat of it, after a lost answer, the same act. */
export const post = (path, body, key = crypto.randomUUID()) => call('POST', path, body, { 'Idempotency-Key': key });

/** Signing in and out is no act of the domain. */
export const send = (method, path, body) => call(method, path, body);

async function call(method, path, body, headers = {}) {
  const options = { method, headers: { Accept: 'application/json', ...headers } };
  if (method !== 'GET' && proof) options.headers['X-KillSwitch-Proof'] = proof;
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  let answer, text;
  try {
    answer = await fetch(new URL(path.slice(1), root), options);
    text = await answer.text();
  } catch (error) {
    throw new Lost(error.message);
  }
  const value = read(text);
  if (answer.status === 401 && proof) ended('Somebody signed out, or in as another, in this browser; or the session was over.');
  // Health says no with the whole report.
  if (!answer.ok && !(path === '/health' && value?.parts)) throw new Refused(answer.status, value ?? {});
  return value;
}

function read(text) {
  try {
    return text === '' ? null : JSON.parse(text, (_, value) => (typeof value === 'string' ? visible(value) : value));
  } catch {
    return null;
  }
}
