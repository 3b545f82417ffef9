import { html, useEffect, useRef } from '../../npm/preact.js';
import uPlot from '../../npm/uplot.js';
import { columns } from '../fold/live.js';
import { count, local } from '../fold/time.js';

const SECONDS = 120;
const HEIGHT = 160;

/** Orders allowed, dropped and rejected in each of the last two minutes' seconds. */
export function Chart({ seconds, at }) {
  const place = useRef(null);
  const chart = useRef(null);
  // The second that is not over is not shown: its number is not one yet.
  const data = columns(seconds, Math.floor((at ?? Date.now()) / 1000) - 1, SECONDS);
  useEffect(() => {
    chart.current = new uPlot(optionsOf(place.current), data, place.current);
    const fit = new ResizeObserver(() => chart.current.setSize({ width: place.current.clientWidth, height: HEIGHT }));
    fit.observe(place.current);
    return () => {
      fit.disconnect();
      chart.current.destroy();
    };
  }, []);
  useEffect(() => chart.current.setData(data));
  const sum = column => data[column].slice(-10).reduce((a, b) => a + b, 0) / 10;
  return html`
    <p class="figures">
      ${'In the last 10 seconds, a second: '}<b class="allowed">${count(sum(1))} allowed</b>${', '}<b class="dropped">${count(sum(2))} dropped</b>${', '}<b class="rejected">${count(sum(3))} rejected</b>.
    </p>
    <div class="chart" ref=${place} role="img" aria-label="Orders a second over the last two minutes; the figures stand above."></div>
  `;
}

function optionsOf(place) {
  const colour = name => getComputedStyle(place).getPropertyValue(name).trim();
  const line = (label, stroke, dash) => ({ label, stroke: () => colour(stroke), width: 2, dash, points: { show: false } });
  const axis = { stroke: () => colour('--quiet'), grid: { stroke: () => colour('--line'), width: 1 }, ticks: { show: false } };
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_, least, most) => [0, Math.max(10, most * 1.1)] } },
    axes: [{ ...axis, space: 90, values: (_, seconds) => seconds.map(second => local(second * 1000)) }, axis],
    series: [{}, line('allowed', '--flowing'), line('dropped', '--stopped', [6, 3]), line('rejected', '--refused', [2, 3])],
  };
}
