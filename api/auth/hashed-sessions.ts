import type { DBAdapter, Where } from 'better-auth/adapters';
import { hashOf } from './secrets.ts';

const MODEL = 'session';

interface CreatePart<Data> {
  model: string;
  data: Omit<Data, 'id'>;
  select?: string[] | undefined;
  forceAllowId?: boolean | undefined;
}

/**
 * An adapter of better-auth that keeps the tokens of sessions as hashes: whoever reads the table cannot use what stands
 * in it as a cookie. better-auth itself goes on seeing the plain token wherever it gave one.
 *
 * Not covered, because nothing here uses it: a list of sessions, whose tokens stay hashes.
 */
export function hashedSessions(inner: DBAdapter): DBAdapter {
  const hashed = <Part extends { model: string; where?: Where[] | undefined }>(part: Part): Part =>
    part.model === MODEL && part.where ? { ...part, where: part.where.map(hashCondition) } : part;
  return {
    ...inner,
    create: async <Data extends Record<string, unknown>, Row = Data>(part: CreatePart<Data>) => {
      if (part.model !== MODEL) return inner.create<Data, Row>(part);
      // Where from and with which browser somebody signed in is not kept either.
      const { ipAddress: _address, userAgent: _agent, ...data } = part.data as Record<string, unknown>;
      const token = String(data['token']);
      const stored = { ...data, token: hashOf(token) } as unknown as CreatePart<Data>['data'];
      const row = await inner.create<Data, Row>({ ...part, data: stored });
      return { ...row, token };
    },
    findOne: async <Row>(part: Parameters<DBAdapter['findOne']>[0]) =>
      withPlain<Row>(part, await inner.findOne<Row>(hashed(part))),
    update: async <Row>(part: Parameters<DBAdapter['update']>[0]) =>
      withPlain<Row>(part, await inner.update<Row>(hashed(part))),
    consumeOne: async <Row>(part: Parameters<DBAdapter['consumeOne']>[0]) =>
      withPlain<Row>(part, await inner.consumeOne<Row>(hashed(part))),
    findMany: (part) => inner.findMany(hashed(part)),
    updateMany: (part) => inner.updateMany(hashed(part)),
    delete: (part) => inner.delete(hashed(part)),
    deleteMany: (part) => inner.deleteMany(hashed(part)),
    count: (part) => inner.count(hashed(part)),
    transaction: (work) => inner.transaction((within) => work(hashedSessions(within as DBAdapter))),
  };
}

function hashCondition(condition: Where): Where {
  if (condition.field !== 'token') return condition;
  const { value } = condition;
  if (typeof value === 'string') return { ...condition, value: hashOf(value) };
  if (Array.isArray(value)) return { ...condition, value: value.map((one) => hashOf(String(one))) };
  throw new Error('a session is looked up by its token and by nothing like it');
}

/** A row that was asked for by its token is given back with that token. */
function withPlain<Row>(part: { model: string; where: Where[] }, row: Row | null): Row | null {
  const asked = part.model === MODEL ? part.where.find(({ field }) => field === 'token')?.value : undefined;
  return row !== null && typeof asked === 'string' ? { ...row, token: asked } : row;
}
