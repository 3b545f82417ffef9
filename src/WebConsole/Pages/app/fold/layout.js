// Where states and ways are drawn. Pure: the same graph always looks the same.

import dagre from '../../npm/dagre.js';

const HEIGHT = 46;
const ROUND = 26;
const perCharacter = 7.6;

/** From so many states on, a way that leads further than FAR states down or up is led around them: each of those costs as much as many. */
const LARGE = 100;
const FAR = 8;

/** Lanes of ways that are led around stand so far from the states, and from each other. */
const ASIDE = 24;
const LANE = 10;

/** Gives { width, height, boxes: [{ ...state, x, y, width, height }], lines: [{ ...way, points, at }] }; x and y are corners. */
export function layout(graph) {
  const drawn = new dagre.graphlib.Graph({ multigraph: true });
  const isLarge = graph.states.length > LARGE;
  // What is neater takes many times as long, and of so many states nobody sees it.
  drawn.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 44, marginx: 16, marginy: 16, ranker: isLarge ? 'longest-path' : 'network-simplex' });
  drawn.setDefaultEdgeLabel(() => ({}));
  for (const state of graph.states) drawn.setNode(state.id, sizeOf(state));
  // Whoever writes a definition writes it from its beginning to its end: what leads to a state further up leads back.
  const place = new Map(graph.states.map((state, i) => [state.id, state.type === 'End' ? graph.states.length : i]));
  const isBack = way => place.get(way.to) <= place.get(way.from);
  const around = isLarge ? waysAround(graph.ways, way => Math.abs(place.get(way.to) - place.get(way.from))) : new Set();
  graph.ways.forEach((way, i) => {
    if (around.has(way)) return;
    const [from, to] = isBack(way) ? [way.to, way.from] : [way.from, way.to];
    drawn.setEdge(from, to, { width: way.label.length * 6, height: way.label ? 14 : 0, labelpos: 'c' }, String(i));
  });
  dagre.layout(drawn, { disableOptimalOrderHeuristic: isLarge });
  const { width, height } = drawn.graph();
  const lanes = [...new Set([...around].map(way => way.to))];
  return {
    width: Math.ceil(width) + (lanes.length > 0 ? ASIDE + lanes.length * LANE : 0),
    height: Math.ceil(height),
    boxes: graph.states.map(state => {
      const { x, y, width, height } = drawn.node(state.id);
      return { ...state, x: x - width / 2, y: y - height / 2, width, height };
    }),
    lines: graph.ways.map((way, i) => {
      const back = isBack(way);
      const lane = width + ASIDE / 2 + lanes.indexOf(way.to) * LANE;
      if (around.has(way)) return { ...way, back, ...ledAround(drawn.node(way.from), drawn.node(way.to), lane, way) };
      const edge = back ? drawn.edge(way.to, way.from, String(i)) : drawn.edge(way.from, way.to, String(i));
      return { ...way, back, points: back ? edge.points.toReversed() : edge.points, at: way.label ? { x: edge.x, y: edge.y } : null };
    }),
  };
}

/** Those that lead far, but for the shortest to each state: by that one its place is found. */
function waysAround(ways, length) {
  const shortest = new Map();
  for (const way of ways) if (!shortest.has(way.to) || length(way) < length(shortest.get(way.to))) shortest.set(way.to, way);
  return new Set(ways.filter(way => length(way) > FAR && shortest.get(way.to) !== way));
}

/** Out to the lane, along it, and in: ways to the same state share theirs. */
function ledAround(from, to, lane, way) {
  const side = box => ({ x: box.x + box.width / 2, y: box.y });
  const [begin, end] = [side(from), side(to)];
  const turn = Math.sign(end.y - begin.y) * LANE;
  return {
    points: [begin, ...[begin.y, begin.y + turn, end.y - turn, end.y].map(y => ({ x: lane, y })), end],
    at: way.label ? { x: (begin.x + lane) / 2, y: begin.y - 6 } : null,
  };
}

function sizeOf(state) {
  if (state.type === 'Start' || state.type === 'End') return { width: 64, height: ROUND };
  return { width: Math.max(120, state.name.length * perCharacter + 44), height: HEIGHT };
}

/** A way as an SVG path, its corners rounded. */
export function pathOf(points) {
  const [first, ...rest] = points;
  let path = `M${at(first)}`;
  for (let i = 0; i < rest.length - 1; i++) {
    const [corner, next] = [rest[i], rest[i + 1]];
    path += ` Q${at(corner)} ${at({ x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 })}`;
  }
  return `${path} L${at(rest.at(-1))}`;
}

const at = point => `${point.x.toFixed(1)},${point.y.toFixed(1)}`;
