import { useId, useState } from 'react';
import { useI18n, type I18n } from '../i18n/index.tsx';
import type { ThemeName } from '../map/theme.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FORMATS, fileName, type Choice, type Format, type Step, type Subject } from './export.ts';
import { Preview } from './preview.tsx';
import { createSourceFinder } from './publishers.ts';
import { ORIENTATIONS, orientationFor } from './sheet.ts';
import { useExport, type ExportState } from './use-export.ts';

type ExportDialogProps = {
  /** Null while nothing has been loaded. */
  readonly subject: Subject | null;
  /** The theme that the screen has now. */
  readonly screenTheme: ThemeName;
  readonly onClose: () => void;
};

/** Longer titles would not be read on a sheet. */
const MOST_TITLE_LETTERS = 120;

/** Makes a sheet of the present view as PNG or PDF: title, format, orientation, colours, a preview, and the file. */
export function ExportDialog({ subject, screenTheme, onClose }: ExportDialogProps) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <Dialog title={t('snapshots.title')} closeLabel={t('app.close')} onClose={onClose}>
      {subject === null ? (
        <p className="export-words">{t('snapshots.nothing-loaded')}</p>
      ) : (
        <ExportForm i18n={i18n} subject={subject} screenTheme={screenTheme} onClose={onClose} />
      )}
    </Dialog>
  );
}

function ExportForm({ i18n, subject, screenTheme, onClose }: ExportDialogProps & { i18n: I18n; subject: Subject }) {
  const { t } = i18n;
  const ids = { title: useId(), status: useId() };
  const [format, setFormat] = useState<Format>('pdf');
  const [choice, setChoice] = useState<Choice>(() => ({
    title: t('snapshots.default-title'),
    orientation: orientationFor(subject.screen),
    theme: 'print',
  }));
  const [findSources] = useState(() => createSourceFinder(subject.view.knownAt));
  const { state, run } = useExport(i18n, subject, findSources);
  const isBusy = state.kind === 'running';
  const title = choice.title.trim() === '' ? t('snapshots.default-title') : choice.title.trim();

  return (
    <form
      className="export"
      onSubmit={(event) => {
        event.preventDefault();
        run({ ...choice, title, format });
      }}
    >
      <div className="export-fields">
        <p className="export-words">{t('snapshots.purpose')}</p>
        <label className="export-label" htmlFor={ids.title}>
          {t('snapshots.title-field')}
        </label>
        <input
          id={ids.title}
          className="export-title"
          dir="auto"
          maxLength={MOST_TITLE_LETTERS}
          value={choice.title}
          onChange={(event) => setChoice({ ...choice, title: event.target.value })}
        />
        <Choices
          label={t('snapshots.format')}
          value={format}
          onChange={setFormat}
          options={FORMATS.map((value) => [value, t(`snapshots.format-${value}`)])}
        />
        <Choices
          label={t('snapshots.orientation')}
          value={choice.orientation}
          onChange={(orientation) => setChoice({ ...choice, orientation })}
          options={ORIENTATIONS.map((value) => [value, t(`snapshots.${value}`)])}
        />
        <Choices
          label={t('snapshots.colours')}
          value={choice.theme}
          onChange={(theme) => setChoice({ ...choice, theme })}
          options={[
            ['print', t('snapshots.colours-print')],
            [screenTheme, t('snapshots.colours-screen')],
          ]}
        />
        <p className="export-words">
          {t('snapshots.file-name')}:{' '}
          <bdi className="export-file">{fileName(subject, title, format === 'pdf' ? 'pdf' : 'png')}</bdi>
        </p>
        <p
          id={ids.status}
          className={state.kind === 'failed' ? 'export-fault' : 'export-words'}
          role={state.kind === 'failed' ? 'alert' : 'status'}
        >
          {stateWords(i18n, state)}
        </p>
        <div className="export-actions">
          <button type="submit" className="button primary" disabled={isBusy} aria-describedby={ids.status}>
            {t('snapshots.export')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {state.kind === 'saved' ? t('app.close') : t('snapshots.cancel')}
          </button>
        </div>
      </div>
      <Preview
        i18n={i18n}
        subject={subject}
        choice={{ ...choice, title }}
        findSources={findSources}
        isPaused={isBusy}
      />
    </form>
  );
}

type ChoicesProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
};

function Choices<Value extends string>({ label, value, options, onChange }: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset className="export-choices">
      <legend className="export-label">{label}</legend>
      {options.map(([option, words]) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} /> {words}
        </label>
      ))}
    </fieldset>
  );
}

/** How far it is, what was saved, or what went wrong and what to do. */
function stateWords({ t }: I18n, state: ExportState): string {
  if (state.kind === 'running') return stepWords({ t }, state.step);
  if (state.kind === 'saved') return t('snapshots.saved', { name: state.name });
  if (state.kind === 'failed') return t('snapshots.failed', { reason: t(`snapshots.failed-${state.reason}`) });
  return '';
}

function stepWords({ t }: Pick<I18n, 't'>, step: Step): string {
  if (step.step === 'sources') return t('snapshots.step-sources', { done: step.done, all: step.all });
  return t(`snapshots.step-${step.step}`);
}
