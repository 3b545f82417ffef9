import { html } from '../../npm/preact.js';
import { bar } from '../fold/waterfall.js';
import { spanUs } from '../fold/time.js';

/** Each row a bar on the same line of time. Chosen by its button. */
export function Waterfall({ rows, window, nowUs, chosen, onChoose }) {
  return html`
    <table class="waterfall">
      <thead><tr><th>what</th><th>part</th><th>began</th><th>took</th><th class="line">from ${spanUs(0)} to ${spanUs(window.to - window.from)}</th></tr></thead>
      <tbody>${rows.map(row => html`<${Row} key=${row.key} row=${row} window=${window} nowUs=${nowUs} isChosen=${row.key === chosen} onChoose=${onChoose} />`)}</tbody>
    </table>
  `;
}

function Row({ row, window, nowUs, isChosen, onChoose }) {
  const drawn = bar(row, window, nowUs);
  return html`<tr class="${row.foreign ? 'foreign' : ''} ${isChosen ? 'chosen' : ''}">
    <th scope="row" class="depth-${Math.min(row.depth, 6)}"><button class="link" aria-pressed=${isChosen} onClick=${() => onChoose(row.key)}>${row.error ? '✗ ' : ''}${row.name}</button></th>
    <td>${row.part}</td>
    <td class="number">+${spanUs(row.startUs - window.from)}</td>
    <td class="number">${row.endUs === null ? `${spanUs(nowUs - row.startUs)} so far` : spanUs(row.endUs - row.startUs)}</td>
    <td class="line"><svg class=${`bar ${row.error ? 'failed' : row.part}`} width="100%" height="16" viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">
      ${drawn && html`<rect x=${drawn.at * 1000} y="3" width=${Math.max(2, drawn.length * 1000)} height="10" />`}</svg></td>
  </tr>`;
}
