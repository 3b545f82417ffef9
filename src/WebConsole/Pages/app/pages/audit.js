import { html, useEffect, useState } from '../../npm/preact.js';
import { get } from '../api.js';
import { Folded, IncidentLink, Moment, Trouble, Value, Waiting } from '../parts/common.js';
import { linkTo } from '../route.js';
import { auditLine, fields, filtersOf, queryOf } from '../fold/audit.js';

/** What was decided, by whom, why: of an order, an incident, a person. The address holds the search, so that it can be handed on. */
export function Audit({ query }) {
  const filters = filtersOf(query);
  const search = event => {
    event.preventDefault();
    const given = Object.fromEntries(fields.map(f => [f.name, event.target.elements[f.name].value.trim()]));
    location.hash = linkTo('audit', queryOf(given));
  };
  return html`
    <h1>Audit</h1>
    <form class="card filters" key=${query} onSubmit=${search} aria-label="Search the audit">
      ${fields.map(
        field => html`<label>${field.label}
          ${field.options
            ? html`<select name=${field.name}><option value="">any</option>${field.options.map(o => html`<option selected=${filters[field.name] === o}>${o}</option>`)}</select>`
            : html`<input name=${field.name} defaultValue=${filters[field.name] ?? ''} placeholder=${field.placeholder} autocomplete="off" spellcheck="false" />`}
        </label>`,
      )}
      <button>Search</button>
    </form>
    <${Found} key=${queryOf(filters)} query=${queryOf(filters)} />
  `;
}

function Found({ query }) {
  const [seen, setSeen] = useState({ value: null, at: null, trouble: null });
  // A search is asked once: pages that are turned stand still. What came since is asked for anew.
  const load = async before => {
    const cursor = before ? `&cursor=${encodeURIComponent(before.next_cursor)}` : '';
    try {
      const page = await get(`/audit?limit=100${query && `&${query}`}${cursor}`);
      setSeen({ value: { ...page, entries: [...(before?.entries ?? []), ...page.entries] }, at: Date.now(), trouble: null });
    } catch (trouble) {
      setSeen(seen => ({ ...seen, trouble }));
    }
  };
  useEffect(() => void load(null), [query]);
  return html`
    <${Trouble} seen=${seen} what="The audit" />
    <${Waiting} seen=${seen}>${seen.value && html`<${Page} page=${seen.value} at=${seen.at} onOlder=${() => load(seen.value)} onAnew=${() => load(null)} />`}<//>
  `;
}

function Page({ page, at, onOlder, onAnew }) {
  return html`
    <p class=${page.complete ? 'quiet' : 'lacks'}>${page.complete ? 'This is all that audit.v1 ever held of it in its 30 days.' : page.incomplete_because.join(' ')}</p>
    <p class="tools"><span class="quiet">Asked at <${Moment} ms=${at} />; what came since is not here.</span> <button class="plain" onClick=${onAnew}>Ask anew</button></p>
    <${Table} entries=${page.entries} />
    ${page.next_cursor && html`<button class="plain" onClick=${onOlder}>Older</button>`}
  `;
}

function Table({ entries }) {
  if (entries.length === 0) return html`<p class="quiet">Nothing is found.</p>`;
  return html`<table class="stacks">
    <thead><tr><th>at</th><th>what</th><th>who</th><th>about</th><th>record</th></tr></thead>
    <tbody>${entries.map(entry => html`<${Row} key="${entry.partition}:${entry.offset}" entry=${entry} />`)}</tbody>
  </table>`;
}

function Row({ entry }) {
  const line = auditLine(entry);
  return html`<tr class=${line.tone}>
    <td><${Moment} ms=${line.ts} /></td>
    <th scope="row"><b>${line.what}</b></th>
    <td>${line.who}</td>
    <td class="reason">${line.orderId && html`order <a href=${linkTo('audit', queryOf({ order_id: line.orderId }))}>${line.orderId}</a> `}${line.scopes.join(', ')} ${line.incidentId && html`<${IncidentLink} id=${line.incidentId} /> `}<${Folded} text=${line.text} /></td>
    <td><details><summary>${line.place}</summary>${line.source && html`<p class="quiet">decided about ${line.source}</p>`}<${Value} label="Record" of=${entry.record} /></details></td>
  </tr>`;
}
