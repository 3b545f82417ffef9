import assert from 'node:assert/strict';
import { test } from 'node:test';
import { END, graphOf, START } from './pages/app/fold/definition.js';
import { layout, pathOf } from './pages/app/fold/layout.js';

const machine = JSON.stringify({
  StartAt: 'A',
  States: {
    A: { Type: 'Task', Next: 'B', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'F' }] },
    B: { Type: 'Choice', Choices: [{ Condition: "{% $states.input.outcome = 'AGAIN' %}", Next: 'A' }], Default: 'P' },
    P: { Type: 'Parallel', Branches: [{ StartAt: 'X', States: { X: { Type: 'Pass', End: true } } }], Next: 'M' },
    M: { Type: 'Map', ItemProcessor: { StartAt: 'X', States: { X: { Type: 'Pass', End: true } } }, End: true },
    F: { Type: 'Fail' },
  },
});

const ways = graph => graph.ways.map(w => [w.from, w.to, w.kind]);

test('graphOf_Definition_HasEveryWay', () => {
  assert.deepEqual(ways(graphOf(machine)), [
    [START, 'A', 'next'],
    ['A', 'B', 'next'],
    ['A', 'F', 'catch'],
    ['B', 'A', 'choice'],
    ['B', 'P', 'choice'],
    ['P', 'P › X', 'inner'],
    ['P', 'M', 'next'],
    ['M', 'M › X', 'inner'],
    ['M', END, 'next'],
    ['F', END, 'next'],
  ]);
});

test('graphOf_Condition_IsReadableAsALabel', () =>
  assert.equal(graphOf(machine).ways.find(w => w.from === 'B' && w.to === 'A').label, "outcome = 'AGAIN'"));

test('layout_WaysOnwards_LeadDown', () => {
  const drawn = layout(graphOf(machine));
  const y = id => drawn.boxes.find(b => b.id === id).y;
  for (const way of drawn.lines.filter(l => !l.back)) assert.ok(y(way.from) < y(way.to), `${way.from} to ${way.to}`);
  assert.deepEqual(drawn.lines.filter(l => l.back).map(l => [l.from, l.to]), [['B', 'A']]);
});

test('layout_WayBack_EndsWhereItLeads', () => {
  const drawn = layout(graphOf(machine));
  const back = drawn.lines.find(l => l.back);
  const a = drawn.boxes.find(b => b.id === 'A');
  const end = back.points.at(-1);
  assert.ok(end.x >= a.x - 1 && end.x <= a.x + a.width + 1 && end.y >= a.y - 1 && end.y <= a.y + a.height + 1);
  assert.match(pathOf(back.points), /^M[\d.-]+,[\d.-]+ .*L[\d.-]+,[\d.-]+$/);
});

test('layout_SameGraphTwice_LooksTheSame', () => assert.deepEqual(layout(graphOf(machine)), layout(graphOf(machine))));

test('layout_TwoHundredStates_AreAllDrawn', () => {
  const States = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`S${i}`, i < 199 ? { Type: 'Pass', Next: `S${i + 1}` } : { Type: 'Succeed' }]));
  assert.equal(layout(graphOf(JSON.stringify({ StartAt: 'S0', States }))).boxes.length, 202);
});

test('layout_ManyStates_LeadsFarWaysAroundThemInOneLaneForEachStateTheyReach', () => {
  const state = i => (i < 199 ? { Type: 'Task', Next: `S${i + 1}`, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }] } : { Type: 'Succeed' });
  const States = { ...Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`S${i}`, state(i)])), Failed: { Type: 'Fail' } };

  const drawn = layout(graphOf(JSON.stringify({ StartAt: 'S0', States })));

  const lane = Math.max(...drawn.lines.flatMap(line => line.points.map(point => point.x)));
  const around = drawn.lines.filter(line => line.points[1].x === lane && line.points.at(-2).x === lane);
  assert.ok(around.length > 150 && around.every(line => line.kind === 'catch'), `${around.length}`);
  assert.ok(drawn.boxes.every(box => box.x + box.width < lane) && lane < drawn.width);
  const failed = drawn.boxes.find(box => box.id === 'Failed');
  for (const line of around) {
    const from = drawn.boxes.find(box => box.id === line.from);
    assert.deepEqual(line.points[0], { x: from.x + from.width, y: from.y + from.height / 2 });
    assert.deepEqual(line.points.at(-1), { x: failed.x + failed.width, y: failed.y + failed.height / 2 });
  }
});
