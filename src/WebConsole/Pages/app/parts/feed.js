import { html, useState } from '../../npm/preact.js';
import { Moment } from './common.js';

/** The latest first; it can be held still, and searched. */
export function Feed({ happenings }) {
  const [held, setHeld] = useState(null);
  const [sought, setSought] = useState('');
  const shown = (held ?? happenings).filter(h => `${h.word} ${h.text} ${h.detail ?? ''}`.toLowerCase().includes(sought.toLowerCase()));
  const missed = held ? happenings.filter(h => h.number > (held.at(-1)?.number ?? 0)).length : 0;
  return html`
    <p class="tools">
      <input type="search" placeholder="Filter" aria-label="Filter what happens" value=${sought} onInput=${e => setSought(e.target.value)} />
      <button class="plain" onClick=${() => setHeld(held ? null : happenings)}>${held ? `Go on (${missed} since)` : 'Hold still'}</button>
    </p>
    ${shown.length === 0 && html`<p class="quiet">${happenings.length === 0 ? 'Nothing yet. ./run orders panic sends orders.' : 'Nothing that matches.'}</p>`}
    <ol class="feed" tabindex="0" aria-label="What happens, the latest first">
      ${shown
        .toReversed()
        .map(
          h => html`<li key=${h.number} class=${h.tone}>
            <${Moment} ms=${h.ts} /> <b>${h.word}</b> <span>${h.text}${h.detail ? html` <i>${h.detail}</i>` : ''}</span>
          </li>`,
        )}
    </ol>
  `;
}
