import { html } from '../../npm/preact.js';
import { get } from '../api.js';
import { Act } from '../parts/act.js';
import { Ago, Enforcement, Folded, IncidentLink, Moment, Trouble, Waiting } from '../parts/common.js';
import { Chart } from '../parts/chart.js';
import { Limits } from '../parts/limits.js';
import { Scenarios } from '../parts/scenarios.js';
import { Feed } from '../parts/feed.js';
import { useWatch } from '../watch.js';
import { mergeLive } from '../fold/live.js';
import { count, money, span } from '../fold/time.js';
import { mayAct } from '../fold/known.js';

/** What is stopped, whether orders still come, and how the stack does. */
export function Overview({ session }) {
  const state = useWatch(() => get('/state'), 1000);
  const live = useWatch(async before => mergeLive(before, await get(before ? `/live?after=${Math.max(1, before.latest)}` : '/live')), 1000);
  const health = useWatch(() => get('/health'), 3000);
  return html`
    <h1>Overview</h1>
    <div class="columns">
      <section class="card wide" aria-labelledby="stopped">
        <h2 id="stopped">Stopped</h2>
        <${Trouble} seen=${state} what="What is stopped" />
        <${Waiting} seen=${state}><${Stopped} scopes=${state.value} /><//>
      </section>
      <section class="card" aria-labelledby="kill">
        <h2 id="kill">Kill a scope</h2>
        <${Kill} session=${session} />
      </section>
    </div>
    <section class="card" aria-labelledby="orders">
      <h2 id="orders">Orders a second</h2>
      <${Trouble} seen=${live} what="What happens" />
      <${Waiting} seen=${live}><${Chart} seconds=${live.value?.seconds ?? []} at=${live.at} /><//>
    </section>
    <div class="columns">
      <section class="card wide" aria-labelledby="feed">
        <h2 id="feed">What happens</h2>
        <${Feed} happenings=${live.value?.happenings ?? []} />
      </section>
      <section class="card" aria-labelledby="play">
        <h2 id="play">Send orders</h2>
        <${Scenarios} session=${session} />
      </section>
      <section class="card" aria-labelledby="limits">
        <h2 id="limits">Nearest to a limit</h2>
        <${Limits} />
      </section>
      <section class="card" aria-labelledby="health">
        <h2 id="health">Parts</h2>
        <${Trouble} seen=${health} what="How the parts do" />
        <${Waiting} seen=${health}><${Parts} report=${health.value} /><//>
      </section>
    </div>
  `;
}

/** So many are looked up one by one. */
const MOST = 10;

/** What each stopped scope's incident holds back, by incident. */
async function heldBack(incidents) {
  const views = await Promise.all(incidents.slice(0, MOST).map(id => get(`/incidents/${encodeURIComponent(id)}`)));
  return new Map(views.map(view => [view.incident_id, view.held_back]));
}

function Stopped({ scopes }) {
  const ids = scopes.filter(scope => scope.enforcement !== 'RESTORED' && scope.incident_id).map(scope => scope.incident_id);
  const held = useWatch(() => heldBack(ids), 3000, ids.join());
  const shown = scopes.filter(scope => scope.enforcement !== 'RESTORED');
  const lately = scopes.length - shown.length;
  if (shown.length === 0)
    return html`<p class="quiet">Nothing is stopped: every order flows.${lately > 0 ? ` ${lately} restored lately.` : ''}</p>`;
  return html`
    <table class="stacks">
      <thead><tr><th>scope</th><th>stands</th><th>since</th><th>why</th><th>held back</th><th>incident</th></tr></thead>
      <tbody>
        ${shown.map(
          (scope, i) => html`<tr key=${scope.scope}>
            <th scope="row">${scope.scope}</th>
            <td><${Enforcement} of=${scope.enforcement} /></td>
            <td>${scope.in_force_ts ? html`<${Moment} ms=${scope.in_force_ts} /> (<${Ago} ms=${scope.in_force_ts} />)` : html`<${Ago} ms=${scope.updated_ts} />`}</td>
            <td class="reason"><${Folded} text=${scope.reason} /></td>
            <td>${i < MOST ? html`<${HeldBack} of=${held.value?.get(scope.incident_id)} />` : html`<span class="quiet">its incident says</span>`}</td>
            <td><${IncidentLink} id=${scope.incident_id} /></td>
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

/** Whether orders still come is what whoever wants to give back asks first. */
function HeldBack({ of }) {
  if (!of) return html`<span class="quiet">…</span>`;
  if (of.orders === 0) return html`<span class="quiet">${of.complete ? 'none so far' : 'not known yet'}</span>`;
  return html`${of.complete ? '' : 'at least '}${count(of.orders)} orders, ${money(of.notional)}<br /><small>the last ${span(Date.now() - of.last_ts)} ago</small>`;
}

const scope = {
  name: 'scope',
  label: 'Scope',
  placeholder: 'ACCOUNT:12345',
  options: ['GLOBAL', 'ACCOUNT:', 'SYMBOL:', 'STRATEGY:', 'DESK:', 'TRADER:', 'VENUE:', 'FIRM:'],
};
const reason = { name: 'reason', label: 'Reason', placeholder: 'what you see' };

function Kill({ session }) {
  if (!mayAct(session))
    return html`<p class="quiet">Operators and approvers kill; ${session.name} is ${session.roles.join(', ')} and looks on.</p>`;
  return html`<${Act} path="/kill" verb="Kill" danger fields=${[scope, reason]}
    about="At once, and one person is enough. To give it back takes another person's approval, and GLOBAL, which stops every order, two others'." />`;
}

function Parts({ report }) {
  return html`
    <ul class="parts">
      ${report.parts.map(
        part => html`<li key=${part.part} class=${part.healthy ? 'well' : 'ill'}>
          <span class="badge ${part.healthy ? 'succeeded' : 'failed'}">${part.healthy ? 'well' : 'ill'}</span> <strong>${part.part}</strong>
          <small>${part.detail}</small>
        </li>`,
      )}
    </ul>
  `;
}
