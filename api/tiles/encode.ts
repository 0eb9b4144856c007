import { PbfWriter } from 'pbf';
import { TILE_EXTENT } from './contract.ts';

export type TileValue = string | number | boolean;

/** A feature of a tile, its place in whole units. */
export interface TileFeature {
  id: number;
  /** What `encodeUnlike` gives for its values of the layer's `unlike` keys; left out where there are none. */
  unlike?: Uint8Array;
  /** Of each of the layer's `keys`; null where the feature has no such property. */
  values: readonly (TileValue | null)[];
  /** A point is one place; an area is its rings, wound as `polygonInTile` winds them. */
  place: { point: readonly [number, number] } | { rings: readonly (readonly number[])[] };
}

export interface TileLayer {
  name: string;
  /** Keys of which every feature has a value and hardly two the same one: these are not looked for. Left out: none. */
  unlike?: readonly string[];
  /** All others. */
  keys: readonly string[];
  features: readonly TileFeature[];
}

/** The numbers of vector_tile.proto of the Mapbox Vector Tile specification 2.1. */
const LAYERS = 3;
const LAYER = { name: 1, features: 2, keys: 3, values: 4, extent: 5, version: 15 } as const;
const FEATURE = { id: 1, tags: 2, type: 3, geometry: 4 } as const;
const VALUE = { string: 1, double: 3, uint: 5, boolean: 7 } as const;
const TYPE = { point: 1, polygon: 3 } as const;
const COMMAND = { moveTo: 1, lineTo: 2, closePath: 7 } as const;
const VERSION = 2;

function command(id: number, count: number): number {
  return id | (count << 3);
}

function zigzag(value: number): number {
  return (value << 1) ^ (value >> 31);
}

/** Numbers given to values in the order in which they come; equal ones of one key have one number. */
class Numbering {
  readonly all: TileValue[] = [];
  /** By key: most keys have few values, which are found sooner among themselves. */
  readonly #numbers: readonly Map<TileValue, number>[];
  readonly #first: number;

  /** @param first the number of the first of them */
  constructor(keys: readonly string[], first: number) {
    this.#numbers = keys.map(() => new Map());
    this.#first = first;
  }

  of(key: number, value: TileValue): number {
    const numbers = this.#numbers[key];
    const known = numbers?.get(value);
    if (known !== undefined) return known;
    const number = this.#first + this.all.push(value) - 1;
    numbers?.set(value, number);
    return number;
  }
}

function commandsOf(place: TileFeature['place']): number[] {
  if ('point' in place) return [command(COMMAND.moveTo, 1), zigzag(place.point[0]), zigzag(place.point[1])];
  const commands: number[] = [];
  let [x, y] = [0, 0];
  for (const ring of place.rings) {
    for (let index = 0; index < ring.length; index += 2) {
      if (index === 0) commands.push(command(COMMAND.moveTo, 1));
      if (index === 2) commands.push(command(COMMAND.lineTo, ring.length / 2 - 1));
      const [toX = 0, toY = 0] = [ring[index], ring[index + 1]];
      commands.push(zigzag(toX - x), zigzag(toY - y));
      [x, y] = [toX, toY];
    }
    commands.push(command(COMMAND.closePath, 1));
  }
  return commands;
}

function writeValue(value: TileValue, pbf: PbfWriter): void {
  if (typeof value === 'string') pbf.writeStringField(VALUE.string, value);
  else if (typeof value === 'boolean') pbf.writeBooleanField(VALUE.boolean, value);
  else if (Number.isSafeInteger(value) && value >= 0) pbf.writeVarintField(VALUE.uint, value);
  else pbf.writeDoubleField(VALUE.double, value);
}

/**
 * Values of a feature as they stand in any tile, so that they need be written once however many tiles tell of it.
 *
 * @param values of each of a layer's `unlike` keys
 */
export function encodeUnlike(values: readonly TileValue[]): Uint8Array {
  const pbf = new PbfWriter();
  for (const value of values) pbf.writeMessage(LAYER.values, writeValue, value);
  return pbf.finish().slice();
}

function writeBytes(bytes: Uint8Array, pbf: PbfWriter): void {
  pbf.realloc(bytes.length);
  pbf.buf.set(bytes, pbf.pos);
  pbf.pos += bytes.length;
}

function writeLayer({ name, unlike = [], keys, features }: TileLayer, pbf: PbfWriter): void {
  // First stand the values that are written already, in the order of their features, and then all others.
  const numbering = new Numbering(keys, unlike.length * features.length);
  pbf.writeVarintField(LAYER.version, VERSION);
  pbf.writeStringField(LAYER.name, name);
  pbf.writeVarintField(LAYER.extent, TILE_EXTENT);
  let written = 0;
  const writeFeature = ({ id, values, place }: TileFeature, inner: PbfWriter): void => {
    const tags: number[] = [];
    for (let key = 0; key < unlike.length; key++) tags.push(key, written++);
    for (let key = 0; key < values.length; key++) {
      const value = values[key] ?? null;
      if (value !== null) tags.push(unlike.length + key, numbering.of(key, value));
    }
    inner.writeVarintField(FEATURE.id, id);
    inner.writePackedVarint(FEATURE.tags, tags);
    inner.writeVarintField(FEATURE.type, 'point' in place ? TYPE.point : TYPE.polygon);
    inner.writePackedVarint(FEATURE.geometry, commandsOf(place));
  };
  for (const feature of features) pbf.writeMessage(LAYER.features, writeFeature, feature);
  for (const key of [...unlike, ...keys]) pbf.writeStringField(LAYER.keys, key);
  for (const feature of features) if (feature.unlike) writeBytes(feature.unlike, pbf);
  for (const value of numbering.all) pbf.writeMessage(LAYER.values, writeValue, value);
}

/** Layers as a Mapbox Vector Tile 2.1; those without features are left out, so that a tile of nothing has no bytes. */
export function encodeTile(layers: readonly TileLayer[]): Uint8Array<ArrayBuffer> {
  const pbf = new PbfWriter();
  for (const layer of layers) if (layer.features.length > 0) pbf.writeMessage(LAYERS, writeLayer, layer);
  // A copy of its own: the writer's buffer is up to twice as long, and is kept as long as a view of it is.
  return new Uint8Array(pbf.finish());
}
