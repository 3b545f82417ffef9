import { html } from '../../npm/preact.js';

/** What is known of something, name by name. */
export function Tags({ of }) {
  const known = Object.entries(of);
  if (known.length === 0) return null;
  return html`<dl class="tags">${known.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}
