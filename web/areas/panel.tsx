import { useState } from 'react';
import type { Bounds } from '../explore/bounds.ts';
import type { AreaCounts, AreaTally } from '../columns/question.ts';
import { useI18n } from '../i18n/index.tsx';
import type { ViewArea } from '../view.ts';
import { AreaCard } from './area-card.tsx';
import { boundsOfRing, nextAreaId, type Corner } from './area.ts';
import { CornersForm } from './corners-form.tsx';
import { DrawingStatus } from './drawing-status.tsx';
import { FileActions } from './file-actions.tsx';
import type { DrawingControl } from './use-drawing.ts';

type AreasPanelProps = {
  readonly areas: readonly ViewArea[];
  readonly onChange: (areas: readonly ViewArea[]) => void;
  /** What is counted of the incidents that the current filters leave, the map's extent set aside; null where none are shown. */
  readonly counts: readonly AreaCounts[] | null;
  readonly drawing: DrawingControl;
  readonly mapCentre: () => Corner | null;
  readonly onZoomTo: (bounds: Bounds) => void;
};

const NOTHING: AreaTally = { total: 0, byCategory: {}, byType: {}, byStatus: {} };
const NOTHING_COUNTED = { inside: NOTHING, 'possibly-inside': NOTHING, outside: NOTHING, unplaced: NOTHING };

/** The areas of the view: draw, name, count, edit, load and save them. */
export function AreasPanel({ areas, onChange, counts, drawing, mapCentre, onZoomTo }: AreasPanelProps) {
  const { t } = useI18n();
  const [deleted, setDeleted] = useState<{ area: ViewArea; index: number } | null>(null);
  const { state } = drawing;

  const change = (next: readonly ViewArea[]): void => {
    setDeleted(null);
    onChange(next);
  };
  const replace = (area: ViewArea): void => change(areas.map((old) => (old.id === area.id ? area : old)));
  const remove = (area: ViewArea, index: number): void => {
    if ('areaId' in state && state.areaId === area.id) drawing.stop();
    change(areas.filter(({ id }) => id !== area.id));
    setDeleted({ area, index });
  };
  const takeTyped = (ring: ViewArea['ring']): void => {
    const typed = state.mode === 'typing' ? areas.find(({ id }) => id === state.areaId) : undefined;
    const name = t('areas.default-name', { number: areas.length + 1 });
    if (typed) replace({ ...typed, ring });
    else change([...areas, { id: nextAreaId(areas), name, ring }]);
    drawing.stop();
  };
  const form = (ring: ViewArea['ring']) => (
    <CornersForm
      ring={ring}
      mapCentre={mapCentre}
      onDraft={drawing.setDraft}
      onDone={takeTyped}
      onCancel={drawing.stop}
    />
  );

  return (
    <section className="areas-panel" aria-label={t('areas.title')}>
      <p className="areas-hint">{t('areas.purpose')}</p>
      <DrawingStatus drawing={drawing} areaCount={areas.length} />
      {state.mode === 'typing' && state.areaId === null ? form([]) : null}
      <ul className="area-list">
        {areas.map((area, index) => (
          <AreaCard
            key={area.id}
            area={area}
            tallies={counts === null ? NOTHING_COUNTED : counts.find(({ id }) => id === area.id)?.tallies}
            isEdited={state.mode === 'editing' && state.areaId === area.id}
            onRename={(name) => replace({ ...area, name })}
            onZoomTo={() => onZoomTo(boundsOfRing(area.ring))}
            onEdit={() =>
              state.mode === 'editing' && state.areaId === area.id ? drawing.stop() : drawing.edit(area.id)
            }
            onType={() => drawing.type(area.id)}
            onDelete={() => remove(area, index)}
          >
            {state.mode === 'typing' && state.areaId === area.id ? form(area.ring) : null}
          </AreaCard>
        ))}
      </ul>
      <p className="areas-hint" role="status">
        {deleted === null ? null : (
          <>
            {t('areas.deleted', { name: deleted.area.name })}{' '}
            <button
              type="button"
              className="link-button"
              onClick={() => change(areas.toSpliced(deleted.index, 0, deleted.area))}
            >
              {t('areas.undo-delete')}
            </button>
          </>
        )}
      </p>
      <FileActions areas={areas} onLoaded={(loaded) => change([...areas, ...loaded])} />
    </section>
  );
}
