import { html, useState } from '../../npm/preact.js';
import { get, Refused } from '../api.js';
import { IncidentLink, Moment, Trouble, Waiting } from '../parts/common.js';
import { StateDetail } from '../parts/state.js';
import { Tags } from '../parts/tags.js';
import { Waterfall } from '../parts/waterfall.js';
import { linkTo } from '../route.js';
import { useWatch } from '../watch.js';
import { fold } from '../fold/history.js';
import { bar, inForceUs, reach, waterfall } from '../fold/waterfall.js';
import { spanUs } from '../fold/time.js';
import { OF_INCIDENTS } from '../fold/known.js';

const INCIDENT = 'killswitch.incident_id';

/** One trace: what was done within what, and where the time went. */
export function Trace({ id }) {
  const seen = useWatch(() => whole(id), 2000, id);
  return html`
    <p class="crumbs"><a href="#/traces">Traces</a></p>
    <h1>Trace <code>${id}</code></h1>
    <${Trouble} seen=${seen} what="The trace" />
    <${Waiting} seen=${seen}>${seen.value && html`<${Shown} key=${id} id=${id} ...${seen.value} />`}<//>
  `;
}

/** The spans, and the states of the execution that they have to do with. */
async function whole(id) {
  const { spans } = await get(`/traces/${encodeURIComponent(id)}`);
  const incidentId = spans.find(span => span.tags[INCIDENT])?.tags[INCIDENT];
  const incident = incidentId && (await orNull(get(`/incidents/${encodeURIComponent(incidentId)}`)));
  const path = incident && `/machines/${OF_INCIDENTS}/executions/${encodeURIComponent(incident.execution_name)}/history`;
  const events = path ? await orNull(get(path)) : null;
  return { spans, incident, visits: events ? fold(events).visits : [] };
}

/** What is there no more is left out; what cannot be asked is told. */
const orNull = asked => asked.catch(error => { if (error instanceof Refused) return null; throw error; });

function Shown({ id, spans, incident, visits }) {
  const [part, setPart] = useState('all');
  const [chosen, setChosen] = useState(null);
  const nowUs = Date.now() * 1000;
  const rows = waterfall(id, spans, visits);
  const row = rows.find(row => row.key === chosen) ?? null;
  const all = reach(rows, nowUs);
  // What the heading says is of this trace alone, not of those that have to do with it.
  const mine = rows.filter(row => row.about?.trace_id === id);
  const own = reach(mine, nowUs);
  const inForce = inForceUs(mine);
  const windows = { all, own, force: inForce && { from: own.from, to: inForce + (inForce - own.from) / 20 }, row: row && { from: row.startUs, to: Math.max(row.startUs + 1, row.endUs ?? nowUs) } };
  const window = windows[part] ?? all;
  const shown = rows.filter(row => bar(row, window, nowUs) !== null);
  return html`
    <p class="headline">
      ${incident && html`<strong>${incident.scope}</strong> <${IncidentLink} id=${incident.incident_id} />
        <a href=${linkTo('machines', OF_INCIDENTS, incident.execution_name)}>its execution</a>`}
      <span>began <${Moment} ms=${own.from / 1000} />, took ${spanUs(own.to - own.from)}${inForce ? `; in force after ${spanUs(inForce - own.from)}` : ''}</span>
    </p>
    <p class="tools" role="group" aria-label="What the line of time shows">
      <button class="plain" aria-pressed=${part === 'all'} onClick=${() => setPart('all')}>All of it</button>
      ${mine.length < rows.length && html`<button class="plain" aria-pressed=${part === 'own'} onClick=${() => setPart('own')}>This trace</button>`}
      ${inForce && html`<button class="plain" aria-pressed=${part === 'force'} onClick=${() => setPart('force')}>Until in force</button>`}
      ${row && html`<button class="plain" aria-pressed=${part === 'row'} onClick=${() => setPart('row')}>Only ${row.name}</button>`}
    </p>
    <div class="columns">
      <section class="card wide" aria-labelledby="rows"><h2 id="rows">What was done within what</h2>
        <${Waterfall} rows=${shown} window=${window} nowUs=${nowUs} chosen=${chosen} onChoose=${setChosen} />
        ${shown.some(row => row.foreign) && html`<p class="quiet">With a line at the left edge: traces of their own that have to do with this one, such as an unkill request.</p>`}</section>
      ${row && html`<section class="card" aria-labelledby="row"><h2 id="row">${row.name}</h2><${Detail} row=${row} /></section>`}
    </div>
  `;
}

function Detail({ row }) {
  const { about, error } = row;
  if (about?.events) return html`<${StateDetail} visits=${[about]} />`;
  return html`
    ${error && html`<p class="trouble">${error}</p>`}
    ${about && html`<p>${about.part}, began <${Moment} ms=${about.start_us / 1000} />, took ${spanUs(about.duration_us)}.</p>
      <${Tags} of=${{ ...about.tags, span: about.span_id, trace: about.trace_id }} />
      ${about.links.map(link => html`<p>has to do with <a href=${linkTo('traces', link)}>another trace</a></p>`)}`}
  `;
}
