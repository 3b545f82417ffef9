import { html, useMemo, useState } from '../../npm/preact.js';
import { get } from '../api.js';
import { Moment, Status, Trouble, Value, Waiting } from '../parts/common.js';
import { Act } from '../parts/act.js';
import { WaitingTasks } from '../parts/answers.js';
import { Graph } from '../parts/graph.js';
import { EventTable } from '../parts/events.js';
import { StateDetail } from '../parts/state.js';
import { linkTo } from '../route.js';
import { useWatch } from '../watch.js';
import { graphOf } from '../fold/definition.js';
import { fold } from '../fold/history.js';
import { layout } from '../fold/layout.js';
import { span } from '../fold/time.js';
import { OF_INCIDENTS, OF_LIMITS, mayAct } from '../fold/known.js';

/** An execution: the graph of its states, each with what it has gone through; its events; and any moment of its past. */
export function Execution({ machine, name, session }) {
  const path = `/machines/${encodeURIComponent(machine)}/executions/${encodeURIComponent(name)}`;
  const seen = useWatch(before => whole(path, before), 1000, path);
  return html`
    <p class="crumbs"><a href=${linkTo('machines', machine)}>${machine}</a></p>
    <h1><code>${name}</code></h1>
    <${Trouble} seen=${seen} what="The execution" />
    <${Waiting} seen=${seen}><${Shown} execution=${seen.value?.execution} events=${seen.value?.events} session=${session} /><//>
  `;
}

/** A graph of more pixels has the whole breadth of the page. */
const BROAD = 900;

/** What has ended does not change until it is redriven: its history is read after it, and so has all of it then. */
async function whole(path, before) {
  const execution = await get(path);
  if (execution.stopped_ts && before?.execution.stopped_ts === execution.stopped_ts) return before;
  return { execution, events: await get(`${path}/history`) };
}

function Shown({ execution, events, session }) {
  const [upTo, setUpTo] = useState(null);
  const [chosen, setChosen] = useState(null);
  const drawn = useMemo(() => layout(graphOf(execution.definition)), [execution.definition]);
  const folded = useMemo(() => fold(events, upTo ?? Infinity), [events.length, upTo]);
  const state = chosen ?? folded.visits.at(-1)?.state ?? null;
  const last = events.at(-1)?.id ?? 1;
  return html`
    <p class="headline"><${Status} of=${execution.status} /> started <${Moment} ms=${execution.started_ts} />${
      execution.stopped_ts ? html`, took ${span(execution.stopped_ts - execution.started_ts)}` : html`, for ${span(Date.now() - execution.started_ts)} so far`
    }${execution.redrive_count > 0 && html`, redriven ${times(execution.redrive_count)}, the last time <${Moment} ms=${execution.redriven_ts} />`} <small><code>${execution.arn}</code></small></p>
    <${Acts} execution=${execution} session=${session} />
    ${execution.error && html`<p class="trouble"><strong>${execution.error}</strong> ${execution.cause}</p>`}
    <p class="tools">
      <label>As of event <input type="range" min="1" max=${last} ref=${place(last, upTo ?? last)} onInput=${e => setUpTo(+e.target.value === last ? null : +e.target.value)} /></label>
      <output>${upTo ?? last} of ${last}</output>
      ${upTo !== null && html`<button class="plain" onClick=${() => setUpTo(null)}>Now</button>`}
    </p>
    <div class="columns">
      <section class="card ${drawn.width > BROAD ? 'whole' : 'wide'}" aria-labelledby="graph"><h2 id="graph">States</h2>
        <${Graph} drawn=${drawn} byState=${folded.byState} chosen=${state} onChoose=${setChosen} /></section>
      <section class="card" aria-labelledby="state"><h2 id="state">${state ?? 'No state yet'}</h2>
        <${StateDetail} visits=${folded.byState.get(state) ?? []} comment=${drawn.boxes.find(box => box.id === state)?.comment} /></section>
    </div>
    <section class="card" aria-labelledby="events"><h2 id="events">Events</h2>
      <${EventTable} events=${events.filter(e => e.id <= (upTo ?? Infinity))} startedTs=${execution.started_ts} /></section>
    <section class="card" aria-labelledby="inout"><h2 id="inout">Input and output</h2>
      <div class="columns"><${Value} label="Input" of=${execution.input} /><${Value} label="Output" of=${execution.output} /></div>
      <details><summary>Definition</summary><pre tabindex="0">${execution.definition}</pre></details>
      <details><summary>The same by the AWS CLI</summary><pre tabindex="0">${cli(execution.arn)}</pre></details></section>
  `;
}

/** What may be done with an execution that is no incident's, and why nothing with one that is. */
function Acts({ execution, session }) {
  if (execution.machine === OF_INCIDENTS && execution.status !== 'RUNNING') return null;
  if (execution.machine === OF_INCIDENTS)
    return html`<p class="quiet">Nobody stops it or answers its tasks by hand: its task token is for the approval alone, which is asked for and given at${' '}
      <a href=${linkTo('incidents', execution.input.incident_id)}>its incident</a>.</p>`;
  if (execution.machine === OF_LIMITS)
    return html`<p class="quiet">Nobody starts it, stops it or answers its tasks by hand: its task token is for the approval alone, by the link in the approvers' mail.</p>`;
  if (!mayAct(session)) return null;
  const path = `/machines/${encodeURIComponent(execution.machine)}/executions/${encodeURIComponent(execution.name)}`;
  if (execution.status !== 'RUNNING')
    return !execution.not_redrivable && html`<${Act} path="${path}/redrive" verb="Redrive" fields=${[]} about="It goes on where it ended, with what was put in there; what succeeded is not done again." />`;
  return html`
    <${WaitingTasks} path=${path} />
    <${Act} path="${path}/stop" verb="Stop it" danger fields=${[{ name: 'reason', label: 'Why?', placeholder: 'stands in its history' }]} />
  `;
}

/** A slider takes no value beyond the end that it has at that moment: first the end, then the value. */
const place = (max, value) => slider => slider && Object.assign(slider, { max, value });

const times = count => (count === 1 ? 'once' : `${count} times`);

const cli = arn => `aws stepfunctions describe-execution --execution-arn ${arn}
aws stepfunctions get-execution-history --execution-arn ${arn}`;
