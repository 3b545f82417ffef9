import { html, useState } from '../../npm/preact.js';
import { get } from '../api.js';
import { Act } from '../parts/act.js';
import { Moment, Status, Trouble, Waiting } from '../parts/common.js';
import { linkTo } from '../route.js';
import { useWatch } from '../watch.js';
import { span } from '../fold/time.js';
import { OF_INCIDENTS, OF_LIMITS, mayAct } from '../fold/known.js';

const statuses = ['', 'RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

/** The state machines, and the executions of one. */
export function Machines({ machine, session }) {
  const seen = useWatch(() => get('/machines'), 5000);
  const chosen = machine ?? seen.value?.[0]?.name;
  return html`
    <h1>Executions</h1>
    <${Trouble} seen=${seen} what="The state machines" />
    <${Waiting} seen=${seen}>
      <p class="tools">${chosen && seen.value?.some(m => m.name === chosen) && html`<a href=${linkTo('definitions', chosen)}>The definition of ${chosen}</a>`} <a href="#/definitions">A new state machine</a></p>
      <nav class="tabs" aria-label="State machines">
        ${seen.value?.map(
          m => html`<a href=${linkTo('machines', m.name)} aria-current=${m.name === chosen ? 'page' : null} title=${m.arn}>${m.name}</a>`,
        )}
      </nav>
      ${chosen ? html`<${Executions} key=${chosen} machine=${chosen} />
        <${Start} key="start ${chosen}" machine=${chosen} session=${session} />` : html`<p class="quiet">There is no state machine yet.</p>`}
    <//>
  `;
}

/** Not of incidents: those begin with a kill. */
function Start({ machine, session }) {
  if (machine === OF_INCIDENTS) return html`<p class="quiet">Each of these is an incident's: it begins with a kill, and ends when somebody else than who asked has approved that it is given back.</p>`;
  if (machine === OF_LIMITS) return html`<p class="quiet">Each of these is a change of a limit: it begins when somebody asks for it, and a looser one waits until somebody else has approved.</p>`;
  if (!mayAct(session)) return null;
  return html`<section class="card" aria-labelledby="start"><h2 id="start">Start one</h2>
    <${Act} path="/machines/${encodeURIComponent(machine)}/executions" verb="Start"
      fields=${[{ name: 'name', label: 'Name', placeholder: 'made up, if you give none', optional: true }, { name: 'input', label: 'Input, as JSON', value: '{}', long: true }]} /></section>`;
}

function Executions({ machine }) {
  const [status, setStatus] = useState('');
  const [sought, setSought] = useState('');
  const path = `/machines/${encodeURIComponent(machine)}/executions?limit=500${status && `&status=${status}`}`;
  const seen = useWatch(() => get(path), 1000, path);
  const shown = (seen.value ?? []).filter(e => e.name.includes(sought));
  return html`
    <p class="tools">
      <label>Status <select value=${status} onChange=${e => setStatus(e.target.value)}>
        ${statuses.map(s => html`<option value=${s}>${s === '' ? 'any' : s.toLowerCase()}</option>`)}</select></label>
      <input type="search" aria-label="Name contains" placeholder="Name contains" value=${sought} onInput=${e => setSought(e.target.value)} />
    </p>
    <${Trouble} seen=${seen} what="The executions" />
    <${Waiting} seen=${seen}>
      ${shown.length === 0 && html`<p class="quiet">None.</p>`}
      ${shown.length > 0 && html`<table class="stacks">
        <thead><tr><th>execution</th><th>status</th><th>started</th><th>took</th></tr></thead>
        <tbody>
          ${shown.map(
            e => html`<tr key=${e.name}>
              <th scope="row"><a href=${linkTo('machines', machine, e.name)}>${e.name}</a></th>
              <td><${Status} of=${e.status} /></td>
              <td><${Moment} ms=${e.started_ts} /></td>
              <td>${e.stopped_ts ? span(e.stopped_ts - e.started_ts) : html`${span(Date.now() - e.started_ts)} so far`}</td>
            </tr>`,
          )}
        </tbody>
      </table>`}
    <//>
  `;
}
