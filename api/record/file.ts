import { randomInt } from 'node:crypto';
import { problemOfBody } from '../body.ts';
import { asActor } from '../db/as-actor.ts';
import type { Database } from '../db/database.ts';
import { partyOf } from '../auth/roles.ts';
import type { SourceWrite } from '../ingest/contract.ts';
import { Problem } from '../problem.ts';
import type { Level, Visibility } from '../visibility/contract.ts';
import { opensAnything } from '../visibility/levels.ts';
import { type AnyDocument, DOCUMENTS, type RecordSent, type WriteAnswer } from './contract.ts';
import { hiddenFields, withHidden } from './hidden.ts';
import { mayFile } from './permissions.ts';
import { findHeads, findSources, type WrittenFacts } from './queries.ts';
import type { NewVersion } from './save.ts';
import {
  answerOf,
  assertLevelledFields,
  changeFor,
  commitVersions,
  isSameVersion,
  momentAfter,
  type Named,
  nextVersion,
  readableIds,
  takeRecord,
  type Writer,
} from './write.ts';

/** Numbers without order: gaps in a count would tell how much is on record that a reader may not see. */
export const FIDS = { from: 2 ** 32, to: 2 ** 47 } as const;
const REFERENCES = { from: 1_000_000, to: 9_999_999 } as const;

/** What a new record may be known to unless its author says stricter: V3 for what a party submits, V2 for all else. */
function firstVisibility(actor: Writer['actor'], sent: RecordSent): Visibility {
  const owner = partyOf(actor.role);
  const least: Level = owner === null ? 2 : 3;
  const level = sent.level ?? least;
  const fieldLevels = sent.fieldLevels ?? {};
  // Who files at V4 stays on the case team, or could not read it again.
  const isProtected = level === 4 || Object.values(fieldLevels).includes(4);
  const visibility: Visibility = {
    level,
    owner,
    fieldLevels,
    placeClass: sent.placeClass ?? 'general',
    team: isProtected ? [actor.id] : [],
  };
  if (level < least || visibility.placeClass === 'widely-public') throw takesTwo();
  return visibility;
}

function takesTwo(): Problem {
  return new Problem(
    'takes-two-people',
    'file it at its first level; to open it further, one person proposes that and another approves',
  );
}

/** @throws Problem `bad-body` whose faults stand below `document` */
function parseDocument({ kind }: Named, document: unknown): AnyDocument {
  const parsed = DOCUMENTS[kind].safeParse(document);
  if (parsed.success) return parsed.data;
  throw problemOfBody(
    parsed.error.issues.map((issue) => ({
      code: issue.code === 'unrecognized_keys' ? 'unknown-field' : 'bad-field',
      parameter: ['document', ...issue.path.map(String)].join('.'),
      detail: issue.message,
    })),
  );
}

/** What must be as it is: verification moves the axes and nothing else does, and a record keeps its names. */
const FIXED = ['id', 'ref', 'key', 'status', 'attribution', 'compliance', 'synthetic', 'crossingId'] as const;
const FIRST_VALUES: Partial<Record<(typeof FIXED)[number], readonly string[]>> = {
  status: ['reported'],
  attribution: ['not-assessed', 'claimed'],
  compliance: ['not-considered'],
};

function assertFixed(document: AnyDocument, present: WrittenFacts | null, id: string): void {
  const held: Record<string, unknown> = { ...present?.document };
  const faults = Object.entries(document).flatMap(([name, value]) => {
    const allowed = FIRST_VALUES[name as keyof typeof FIRST_VALUES];
    const isRight =
      name === 'id'
        ? value === id
        : !(FIXED as readonly string[]).includes(name) ||
          (present === null ? allowed === undefined || allowed.includes(String(value)) : value === held[name]);
    const detail = name === 'id' ? 'must be the id in the address' : 'is not changed by filing or editing';
    return isRight ? [] : [{ code: 'fixed-field', parameter: `document.${name}`, detail }];
  });
  if (faults.length > 0) throw problemOfBody(faults);
}

