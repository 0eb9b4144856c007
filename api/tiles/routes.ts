import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ActorOf } from '../actor.ts';
import { answerWithTag, isHeld, taggedHeaders } from '../answer.ts';
import type { Queries } from '../db/database.ts';
import { taggedAnswers } from '../describe.ts';
import { encodingFor, encodingHeaders } from '../encodings.ts';
import { COLLECTION_TEXTS } from '../features/collections.ts';
import type { Stores } from '../explore/stores.ts';
import type { CollectionId } from '../features/contract.ts';
import { sightAsked } from '../features/known-moment.ts';
import { parseParameters } from '../parameters.ts';
import { Problem, problemOfParameters } from '../problem.ts';
import type { Sight } from '../record/rows-seen.ts';
import { Tile, TileCache } from './cache.ts';
import {
  MOST_ZOOM,
  TILE_COLLECTIONS,
  TILE_QUERIES,
  TILE_TYPE,
  type TileAddress,
  TileJson,
  TileParameters,
} from './contract.ts';
import { tileJsonOf, TILES_TEXT } from './described.ts';
import { OutlineCache } from './outlines.ts';
import { createSources } from './sources.ts';
import { createStates } from './states.ts';
import { buildTile, type TileOf } from './tile.ts';

/** What the routes need from around them. */
export interface TilesContext {
  queries: Queries;
  stores: Stores;
  /** The address of the API as clients reach it, without a slash at the end. */
  baseOf: (context: Context) => string;
  actorOf: ActorOf;
  now: () => Date;
}

const JSON_TYPE = 'application/json';

function describe(routes: OpenAPIHono, id: CollectionId): void {
  const { title } = COLLECTION_TEXTS[id];
  routes.openAPIRegistry.registerPath({
    method: 'get',
    path: `/tiles/${id}`,
    summary: `${title}: TileJSON of the vector tiles`,
    request: { query: TILE_QUERIES[id] },
    responses: taggedAnswers(JSON_TYPE, TileJson),
  });
  routes.openAPIRegistry.registerPath({
    method: 'get',
    path: `/tiles/${id}/{z}/{x}/{y}.mvt`,
    summary: `${title}: one vector tile`,
    description: TILES_TEXT,
    request: { params: TileParameters, query: TILE_QUERIES[id] },
    responses: taggedAnswers(TILE_TYPE, z.string().meta({ format: 'binary' })),
  });
}

/** What the numbers of a tile may be at each zoom. Made once: a schema that is made for a request is compiled for it. */
const PARAMETERS_AT = Array.from({ length: MOST_ZOOM + 1 }, (_, zoom) => {
  const side = 2 ** zoom;
  const within = { error: `must be a whole number from 0 to ${side - 1} at this zoom` };
  const last = z
    .int(within)
    .nonnegative(within)
    .max(side - 1, within);
  return TileParameters.extend({ x: last, y: last });
});

/** The numbers of a tile, or a problem that names each that cannot be. */
function addressOf(context: Context): TileAddress {
  const numberOf = (text: string) => (/^\d{1,8}$/.test(text) ? Number(text) : text);
  const file = context.req.param('file') ?? '';
  const y = file.endsWith('.mvt') ? file.slice(0, -'.mvt'.length) : file;
  const asked = {
    z: numberOf(context.req.param('z') ?? ''),
    x: numberOf(context.req.param('x') ?? ''),
    y: numberOf(y),
  };
  const parsed = (PARAMETERS_AT[Number(asked.z)] ?? TileParameters).safeParse(asked);
  if (!parsed.success) throw problemOfParameters(parsed.error.issues, Object.keys(asked));
  if (!file.endsWith('.mvt')) throw new Problem('not-found', 'the address of a tile ends with .mvt');
  return parsed.data;
}

function unknownCollection(id: string): never {
  throw new Problem(
    'collection-not-found',
    `there are no tiles of ${id.slice(0, 40)}; there are: ${TILE_COLLECTIONS.join(', ')}`,
  );
}

/** /api/tiles: the collections as Mapbox Vector Tiles, as whoever asks may see them. */
export function tilesRoutes(deps: TilesContext): OpenAPIHono {
  const { queries, stores, baseOf, now } = deps;
  const routes = new OpenAPIHono();
  const outlines = new OutlineCache();
  const sourceOf = createSources({ queries, stores, outlines });
  const cache = new TileCache();
  const stateOf = createStates({ queries, now });

  async function tileOf(sight: Sight, of: TileOf): Promise<Tile> {
    const { collection, address, query } = of;
    const make = async (state: number | null) => {
      const source = await sourceOf({ collection, sight, query, state });
      return new Tile(sight.viewer, await buildTile({ source, outlines }, of));
    };
    // What was known at a moment changes only where something is closed for the past as well, of which no list is kept.
    if (sight.asKnownAt !== null) return make(null);
    const key = JSON.stringify([sight.viewer, collection, address.z, address.x, address.y, query]);
    const state = await stateOf(sight.viewer, collection);
    return cache.get(key, state, () => make(state));
  }

  async function answerTile(context: Context, collection: CollectionId): Promise<Response> {
    const query = parseParameters(context, TILE_QUERIES[collection]);
    const address = addressOf(context);
    const sight = await sightAsked(deps, context, query.asKnownAt);
    const tile = await tileOf(sight, { collection, address, query });
    const headers = taggedHeaders(tile.tag);
    if (isHeld(context, headers.etag)) return context.body(null, 304, headers);
    const encoding = tile.bytes.length > 0 ? encodingFor(context) : 'identity';
    const body = await tile.encoded(encoding);
    return context.body(body, 200, { ...headers, ...encodingHeaders(encoding), 'content-type': TILE_TYPE });
  }

  for (const id of TILE_COLLECTIONS) {
    describe(routes, id);
    routes.get(`/tiles/${id}`, async (context) => {
      const { asKnownAt } = parseParameters(context, TILE_QUERIES[id]);
      const { viewer } = await sightAsked(deps, context, asKnownAt);
      const address = `${baseOf(context)}/tiles/${id}/{z}/{x}/{y}.mvt${new URL(context.req.url).search}`;
      const body = JSON.stringify(tileJsonOf(id, address));
      return answerWithTag(context, { body, state: `${viewer}|${body}`, type: JSON_TYPE });
    });
    routes.get(`/tiles/${id}/:z/:x/:file`, (context) => answerTile(context, id));
  }
  routes.get('/tiles/:id', (context) => unknownCollection(context.req.param('id')));
  routes.get('/tiles/:id/*', (context) => unknownCollection(context.req.param('id')));
  return routes;
}
