import { html } from '../../npm/preact.js';
import { pathOf } from '../fold/layout.js';

/** Drawn as wide as its place; a place that is narrower than this is scrolled, as what cannot be read is of no use. */
const LEAST = 900;

const signs = { RUNNING: '●', SUCCEEDED: '✓', CAUGHT: '↷', FAILED: '✗', TIMED_OUT: '⏱', ABORTED: '■' };

/**
 * A graph. Of a state machine, each state as it stands: by a word and a sign, and by a colour; reached by Tab, chosen by Enter.
 * Of anything else each box with what `says` tells of it.
 */
export function Graph({ drawn, label = 'The graph of the state machine', byState, chosen, onChoose, says }) {
  return html`
    <div class="graph" tabindex="0" role="group" aria-label=${label}>
      <svg style=${{ minWidth: `${Math.min(drawn.width, LEAST)}px` }} width=${drawn.width} height=${drawn.height} viewBox="0 0 ${drawn.width} ${drawn.height}">
        <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0,0 L8,4 L0,8 z" /></marker></defs>
        ${drawn.lines.map(
          (line, i) => html`<g key=${i} class="way ${line.kind}">
            <path d=${pathOf(line.points)} marker-end="url(#tip)" />
            ${line.at && html`<text x=${line.at.x} y=${line.at.y} text-anchor="middle">${line.label}</text>`}
          </g>`,
        )}
        ${drawn.boxes.map(box => says ? html`<${Plain} key=${box.id} box=${box} says=${says(box)} />`
          : html`<${Box} key=${box.id} box=${box} visits=${byState.get(box.id) ?? []} isChosen=${box.id === chosen} onChoose=${onChoose} />`)}
      </svg>
    </div>
  `;
}

function Plain({ box, says }) {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return html`<g class="terminal"><rect x=${box.x} y=${box.y} width=${box.width} height=${box.height} rx="6" />
    <text x=${middle.x} y=${middle.y} dy="-0.15em" text-anchor="middle">${box.name}</text>
    <text class="kind" x=${middle.x} y=${middle.y} dy="1.15em" text-anchor="middle">${says}</text></g>`;
}

function Box({ box, visits, isChosen, onChoose }) {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  if (box.type === 'Start' || box.type === 'End')
    return html`<g class="terminal"><rect x=${box.x} y=${box.y} width=${box.width} height=${box.height} rx=${box.height / 2} />
      <text x=${middle.x} y=${middle.y} dy="0.35em" text-anchor="middle">${box.name}</text></g>`;
  const last = visits.at(-1);
  const status = last ? (last.waits ? 'waiting' : last.status.toLowerCase()) : 'unseen';
  const times = visits.length > 1 ? ` ×${visits.length}` : '';
  const stands = last ? `${signs[last.status]} ${status.replace('_', ' ')}${times}` : box.type;
  const choose = () => onChoose(box.id);
  const typed = event => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), choose());
  return html`
    <g class="state ${status} ${isChosen ? 'chosen' : ''}" role="button" tabindex="0" aria-pressed=${isChosen} onClick=${choose} onKeyDown=${typed}>
      <rect x=${box.x} y=${box.y} width=${box.width} height=${box.height} rx="6" />
      <text x=${middle.x} y=${middle.y} dy="-0.15em" text-anchor="middle">${box.name}</text>
      <text class="kind" x=${middle.x} y=${middle.y} dy="1.15em" text-anchor="middle">${stands}</text>
    </g>
  `;
}
