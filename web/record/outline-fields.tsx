import { useState } from 'react';
import { closedRing } from '../areas/area.ts';
import { CornersForm } from '../areas/corners-form.tsx';
import { useI18n } from '../i18n/index.tsx';
import { FieldGroup } from './field.tsx';
import { useFormMap } from './form-map.ts';
import { OutlineDrawer } from './outline-drawer.tsx';
import type { PlaceEntry } from './place.ts';

type OutlineProps = { readonly value: PlaceEntry; readonly set: (patch: Partial<PlaceEntry>) => void };
type Ring = readonly (readonly [number, number])[];

const nothing = (): undefined => undefined;

/** The outer ring of an outline; none where it has several parts, which the tools do not edit. */
function ringOf(shape: PlaceEntry['shape']): Ring {
  return shape?.type === 'Polygon' ? (shape.coordinates[0] ?? []) : [];
}

function cornersOf(shape: NonNullable<PlaceEntry['shape']>): number {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();
  return rings.reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0);
}

/** The outline of an area: drawn on the map, typed corner by corner, or taken from an area of the view. */
export function OutlineFields({ value: { shape }, set }: OutlineProps) {
  const { t } = useI18n();
  const { map, areas } = useFormMap();
  const [mode, setMode] = useState<'idle' | 'drawing' | 'typing'>('idle');
  const takeRing = (ring: Ring): void => {
    set({
      shape: { type: 'Polygon', coordinates: [closedRing(ring)] },
      drawnAs: 'as-named',
      longitude: '',
      latitude: '',
    });
    setMode('idle');
  };
  const centre = (): [number, number] | null => {
    const at = map?.getCenter();
    return at ? [at.lng, at.lat] : null;
  };
  return (
    <FieldGroup
      path="where.geometry"
      label={t('form.outline')}
      hint={shape === null ? t('form.outline-none') : t('form.outline-drawn', { count: cornersOf(shape) })}
    >
      {mode === 'idle' ? (
        <div className="form-actions">
          <button type="button" className="button" disabled={map === null} onClick={() => setMode('drawing')}>
            {t('form.outline-draw')}
          </button>
          <button type="button" className="button" onClick={() => setMode('typing')}>
            {t('form.outline-type')}
          </button>
          {areas.length === 0 ? null : (
            <select
              className="input"
              aria-label={t('form.outline-take')}
              value=""
              onChange={(event) => {
                const area = areas.find(({ id }) => id === event.target.value);
                if (area) takeRing(area.ring);
              }}
            >
              <option value="">{t('form.outline-take')}</option>
              {areas.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name === '' ? t('areas.unnamed') : name}
                </option>
              ))}
            </select>
          )}
          {shape === null ? null : (
            <button type="button" className="link" onClick={() => set({ shape: null, drawnAs: null })}>
              {t('form.outline-clear')}
            </button>
          )}
        </div>
      ) : null}
      {mode === 'drawing' ? <OutlineDrawer onRing={takeRing} onCancel={() => setMode('idle')} /> : null}
      {mode === 'typing' ? (
        <CornersForm
          ring={ringOf(shape)}
          mapCentre={centre}
          onDraft={nothing}
          onDone={takeRing}
          onCancel={() => setMode('idle')}
        />
      ) : null}
    </FieldGroup>
  );
}
