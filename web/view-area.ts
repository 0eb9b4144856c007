import type { ViewArea } from './view.ts';

/** Four decimals of a degree, about 10 m: finer than a hand draws, short enough for an address. */
const STEPS_A_DEGREE = 10_000;
const MOST_VERTICES = 2_000;
const MOST_NAME = 80;

type Vertex = readonly [number, number];

/** `<id>~<ring>~<name>`, the ring as differences in base 36, without its closing vertex: `e9x4.7bzk.-1a.2c`. */
export function encodeArea(area: ViewArea): string {
  return `${area.id}~${encodeRing(area.ring)}~${area.name}`;
}

/** The area that a text of the address describes; null where it is malformed or lies outside the world. */
export function decodeArea(text: string): ViewArea | null {
  const [id, ring, ...name] = text.split('~');
  if (id === undefined || ring === undefined || !/^[A-Za-z0-9-]{1,40}$/.test(id)) return null;
  const vertices = decodeRing(ring);
  return vertices && { id, name: name.join('~').slice(0, MOST_NAME), ring: vertices };
}

function encodeRing(ring: readonly Vertex[]): string {
  const first = ring[0];
  const last = ring.at(-1);
  const closed = first && last && ring.length > 1 && first[0] === last[0] && first[1] === last[1];
  const open = closed ? ring.slice(0, -1) : ring;
  let from: Vertex = [0, 0];
  return open
    .flatMap(([longitude, latitude]) => {
      const at: Vertex = [Math.round(longitude * STEPS_A_DEGREE), Math.round(latitude * STEPS_A_DEGREE)];
      const step = [at[0] - from[0], at[1] - from[1]];
      from = at;
      return step.map((figure) => figure.toString(36));
    })
    .join('.');
}

function decodeRing(text: string): Vertex[] | null {
  const figures = text.split('.');
  if (figures.length < 6 || figures.length % 2 === 1 || figures.length / 2 >= MOST_VERTICES) return null;
  if (!figures.every((figure) => /^-?[0-9a-z]{1,6}$/.test(figure))) return null;
  const ring: Vertex[] = [];
  let [x, y] = [0, 0];
  for (let index = 0; index < figures.length; index += 2) {
    x += Number.parseInt(figures[index] ?? '', 36);
    y += Number.parseInt(figures[index + 1] ?? '', 36);
    if (Math.abs(x) > 180 * STEPS_A_DEGREE || Math.abs(y) > 90 * STEPS_A_DEGREE) return null;
    ring.push([x / STEPS_A_DEGREE, y / STEPS_A_DEGREE]);
  }
  const first = ring[0];
  return first ? [...ring, first] : null;
}
