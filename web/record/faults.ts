import { z } from 'zod';
import { SourceWrite } from '../../api/ingest/contract.ts';
import { DOCUMENTS, Why, type EditedKind } from '../../api/record/contract.ts';
import type { MessageKey } from '../i18n/index.tsx';
import { sentOf, type Draft } from './draft.ts';
import { findPlaceFaults } from './place.ts';
import { asksForTime } from './span.ts';

/** Something that keeps a record from being filed, at the field where it can be mended. */
export type Fault = {
  /** Path in the document, `where.precision`; new sources are `sources.0.publisher`, the reason is `why.reason`. */
  readonly path: string;
  readonly key: MessageKey;
  readonly values?: Readonly<Record<string, string | number>>;
};

type Issue = z.core.$ZodIssue;

/** What a rule of a contract that has no code of its own says, by the field at which it speaks. */
const RULES: Readonly<Record<string, MessageKey>> = {
  'happened.to': 'form.fault-range',
  'where.precision': 'form.fault-no-point',
  'where.uncertaintyMetres': 'form.fault-radius-missing',
  allegedOperator: 'form.fault-same-party',
};

/** Stands in for the reference that the service gives to a new record. */
const REFERENCE_TO_COME = 'DL-2025-000000';

function keyOf(issue: Issue, path: string): Pick<Fault, 'key' | 'values'> {
  if (path.endsWith('.key') || path === 'key') return { key: 'form.fault-key' };
  if (path === 'where.geometry') return { key: 'form.fault-position' };
  if (issue.code === 'custom') return { key: RULES[path] ?? 'form.fault-not-accepted' };
  if (issue.code === 'too_big') {
    return issue.origin === 'string'
      ? { key: 'form.fault-too-long', values: { most: Number(issue.maximum) } }
      : { key: 'form.fault-too-many', values: { most: Number(issue.maximum) } };
  }
  if (issue.code === 'too_small' && issue.origin === 'array') return { key: 'form.fault-source-missing' };
  if (issue.code === 'too_small' || issue.code === 'invalid_type' || issue.code === 'invalid_value')
    return { key: 'form.fault-missing' };
  return { key: 'form.fault-not-accepted' };
}

/** The field at which a person mends what a path of the document says. */
export function fieldOf(path: string): string {
  if (path.startsWith('where.geometry')) return 'where.geometry';
  if (path === 'happenedFrom') return 'happened.from';
  if (path === 'happenedTo') return 'happened.to';
  const sources = path.indexOf('sourceIds');
  if (sources !== -1) return path.slice(0, sources + 'sourceIds'.length);
  const reading = /^readings\.(\d+)\.effectiveFrom(Latest)?$/.exec(path);
  if (reading) return `readings.${reading[1]}.start.${reading[2] === undefined ? 'from' : 'to'}`;
  return path;
}

function parseFaults(shape: z.ZodType, value: unknown, prefix: string): Fault[] {
  const parsed = shape.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const path = fieldOf([...(prefix === '' ? [] : [prefix]), ...issue.path.map(String)].join('.'));
    return { path, ...keyOf(issue, path) };
  });
}

/** Every fault of a draft in the order of its form, one for a field; none when it may be sent. */
export function findFaults(draft: Draft): Fault[] {
  const sent = sentOf(draft);
  const hidden = draft.base?.hiddenFields ?? [];
  const document =
    'ref' in sent.document ? { ...sent.document, ref: sent.document['ref'] ?? REFERENCE_TO_COME } : sent.document;
  const faults = [
    ...parseFaults(DOCUMENTS[draft.kind satisfies EditedKind], document, '').filter(
      ({ path }) => !hidden.some((field) => path === field || path.startsWith(`${field}.`)),
    ),
    ...placeFaultsOf(draft),
    ...sent.sources.flatMap((source) => {
      const at = draft.sources.findIndex(({ id }) => id === source.id);
      return parseFaults(SourceWrite, source, `sources.${at}`);
    }),
    ...(draft.base === null ? [] : parseFaults(Why, draft.why, 'why')),
  ];
  return onePerField(faults).map((fault) => atItsTime(draft, fault));
}

/** Where a day was given, it is the time of day beside it that is missing or none. */
function atItsTime({ fields }: Draft, fault: Fault): Fault {
  if (fault.key !== 'form.fault-missing') return fault;
  const span = 'happened' in fields ? fields.happened : null;
  const end = fault.path === 'happened.from' ? 'from' : fault.path === 'happened.to' ? 'to' : null;
  const isTime =
    end !== null && span !== null
      ? asksForTime(span) && span[end].day !== ''
      : 'validFrom' in fields && fault.path === 'validFrom' && fields.validFrom.day !== '';
  return isTime ? { path: `${fault.path}.time`, key: 'form.fault-time' } : fault;
}

function placeFaultsOf(draft: Draft): Fault[] {
  if (draft.kind === 'incident') return findPlaceFaults(draft.fields.where, draft.fields.type);
  return draft.kind === 'airspace-claim' ? findPlaceFaults(draft.fields.where, null) : [];
}

/** The end of a span is only spoken of where its beginning is sound. */
function onePerField(faults: readonly Fault[]): Fault[] {
  const paths = new Set<string>();
  return faults.filter(({ path }) => {
    const isTold = paths.has(path) || (path.endsWith('.to') && paths.has(path.replace(/to$/, 'from')));
    paths.add(path);
    return !isTold;
  });
}

type ServerFault = { readonly parameter?: string | undefined; readonly detail: string };

/** What the service refused, at the fields that it names; what names none stands at the head of the form. */
export function faultsOfAnswer(errors: readonly ServerFault[]): Fault[] {
  return errors.map(({ parameter, detail }) => ({
    path: fieldOf((parameter ?? '').replace(/^document\./, '')),
    key: 'form.fault-refused',
    values: { detail: detail.slice(0, 200) },
  }));
}
