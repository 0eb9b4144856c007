import { useRef, useState } from 'react';
import { useI18n, type I18n } from '../i18n/index.tsx';
import { saveFile } from '../snapshots/save.ts';
import type { ViewArea } from '../view.ts';
import { faultWords, featureFaultWords } from './fault-words.ts';
import { areasToGeoJson, geoJsonToAreas, MOST_FILE_BYTES, type FileFault, type LoadedAreas } from './geojson.ts';

type FileActionsProps = {
  readonly areas: readonly ViewArea[];
  readonly onLoaded: (areas: readonly ViewArea[]) => void;
};

/** Saves all areas as one GeoJSON file, and loads them from one. */
export function FileActions({ areas, onLoaded }: FileActionsProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<LoadedAreas | { readonly fault: FileFault } | null>(null);

  const load = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const read = await readAreas(file, areas, i18n);
    setOutcome(read);
    if (!('fault' in read) && read.areas.length > 0) onLoaded(read.areas);
  };
  const save = (): void =>
    saveFile(new Blob([areasToGeoJson(areas)], { type: 'application/geo+json' }), 'DLM_areas.geojson');

  return (
    <div className="areas-files">
      <div className="areas-actions">
        <button type="button" className="button" onClick={() => input.current?.click()}>
          {t('areas.load')}
        </button>
        <button type="button" className="button" disabled={areas.length === 0} onClick={save}>
          {t('areas.save')}
        </button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".geojson,.json,application/geo+json,application/json"
        aria-label={t('areas.load')}
        onChange={(event) => {
          void load(event.target.files?.[0]);
          // The same file may be chosen again once it is mended.
          event.target.value = '';
        }}
      />
      {outcome === null ? null : <Outcome i18n={i18n} outcome={outcome} />}
    </div>
  );
}

function Outcome({ i18n, outcome }: { i18n: I18n; outcome: LoadedAreas | { readonly fault: FileFault } }) {
  if ('fault' in outcome)
    return (
      <p className="areas-fault" role="alert">
        {faultWords(i18n, outcome.fault)}
      </p>
    );
  return (
    <div role={outcome.faults.length > 0 ? 'alert' : 'status'}>
      <p className="areas-hint">{i18n.t('areas.loaded', { count: outcome.areas.length })}</p>
      {outcome.faults.length === 0 ? null : (
        <ul className="areas-fault">
          {outcome.faults.map((fault) => (
            <li key={fault.feature}>{featureFaultWords(i18n, fault)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The size is known before a byte is read. */
async function readAreas(
  file: File,
  present: readonly ViewArea[],
  { t }: I18n,
): Promise<LoadedAreas | { readonly fault: FileFault }> {
  if (file.size > MOST_FILE_BYTES) return { fault: { code: 'file-too-large', mostBytes: MOST_FILE_BYTES } };
  try {
    return geoJsonToAreas(await file.text(), present, (number) => t('areas.default-name', { number }));
  } catch {
    return { fault: { code: 'file-unreadable' } };
  }
}
