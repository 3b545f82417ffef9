import { html, useState } from '../../npm/preact.js';
import { get } from '../api.js';

/** Pages of the audit that are put in: what is beyond is said. */
const PAGES = 20;

/** An incident with all that stands in the audit about it, as a file. */
export function Export({ incident }) {
  const [said, setSaid] = useState('');
  const save = async () => {
    setSaid('reading the audit …');
    try {
      const audit = await auditOf(incident.incident_id);
      const text = JSON.stringify({ incident, audit }, null, 2);
      const place = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      Object.assign(document.createElement('a'), { href: place, download: `${incident.incident_id}.json` }).click();
      URL.revokeObjectURL(place);
      setSaid(audit.complete ? '' : `Not all of the audit is in it: ${audit.incomplete_because.join(' ')}`);
    } catch (error) {
      setSaid(`Nothing was saved: ${error.message}`);
    }
  };
  return html`<button class="plain" onClick=${save}>Export as JSON</button> <span role="status">${said}</span>`;
}

async function auditOf(id) {
  const path = `/audit?incident_id=${encodeURIComponent(id)}&limit=1000`;
  const entries = [];
  let page = await get(path);
  for (let n = 1; ; n++) {
    entries.push(...page.entries);
    if (!page.next_cursor || n === PAGES) return { complete: page.complete, incomplete_because: page.incomplete_because, entries };
    page = await get(`${path}&cursor=${encodeURIComponent(page.next_cursor)}`);
  }
}