function referenceFor(document: Record<string, unknown>): string {
  const happened = document['happened'] as { from?: unknown } | undefined;
  const year = typeof happened?.from === 'string' ? happened.from.slice(0, 4) : new Date().toISOString().slice(0, 4);
  const prefix = document['synthetic'] === true ? 'SYN' : 'DL';
  return `${prefix}-${/^\d{4}$/.test(year) ? year : '0000'}-${randomInt(REFERENCES.from, REFERENCES.to)}`;
}

/** A document as it was sent, with its reference: of a new record the service gives it. */
function withReference({ kind }: Named, document: Record<string, unknown>, present: WrittenFacts | null) {
  if (kind !== 'incident' && kind !== 'airspace-claim') return document;
  if (present !== null) return { ...document, ref: document['ref'] ?? (present.document as { ref: string }).ref };
  if (document['ref'] !== null && document['ref'] !== undefined)
    throw problemOfBody([
      { code: 'fixed-field', parameter: 'document.ref', detail: 'must be null: the service gives the reference' },
    ]);
  return { ...document, ref: referenceFor(document) };
}

/** Ids that a document speaks of, by the path at which they stand. */
function spokenOf(document: AnyDocument): { parameter: string; id: string; kind: 'source' | 'record' }[] {
  const sources = (ids: readonly string[], at: string) =>
    ids.map((id, index) => ({ parameter: `${at}.${index}`, id, kind: 'source' as const }));
  const parts = [
    ...('statements' in document
      ? document.statements.map(({ sourceIds }, at) => ({ sourceIds, path: `document.statements.${at}.sourceIds` }))
      : []),
    ...('readings' in document
      ? document.readings.map(({ sourceIds }, at) => ({ sourceIds, path: `document.readings.${at}.sourceIds` }))
      : []),
  ];
  const records = [
    ...('links' in document
      ? document.links.map(({ toId }, at) => ({ parameter: `document.links.${at}.toId`, id: toId }))
      : []),
    ...('incidentId' in document && document.incidentId !== null
      ? [{ parameter: 'document.incidentId', id: document.incidentId }]
      : []),
    ...('crossingId' in document ? [{ parameter: 'document.crossingId', id: document.crossingId }] : []),
  ];
  return [
    ...('sourceIds' in document ? sources(document.sourceIds, 'document.sourceIds') : []),
    ...parts.flatMap(({ sourceIds, path }) => sources(sourceIds, path)),
    ...records.map((record) => ({ ...record, kind: 'record' as const })),
  ];
}

/**
 * Everything that a document speaks of has to be on record, and in sight of whoever writes: a guess at an id tells nothing.
 * What stood there before may stay, seen or not.
 */
async function assertSpokenOf(
  transaction: Database,
  { actor }: Writer,
  document: AnyDocument,
  known: ReadonlySet<string>,
): Promise<void> {
  const spoken = spokenOf(document).filter(({ id }) => !known.has(id));
  const readable = await readableIds(
    transaction,
    actor,
    spoken.map(({ id }) => id),
  );
  const sources = await asActor(transaction, actor, (queries) =>
    findSources(
      queries,
      spoken.filter(({ kind }) => kind === 'source').map(({ id }) => id),
    ),
  );
  const faults = spoken
    .filter(({ id, kind }) => (kind === 'source' ? !sources.has(id) : !readable.has(id)))
    .map(({ parameter, kind }) => ({ code: `unknown-${kind}`, parameter, detail: `there is no such ${kind}` }));
  if (faults.length > 0) throw problemOfBody(faults);
}

