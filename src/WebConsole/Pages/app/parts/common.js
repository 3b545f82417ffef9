import { html } from '../../npm/preact.js';
import { Lost } from '../api.js';
import { linkTo } from '../route.js';
import { short } from '../fold/text.js';
import { day, local, span, utc } from '../fold/time.js';

/** A moment: the reader's clock, with UTC on it, and with the day where it is not today's, and on paper. */
export const Moment = ({ ms }) =>
  ms == null ? html`<span>not yet</span>` : html`<time datetime=${new Date(ms).toISOString()} title=${utc(ms)}><span class="day ${day(ms) === day(Date.now()) ? 'today' : ''}">${day(ms)} </span>${local(ms)}</time>`;

/** How long ago. */
export const Ago = ({ ms }) => html`<time datetime=${new Date(ms).toISOString()} title=${utc(ms)}>${span(Date.now() - ms)} ago</time>`;

const enforcements = {
  COMMANDED: ['commanded', 'Accepted; routers may still let orders by.'],
  IN_FORCE: ['in force', 'Routers hold orders of it back.'],
  RESTORING: ['restoring', 'An unkill is approved; orders may flow already.'],
  RESTORED: ['restored', 'Orders flow again.'],
};

/** How a kill stands: a word and a sign, not a colour alone. */
export function Enforcement({ of }) {
  const [word, about] = enforcements[of] ?? [of.toLowerCase(), ''];
  return html`<span class="badge ${of.toLowerCase()}" title=${about}>${word}</span>`;
}

export const Status = ({ of }) => html`<span class="badge ${of.toLowerCase()}">${of.toLowerCase().replace('_', ' ')}</span>`;

export const IncidentLink = ({ id }) => html`<a href=${linkTo('incidents', id)}>${id}</a>`;

/** What somebody wrote, in a list: its beginning, and the whole on demand. */
export function Folded({ text }) {
  const begin = short(text);
  return begin === text ? html`${text}` : html`<details class="folded"><summary>${begin}</summary>${text}</details>`;
}

/** Why what is shown may be old, or why nothing is. */
export function Trouble({ seen, what }) {
  if (!seen.trouble) return null;
  const why = seen.trouble instanceof Lost ? 'The stack does not answer; it is asked again.' : seen.trouble.message;
  const old = seen.at ? ` What you see is of ${local(seen.at)}, ${span(Date.now() - seen.at)} ago.` : '';
  return html`<p class="trouble" role="alert"><strong>${what} cannot be read.</strong> ${why}${old}</p>`;
}

/** Nothing is there, or nothing yet. */
export const Waiting = ({ seen, children }) => (seen.value === null ? (seen.trouble ? null : html`<p aria-busy="true">…</p>`) : children);

/** A value as JSON that is easy to read; text that is no JSON stands as it is. */
export function Value({ of, label }) {
  if (of === null || of === undefined) return null;
  return html`<section class="value"><h3>${label}</h3><pre tabindex="0">${pretty(of)}</pre></section>`;
}

function pretty(value) {
  try {
    return JSON.stringify(typeof value === 'string' ? JSON.parse(value) : value, null, 2);
  } catch {
    return value;
  }
}
