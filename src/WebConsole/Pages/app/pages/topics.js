import { html, useState } from '../../npm/preact.js';
import { get } from '../api.js';
import { Moment, Trouble, Value, Waiting } from '../parts/common.js';
import { Tags } from '../parts/tags.js';
import { linkTo } from '../route.js';
import { useWatch } from '../watch.js';
import { short } from '../fold/text.js';
import { compacted, partitionsAsFull } from '../fold/topics.js';

const MOST = 500;

/** The topics, and the last records of one, as they stand there. */
export function Topics({ topic }) {
  const seen = useWatch(() => get('/topics'), 10_000);
  const chosen = seen.value?.find(t => t.name === topic) ?? seen.value?.[0];
  return html`
    <h1>Topics</h1>
    <${Trouble} seen=${seen} what="The topics" />
    <${Waiting} seen=${seen}>
      <nav class="tabs" aria-label="Topics">
        ${seen.value?.map(t => html`<a href=${linkTo('topics', t.name)} aria-current=${t === chosen ? 'page' : null}>${t.name}</a>`)}
      </nav>
      ${topic && seen.value && chosen?.name !== topic && html`<p class="trouble" role="alert">There is no topic <code>${topic}</code>; this is ${chosen?.name}.</p>`}
      ${chosen && html`<${Records} key=${chosen.name} topic=${chosen} />`}
    <//>
  `;
}

function Records({ topic }) {
  const [latest, setLatest] = useState(20);
  const [byKey, setByKey] = useState(false);
  const [sought, setSought] = useState('');
  // What was compacted is folded from as much as can be had.
  const asked = byKey ? MOST : latest;
  const seen = useWatch(() => get(`/topics/${topic.name}?latest=${asked}`), 2000, topic.name, asked);
  const isCut = byKey && partitionsAsFull(seen.value ?? [], MOST);
  const records = (byKey ? compacted(seen.value ?? []) : (seen.value ?? [])).filter(r => JSON.stringify(r).toLowerCase().includes(sought.toLowerCase()));
  return html`
    <p class="quiet">${topic.compacted ? 'Compacted: of each key the last record is kept, however old it is.' : `Records stay for ${topic.retention_hours / 24} days.`}
      ${topic.timed_by_broker ? ' A record has the time at which the broker took it.' : ' A record has its sender’s time.'}</p>
    <p class="tools">
      <label>Latest of each partition <select value=${latest} onChange=${e => setLatest(+e.target.value)}>
        ${[20, 100, 500].map(n => html`<option value=${n}>${n}</option>`)}</select></label>
      <input type="search" aria-label="Contains" placeholder="Contains" value=${sought} onInput=${e => setSought(e.target.value)} />
      ${topic.compacted && html`<button class="plain" aria-pressed=${byKey} onClick=${() => setByKey(!byKey)}>As compaction leaves it</button>`}
    </p>
    ${isCut && html`<p class="lacks">Folded from the latest ${MOST} records of each partition alone: a key that was written before them is missing here. ./run state says all that is stopped.</p>`}
    <${Trouble} seen=${seen} what="The topic" />
    <${Waiting} seen=${seen}>
      ${records.length === 0 && html`<p class="quiet">${seen.value?.length ? 'None that matches.' : 'No record yet.'}</p>`}
      ${records.length > 0 && html`<table class="stacks">
        <thead><tr><th>place</th><th>time</th><th>key</th><th>value</th></tr></thead>
        <tbody>${records.map(r => html`<${Record} key="${r.partition}:${r.offset}" record=${r} />`)}</tbody>
      </table>`}
    <//>
  `;
}

function Record({ record }) {
  const value = record.value_base64 ?? record.value;
  return html`<tr>
    <td>${record.partition}:${record.offset}</td><td><${Moment} ms=${record.ts} /></td>
    <th scope="row">${record.key ?? html`<span class="quiet">none</span>`}</th>
    <td class="reason">${value === null
      ? html`<span class="quiet">deleted: compaction removes the key</span>`
      : html`<details><summary>${short(typeof value === 'string' ? value : JSON.stringify(value), 110)}</summary><${Value} label=${record.value_base64 ? 'Value, Base64' : 'Value'} of=${value} /><h3>Headers</h3><${Tags} of=${record.headers} /></details>`}</td>
  </tr>`;
}
