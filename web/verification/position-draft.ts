import { z } from 'zod';
import type { Language, Party } from '../../api/geo/contract.ts';
import { type PositionShown } from '../../api/verification/shown/contract.ts';
import { countWords, MOST_POSITION_WORDS, PositionSent } from '../../api/verification/contract.ts';
import type { Clock } from '../i18n/formats.ts';
import type { Fault } from '../record/faults.ts';
import type { FigureFields } from '../record/fields.ts';
import { instantOfMoment, NO_MOMENT, ZONES, type Moment } from '../record/span.ts';

/** A party's position as it stands while somebody fills it in. */
export type PositionDraft = {
  readonly id: string;
  readonly position: string | null;
  readonly channel: string | null;
  readonly speaker: string | null;
  readonly office: string | null;
  readonly zone: Clock;
  readonly said: Moment;
  readonly text: string | null;
  readonly language: Language | null;
  readonly translation: {
    readonly text: string | null;
    readonly language: Language | null;
    readonly translator: string | null;
  } | null;
  readonly occurred: string;
  readonly place: string | null;
  readonly time: string | null;
  readonly weapon: string | null;
  readonly attributedTo: string | null;
  readonly casualtyFigures: readonly FigureFields[];
  readonly sourceIds: readonly string[];
  readonly isPublic: boolean;
};

/** An empty form. Neutral staff put on record only what was said in public. */
export function blankPosition(id: string, isOfNeutral: boolean): PositionDraft {
  return {
    id,
    position: null,
    channel: isOfNeutral ? 'public-statement' : 'formal-to-mechanism',
    speaker: null,
    office: null,
    zone: 'utc',
    said: NO_MOMENT,
    text: null,
    language: null,
    translation: null,
    occurred: 'not-said',
    place: null,
    time: null,
    weapon: null,
    attributedTo: null,
    casualtyFigures: [],
    sourceIds: [],
    isPublic: true,
  };
}

/** About what a position is stated: the incident, for whom, and which one stands now. */
export type PositionAbout = {
  readonly incidentId: string;
  readonly party: Party;
  readonly current: Pick<PositionShown, 'id'> | null;
  readonly synthetic: boolean;
};

const tidy = (text: string | null): string | null => ((text ?? '').trim() === '' ? null : (text ?? '').trim());

/** What the form sends; it parses as the contract once nothing is missing. */
export function positionBody(draft: PositionDraft, about: PositionAbout): unknown {
  const { translation } = draft;
  const document = {
    id: draft.id,
    incidentId: about.incidentId,
    party: about.party,
    position: draft.position,
    channel: draft.channel,
    speaker: tidy(draft.speaker),
    office: tidy(draft.office),
    saidAt: instantOfMoment(draft.said, draft.zone),
    verbatim: { text: draft.text ?? '', language: draft.language },
    translation:
      translation === null
        ? null
        : { ...translation, text: tidy(translation.text), translator: tidy(translation.translator) },
    asserts: {
      occurred: draft.occurred,
      place: tidy(draft.place),
      time: tidy(draft.time),
      attributedTo: draft.attributedTo,
      weapon: tidy(draft.weapon),
    },
    casualtyFigures: draft.casualtyFigures.map((figure) => ({ ...figure, note: tidy(figure.note) })),
    sourceIds: draft.channel === 'public-statement' ? draft.sourceIds : [],
    supersedesId: about.current?.id ?? null,
    synthetic: about.synthetic,
  };
  return { document, isPublic: draft.channel === 'public-statement' || draft.isPublic };
}

/** Words that the party's text has so far. */
export function wordsOf({ text }: Pick<PositionDraft, 'text'>): number {
  return countWords(text ?? '');
}

type Checked =
  | { readonly sent: PositionSent; readonly faults: readonly [] }
  | { readonly sent: null; readonly faults: readonly Fault[] };

/** The position ready to be sent, or what is missing in it, one fault for a field. */
export function checkPosition(draft: PositionDraft, about: PositionAbout): Checked {
  const parsed = PositionSent.safeParse(positionBody(draft, about));
  if (parsed.success) return { sent: parsed.data, faults: [] };
  const faults = new Map<string, Fault>();
  for (const issue of parsed.error.issues) {
    const path = issue.path.slice(1).map(String).join('.');
    if (!faults.has(path)) faults.set(path, { path, ...faultOf(issue, path, draft) });
  }
  return { sent: null, faults: [...faults.values()] };
}

function faultOf(issue: z.core.$ZodIssue, path: string, draft: PositionDraft): Pick<Fault, 'key' | 'values'> {
  if (path === 'verbatim.text' && wordsOf(draft) > MOST_POSITION_WORDS)
    return { key: 'stating.too-many-words', values: { most: MOST_POSITION_WORDS } };
  if (path === 'sourceIds') return { key: 'form.fault-source-missing' };
  if (path === 'saidAt' && draft.said.day !== '') return { key: 'form.fault-time' };
  if (issue.code === 'too_big' && issue.origin === 'string')
    return { key: 'form.fault-too-long', values: { most: Number(issue.maximum) } };
  return { key: 'form.fault-missing' };
}

type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const MomentShape = z.object({ day: z.string(), time: z.string() });
const text = z.string().nullable();

/** What a kept draft has to look like; one of an older page is left alone. */
const Kept = z.object({
  id: z.uuid(),
  position: text,
  channel: text,
  speaker: text,
  office: text,
  zone: z.enum(ZONES),
  said: MomentShape,
  text,
  language: text,
  translation: z.object({ text, language: text, translator: text }).nullable(),
  occurred: z.string(),
  place: text,
  time: text,
  weapon: text,
  attributedTo: text,
  casualtyFigures: z.array(z.looseObject({ id: z.uuid() })),
  sourceIds: z.array(z.string()),
  isPublic: z.boolean(),
});

export type PositionStore = {
  readonly find: () => PositionDraft | null;
  readonly keep: (draft: PositionDraft) => void;
  readonly forget: () => void;
};

/** Keeps the unfinished position of a party on one incident in the browser, for one person alone. */
export function createPositionStore(
  keeper: Keeper,
  { owner, incidentId, party }: { readonly owner: string; readonly incidentId: string; readonly party: Party },
): PositionStore {
  const key = `position-draft:1:${owner}:${incidentId}:${party}`;
  return {
    find: () => {
      try {
        const parsed = Kept.safeParse(JSON.parse(keeper.getItem(key) ?? 'null'));
        return parsed.success ? (parsed.data as unknown as PositionDraft) : null;
      } catch {
        return null;
      }
    },
    keep: (draft) => keeper.setItem(key, JSON.stringify(draft)),
    forget: () => keeper.removeItem(key),
  };
}
