import { type InputHTMLAttributes, useId, useState } from 'react';
import {
  CHECK_RESULTS,
  CONTENT_WARNINGS,
  type EvidenceSent,
  EvidenceWrite,
  MOST_EVIDENCE_BYTES,
} from '../../api/evidence/contract.ts';
import { useSend } from '../auth/use-send.ts';
import { RequestProblem } from '../auth/request.ts';
import { problemWords } from '../auth/words.ts';
import { useI18n, type MessageKey } from '../i18n/index.tsx';
import type { Fault } from '../record/faults.ts';
import { ChoiceField, DayField, Field, FieldGroup } from '../record/field.tsx';
import { controlId, FormContext } from '../record/form-context.ts';
import { instantOfMoment, type Moment, NO_MOMENT, type SpanEntry } from '../record/span.ts';
import { TimeField, ZoneField } from '../record/when-fields.tsx';
import { hashFile, sendFile, uploadIdFor } from './upload.ts';

const MEANINGS: Readonly<Record<string, MessageKey>> = {
  'file-refused': 'evidence.problem-refused',
  'type-differs': 'evidence.problem-type',
  'picture-too-large': 'evidence.problem-picture',
  'file-too-large': 'evidence.problem-large',
  'hash-differs': 'evidence.problem-hash',
  'too-many-uploads': 'evidence.problem-many',
};
const HOW = EvidenceWrite.shape.obtainedHow.options;

const CHECKS = ['source', 'technical', 'content'] as const;

type Words = Pick<EvidenceSent, 'obtainedHow' | 'contentWarning' | 'checks'> & {
  readonly title: string;
  readonly obtainedFrom: string;
  readonly originalUrl: string;
  readonly archiveUrl: string;
  readonly independenceGroup: string;
  readonly captured: Moment;
  readonly zone: SpanEntry['zone'];
};
const EMPTY: Words = {
  title: '',
  obtainedFrom: '',
  obtainedHow: 'handed-over',
  originalUrl: '',
  archiveUrl: '',
  independenceGroup: '',
  captured: NO_MOMENT,
  zone: 'utc',
  checks: { source: 'not-done', technical: 'not-done', content: 'not-done' },
  contentWarning: 'none',
};