/** New sources that came with a record: they are as open as the record. Sources on record under the same id stay. */
async function newSources(
  transaction: Database,
  { actor }: Writer,
  sources: readonly SourceWrite[],
  visibility: Visibility,
): Promise<NewVersion[]> {
  const held = await findHeads(
    transaction,
    sources.map(({ id }) => id),
  );
  return sources
    .filter(({ id }) => !held.has(id))
    .map((document) => ({
      kind: 'source',
      document,
      visibility: { ...visibility, fieldLevels: {}, placeClass: 'general' },
      state: 'standing',
      mergedInto: null,
      made: { change: 'filed', reason: null, explanation: null, actorRole: actor.role },
      version: 1,
      fid: randomInt(FIDS.from, FIDS.to),
    }));
}

/**
 * Files a new record.
 *
 * @throws Problem `not-allowed`, `bad-body`, `takes-two-people`, `version-differs` where the id is taken
 */
export async function fileRecord(
  transaction: Database,
  writer: Writer,
  named: Named,
  sent: RecordSent,
): Promise<WriteAnswer> {
  const { actor } = writer;
  if (!mayFile(actor, named.kind))
    throw new Problem('not-allowed', `the role ${actor.role} may not file a ${named.kind}`);
  if ((await findHeads(transaction, [named.id])).size > 0)
    throw new Problem('version-differs', 'there is a record under this id already; make a new id to file another');
  const document = parseDocument(named, withReference(named, sent.document, null));
  assertFixed(document, null, named.id);
  const visibility = firstVisibility(actor, sent);
  assertLevelledFields(named.kind, visibility);
  const sources = await newSources(transaction, writer, sent.sources, visibility);
  await assertSpokenOf(transaction, writer, document, new Set(sources.map((source) => source.document.id)));
  const version: NewVersion = {
    kind: named.kind,
    document,
    visibility,
    state: 'standing',
    mergedInto: null,
    made: { change: 'filed', reason: null, explanation: null, actorRole: actor.role },
    version: 1,
    fid: randomInt(FIDS.from, FIDS.to),
  };
  const at = momentAfter(null, writer.now());
  // Sources first: the record speaks of them.
  await commitVersions(transaction, writer, [...sources, version], at);
  return answerOf(version, version.fid ?? 0);
}

/**
 * Saves an edited record as its next version; what the editor could not see stays as it is.
 *
 * @throws Problem `item-not-found`, `not-allowed`, `version-differs`, `bad-body`, `takes-two-people`
 */
export async function editRecord(
  transaction: Database,
  writer: Writer,
  named: Named,
  sent: RecordSent,
  expected: number,
): Promise<WriteAnswer> {
  const { actor } = writer;
  const present = await takeRecord(transaction, writer, named, { act: 'edit', expected });
  if (sent.why === null)
    throw problemOfBody([{ code: 'bad-field', parameter: 'why', detail: 'a change to a record says why' }]);
  const standing: Record<string, unknown> = { ...present.document };
  const whole = withHidden(sent.document, standing, hiddenFields(present.visibility, actor));
  const document = parseDocument(named, withReference(named, whole, present));
  assertFixed(document, present, named.id);
  const visibility: Visibility = {
    ...present.visibility,
    level: sent.level ?? present.visibility.level,
    fieldLevels: { ...present.visibility.fieldLevels, ...sent.fieldLevels },
    placeClass: sent.placeClass ?? present.visibility.placeClass,
  };
  assertLevelledFields(named.kind, visibility);
  if (opensAnything(present.visibility, visibility)) throw takesTwo();
  const sources = await newSources(transaction, writer, sent.sources, visibility);
  const known = new Set([
    ...sources.map((source) => source.document.id),
    ...spokenOf(present.document).map(({ id }) => id),
  ]);
  await assertSpokenOf(transaction, writer, document, known);
  const next = nextVersion(present, actor, changeFor(sent.why.reason), sent.why, { document, visibility });
  if (isSameVersion(present, next)) return answerOf({ ...next, version: present.version }, present.fid);
  await commitVersions(transaction, writer, [...sources, next], momentAfter(present.recordedAt, writer.now()));
  return answerOf(next, present.fid);
}
