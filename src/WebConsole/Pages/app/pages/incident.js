import { html } from '../../npm/preact.js';
import { get } from '../api.js';
import { Act } from '../parts/act.js';
import { Decide } from '../parts/decide.js';
import { Export } from '../parts/export.js';
import { Ago, Enforcement, Folded, Moment, Trouble, Waiting } from '../parts/common.js';
import { useWatch } from '../watch.js';
import { linkTo } from '../route.js';
import { pendingOf, storyOf } from '../fold/story.js';
import { count, money, span, utc } from '../fold/time.js';
import { OF_INCIDENTS, mayAct } from '../fold/known.js';

/** One incident: what happened, what it holds back, what can be done about it. */
export function Incident({ id, session }) {
  const seen = useWatch(() => get(`/incidents/${encodeURIComponent(id)}`), 1000, id);
  return html`
    <h1>Incident <code>${id}</code></h1>
    <${Trouble} seen=${seen} what="The incident" />
    <${Waiting} seen=${seen}><${Told} incident=${seen.value} session=${session} /><//>
  `;
}

function Told({ incident, session }) {
  return html`
    <p class="tools noprint">
      <${Export} incident=${incident} />
      <button class="plain" onClick=${() => print()}>Print</button>
    </p>
    <p class="onpaper">Printed ${utc(Date.now())}; opened ${utc(incident.opened_ts)}.</p>
    <p class="headline"><strong>${incident.scope}</strong> <${Enforcement} of=${incident.enforcement} />
      <span>opened <${Ago} ms=${incident.opened_ts} /></span>
      <a href=${linkTo('machines', OF_INCIDENTS, incident.execution_name)}>its execution</a>
      <a href=${linkTo('audit', `incident_id=${incident.incident_id}`)}>its audit</a>
      ${incident.trace_parent && html`<a href=${linkTo('traces', incident.trace_parent.split('-')[1])}>its trace</a>`}</p>
    <div class="columns">
      <section class="card wide" aria-labelledby="story"><h2 id="story">What happened</h2><${Story} incident=${incident} /></section>
      <div>
        <section class="card" aria-labelledby="held"><h2 id="held">Held back</h2><${HeldBack} held=${incident.held_back} open=${!incident.closed_ts} /></section>
        ${!incident.closed_ts && html`<section class="card" aria-labelledby="give"><h2 id="give">Give back</h2><${GiveBack} incident=${incident} session=${session} /></section>`}
        <section class="card" aria-labelledby="notes"><h2 id="notes">Who is on it</h2><${Notes} incident=${incident} session=${session} /></section>
      </div>
    </div>
  `;
}

function Story({ incident }) {
  const told = storyOf(incident);
  return html`
    <ol class="story">
      ${told.map(
        (line, i) => html`<li key=${i} class=${line.tone}>
          <${Moment} ms=${line.ts} /> <small>${i === 0 ? '' : `+${span(line.ts - told[i - 1].ts)}`}</small>
          <b>${line.what}</b> ${line.who && html`<span>by ${line.who}</span>`} <i><${Folded} text=${line.text} /></i>
        </li>`,
      )}
    </ol>
  `;
}

function HeldBack({ held, open }) {
  if (!held || (held.orders === 0 && held.complete)) return html`<p class="quiet">No order so far.</p>`;
  return html`
    <p class="figures"><b>${count(held.orders)}</b> orders, ${money(held.notional)}</p>
    ${held.first_ts && html`<p>The first <${Moment} ms=${held.first_ts} />, the last <${Moment} ms=${held.last_ts} />${open ? html`: <${Ago} ms=${held.last_ts} />` : ''}.</p>`}
    ${(held.incomplete_because ?? []).map(why => html`<p class="quiet">${why}</p>`)}
  `;
}

function Notes({ incident, session }) {
  const acts = mayAct(session);
  const path = `/incidents/${encodeURIComponent(incident.incident_id)}/notes`;
  return html`
    <p>${incident.acknowledged_by ? html`<strong>${incident.acknowledged_by}</strong> is on it.` : html`<span class="quiet">Nobody has said so.</span>`}</p>
    <ol class="story">${incident.notes.map(note => html`<li><${Moment} ms=${note.ts} /> <b>${note.by}</b> ${note.kind === 'ACKNOWLEDGE' ? 'is on it: ' : ''}<i><${Folded} text=${note.text} /></i></li>`)}</ol>
    ${acts && !incident.closed_ts && html`
      <${Act} path=${path} verb="I am on it" body=${{ kind: 'ACKNOWLEDGE' }} fields=${[{ name: 'reason', label: 'What do you do?', placeholder: 'call the desk' }]} />
      <${Act} path=${path} verb="Add a note" body=${{ kind: 'NOTE' }} fields=${[{ name: 'reason', label: 'Note', placeholder: 'what others should know' }]} />`}
  `;
}

function GiveBack({ incident, session }) {
  const pending = pendingOf(incident.requests, session);
  if (!pending) return html`<${Ask} incident=${incident} session=${session} />`;
  return html`
    <p>${pending.request.asked_by} asks: <i>${pending.request.reason}</i></p>
    <${Decide} requests=${incident.requests} session=${session} />
  `;
}

function Ask({ incident, session }) {
  const asked = incident.requests.findLast(r => r.status === 'REQUESTED');
  if (asked) return html`<p class="quiet">${asked.asked_by} has asked; the approvers are being told.</p>`;
  if (!mayAct(session))
    return html`<p class="quiet">Operators and approvers ask for an unkill.</p>`;
  return html`<${Act} path="/unkill" verb="Ask for an unkill" body=${{ scope: incident.scope }}
    fields=${[{ name: 'reason', label: 'Reason', placeholder: 'what was the cause, and why it is gone' }]}
    about="It stays killed until somebody else approves." />`;
}