/** The moment of capture is whole or left out: a day alone would go on record as its midnight. */
function faultsOf({ captured, zone }: Words): Fault[] {
  if (captured.day === '' && captured.time === '') return [];
  if (captured.day === '') return [{ path: 'captured.day', key: 'form.fault-missing' }];
  const isWhole = captured.time !== '' && instantOfMoment(captured, zone) !== null;
  return isWhole ? [] : [{ path: 'captured.time', key: 'form.fault-time' }];
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function sentOf(incidentId: string, file: File, sha256: string, words: Words): EvidenceSent {
  const { title, obtainedFrom, obtainedHow, contentWarning, checks } = words;
  return {
    incidentId,
    title: title.trim() || file.name.slice(0, 200),
    obtainedFrom,
    obtainedHow,
    contentWarning,
    checks,
    fileName: file.name.slice(-200) || 'file',
    sha256,
    bytes: file.size,
    statedType: file.type.slice(0, 100),
    capturedAt: instantOfMoment(words.captured, words.zone),
    captureDevice: null,
    // Of the file, so that the same one chosen again goes on with the same upload.
    obtainedAt: `${new Date(file.lastModified).toISOString().slice(0, 19)}Z`,
    originalUrl: orNull(words.originalUrl),
    archiveUrl: orNull(words.archiveUrl),
    independenceGroup: orNull(words.independenceGroup),
  };
}

type LineProps = Pick<InputHTMLAttributes<HTMLInputElement>, 'required' | 'maxLength'> & {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
};

/** One line that the browser itself holds against what is accepted. */
function Line({ path, label, hint, required, onChange, ...input }: LineProps) {
  return (
    <Field path={path} label={label} hint={hint} required={required}>
      {(control) => (
        <input
          {...control}
          {...input}
          className="input"
          dir="auto"
          autoComplete="off"
          required={required}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** The address of a page, never of a program. */
function AddressLine({ path, label, value, onChange }: Omit<LineProps, 'hint' | 'required' | 'maxLength'>) {
  return (
    <Field path={path} label={label}>
      {(control) => (
        <input
          {...control}
          type="url"
          className="input"
          dir="ltr"
          autoComplete="off"
          pattern="[Hh][Tt][Tt][Pp][Ss]?://.+"
          placeholder="https://"
          maxLength={2_000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type PartProps = { readonly words: Words; readonly change: (more: Partial<Words>) => void };

/** Where a file comes from, when it was made, and what was checked of it. */
function OriginFields({ words, change }: PartProps) {
  const { t } = useI18n();
  const { captured, zone, checks } = words;
  return (
    <>
      <FieldGroup path="captured" label={t('evidence.captured')} hint={t('evidence.captured-hint')}>
        <ZoneField path="captured.zone" value={zone} onChange={(chosen) => change({ zone: chosen })} />
        <div className="field-row">
          <DayField
            path="captured.day"
            label={t('form.day')}
            value={captured.day === '' ? null : captured.day}
            onChange={(day) => change({ captured: { ...captured, day: day ?? '' } })}
          />
          <TimeField
            path="captured.time"
            label={t('form.time')}
            value={captured.time}
            onChange={(time) => change({ captured: { ...captured, time } })}
          />
        </div>
      </FieldGroup>
      <Line
        path="obtainedFrom"
        label={t('evidence.from')}
        maxLength={200}
        value={words.obtainedFrom}
        onChange={(obtainedFrom) => change({ obtainedFrom })}
      />
      <ChoiceField
        path="obtainedHow"
        label={t('evidence.how')}
        none={null}
        options={HOW}
        words={(how) => t(`evidence.how-${how}`)}
        value={words.obtainedHow}
        onChange={(how) => change({ obtainedHow: how ?? 'other' })}
      />
      <AddressLine
        path="originalUrl"
        label={t('evidence.original-url')}
        value={words.originalUrl}
        onChange={(originalUrl) => change({ originalUrl })}
      />
      <AddressLine
        path="archiveUrl"
        label={t('evidence.archive-url')}
        value={words.archiveUrl}
        onChange={(archiveUrl) => change({ archiveUrl })}
      />
      <Line
        path="independenceGroup"
        label={t('form.source-group')}
        hint={t('form.source-group-hint')}
        maxLength={80}
        value={words.independenceGroup}
        onChange={(independenceGroup) => change({ independenceGroup })}
      />
      <FieldGroup path="checks" label={t('evidence.checks-title')}>
        {CHECKS.map((check) => (
          <ChoiceField
            key={check}
            path={`checks.${check}`}
            label={t(`evidence.check-of-${check}`)}
            none={null}
            options={CHECK_RESULTS}
            words={(result) => t(`evidence.check-${result}`)}
            value={checks[check]}
            onChange={(result) => change({ checks: { ...checks, [check]: result ?? 'not-done' } })}
          />
        ))}
      </FieldGroup>
    </>
  );
}

/** Attaches a file to an incident; what was sent before a cut is not sent again. */
export function UploadForm({ incidentId, onAttached }: { incidentId: string; onAttached: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [words, setWords] = useState<Words>(EMPTY);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [told, setTold] = useState<string | null>(null);
  /** How many were attached: after each the browser's own field begins anew. */
  const [attached, setAttached] = useState(0);
  const sending = useSend();
  const change = (more: Partial<Words>): void => setWords((now) => ({ ...now, ...more }));
  const percent = (done: number, of: number): number => Math.floor((100 * done) / Math.max(1, of));
  async function attach(chosen: File): Promise<void> {
    setTold(null);
    if (chosen.size === 0 || chosen.size > MOST_EVIDENCE_BYTES)
      throw new RequestProblem('refused', 'size', { code: 'file-too-large' });
    const sha256 = await hashFile(chosen, (n) => setTold(t('evidence.hashing', { n: percent(n, chosen.size) })));
    const sent = sentOf(incidentId, chosen, sha256, words);
    const upload = uploadIdFor(sent);
    await sendFile(upload.id, chosen, sent, (n) => setTold(t('evidence.sending', { n: percent(n, chosen.size) })));
    upload.forget();
    setTold(t('evidence.attached'));
    setFile(null);
    setAttached((count) => count + 1);
    setWords(EMPTY);
    onAttached();
  }
  function submit(): void {
    const found = faultsOf(words);
    setFaults(found);
    const [first] = found;
    if (first !== undefined) document.getElementById(controlId(id, first.path))?.focus();
    else if (file !== null) void sending.send(() => attach(file));
  }
  return (
    <FormContext value={{ formId: id, faults, hiddenFields: [] }}>
      <form
        className="evidence-form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field path="file" label={t('evidence.file')} hint={t('evidence.file-hint')} required>
          {(control) => (
            <input
              {...control}
              key={attached}
              type="file"
              required={file === null}
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
          )}
        </Field>
        <Line
          path="title"
          label={t('evidence.title-field')}
          required
          maxLength={200}
          value={words.title}
          onChange={(title) => change({ title })}
        />
        <ChoiceField
          path="contentWarning"
          label={t('evidence.warning')}
          none={null}
          options={CONTENT_WARNINGS}
          words={(warning) => t(`evidence.warning-${warning}`)}
          value={words.contentWarning}
          onChange={(warning) => change({ contentWarning: warning ?? 'none' })}
        />
        <OriginFields words={words} change={change} />
        <button type="submit" className="button primary" disabled={sending.isBusy}>
          {t('evidence.attach')}
        </button>
        <p role="status">{told}</p>
        {sending.problem === null ? null : (
          <p role="alert" className="field-fault">
            {problemWords(i18n, sending.problem, MEANINGS)}
          </p>
        )}
      </form>
    </FormContext>
  );
}
