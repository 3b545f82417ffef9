import { html } from '../../npm/preact.js';
import { get } from '../api.js';
import { Act } from '../parts/act.js';
import { Ago, Folded, Moment, Status, Trouble, Waiting } from '../parts/common.js';
import { Decide } from '../parts/decide.js';
import { useWatch } from '../watch.js';
import { linkTo } from '../route.js';
import { amount, changeOf, rules } from '../fold/limits.js';
import { OF_LIMITS, mayAct } from '../fold/known.js';

/** What every order is held against, what is asked to be changed of it, and a form to ask. */
export function Limits({ session }) {
  const seen = useWatch(() => get('/limits'), 2000);
  return html`
    <h1>Limits on orders</h1>
    <${Trouble} seen=${seen} what="The limits" />
    <${Waiting} seen=${seen}>
      <div class="columns">
        <div class="wide">
          <section class="card" aria-labelledby="changes"><h2 id="changes">Asked for, and temporary</h2>
            ${seen.value?.changes.length === 0 && html`<p class="quiet">No change is open.</p>`}
            ${seen.value?.changes.map(change => html`<${Change} key=${change.change_id} change=${change} session=${session} />`)}
          </section>
          <section class="card" aria-labelledby="hold"><h2 id="hold">What holds</h2><${Holding} limits=${seen.value?.limits ?? []} /></section>
        </div>
        <section class="card" aria-labelledby="ask"><h2 id="ask">Change one</h2><${Ask} limits=${seen.value?.limits ?? []} session=${session} /></section>
      </div>
    <//>
  `;
}

/** One change, whatever has become of it. */
export function LimitChange({ id, session }) {
  const seen = useWatch(() => get(`/limits/changes/${encodeURIComponent(id)}`), 1000, id);
  return html`
    <h1>Change of a limit <code>${id}</code></h1>
    <${Trouble} seen=${seen} what="The change" />
    <${Waiting} seen=${seen}><section class="card">${seen.value && html`<${Change} change=${seen.value} session=${session} />`}</section><//>
    <p><a href="#/limits">All limits</a></p>
  `;
}

function Change({ change, session }) {
  return html`
    <article class="change">
      <p class="headline"><strong>${change.owner}</strong> ${changeOf(change)} <${Status} of=${change.phase} />
        <a href=${linkTo('limits', change.change_id)}>${change.change_id}</a>
        ${change.execution_arn && html`<a href=${linkTo('machines', OF_LIMITS, change.execution_name)}>its execution</a>`}</p>
      <p>${change.asked_by} asked <${Ago} ms=${change.asked_ts} />: <i><${Folded} text=${change.reason} /></i></p>
      <p>${change.standing}</p>
      ${change.request && html`<${Decide} requests=${[change.request]} session=${session} />`}
    </article>
  `;
}

function Holding({ limits }) {
  if (limits.length === 0) return html`<p class="quiet">Nothing is limited: the stack runs without a limits file, and nothing was changed.</p>`;
  return html`<table class="stacks">
    <thead><tr><th>whose</th><th>rule</th><th>limit</th><th>from</th></tr></thead>
    <tbody>
      ${limits.map(
        limit => html`<tr key="${limit.owner} ${limit.rule}">
          <th scope="row">${limit.owner}</th>
          <td>${limit.rule}</td>
          <td>${amount(limit.rule, limit.value)}</td>
          <td>${limit.change_id
            ? html`<a href=${linkTo('limits', limit.change_id)}>${limit.asked_by}</a>${limit.until ? html`, until <${Moment} ms=${limit.until} />` : ''}`
            : 'the file'}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function Ask({ limits, session }) {
  if (!mayAct(session)) return html`<p class="quiet">Operators and approvers ask for a change.</p>`;
  const owners = [...new Set(limits.map(limit => limit.owner))];
  return html`<${Act} path="/limits" verb="Ask for the change"
    fields=${[
      { name: 'owner', label: 'Whose', placeholder: 'ACCOUNT:12345', options: owners },
      { name: 'rule', label: 'Rule', placeholder: 'max_qty', options: rules },
      { name: 'value', label: 'Limit', placeholder: '500, or none' },
      { name: 'reason', label: 'Reason', placeholder: 'index day' },
      { name: 'until', label: 'Until', placeholder: '2026-11-30T15:04:05Z, or for good', optional: true },
    ]}
    about="Tighter is in force at once. Looser waits until somebody else approves." />`;
}
