import { html } from '../../npm/preact.js';
import { get } from '../api.js';
import { Ago, Trouble, Waiting } from './common.js';
import { useWatch } from '../watch.js';
import { count, money } from '../fold/time.js';

const units = {
  order_rate: { word: 'orders', says: count },
  notional: { word: 'worth', says: money },
  symbol_concentration: { word: 'in one symbol', says: share => `${(share * 100).toFixed(0)} %` },
};

const MOST = 8;

/** Who comes near a limit: whoever looks sees it before it is a kill. */
export function Limits() {
  const seen = useWatch(() => get('/limits/nearest'), 2000);
  return html`
    <${Trouble} seen=${seen} what="The limits" />
    <${Waiting} seen=${seen}>
      ${seen.value && (seen.value.as_of_ts === undefined
        ? html`<p class="quiet">Not known yet: no order was counted, or the detector runs in another process, or on Spark.</p>`
        : html`<p class="quiet">As of the latest order, <${Ago} ms=${seen.value.as_of_ts} />.</p>
            <ul class="parts">${seen.value.nearest.slice(0, MOST).map(near => html`<${Near} key="${near.scope} ${near.rule}" near=${near} />`)}</ul>`)}
    <//>
  `;
}

function Near({ near }) {
  const unit = units[near.rule] ?? { word: near.rule, says: String };
  const percent = Math.round(near.share * 100);
  return html`<li><strong>${near.scope}</strong> ${percent < 1000 ? `${percent} %` : `${count(near.share)} times`} ${percent < 1000 ? 'of' : ''} a limit
    <meter min="0" max="100" low="70" high="95" optimum="0" value=${Math.min(100, percent)} aria-label="${near.scope}, ${near.rule}" />
    <small>${unit.says(near.value)} of ${unit.says(near.limit)} ${unit.word}</small></li>`;
}
