import { useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { FieldGroup, NumberField, TextField } from './field.tsx';
import { useFormMap } from './form-map.ts';
import { PlacePicker } from './place-picker.tsx';
import { positionOf, widestRadiusOf, type PlaceEntry } from './place.ts';

type PositionProps = { readonly value: PlaceEntry; readonly set: (patch: Partial<PlaceEntry>) => void };

/** About a metre: finer than any report, and what a click can tell at the closest zoom. */
const DECIMALS = 5;

/** Longitude and latitude, typed or chosen on the map, and how far from there it may have been. */
export function PositionFields({ value: place, set }: PositionProps) {
  const { t, formatNumber } = useI18n();
  const { map } = useFormMap();
  const [isPicking, setPicking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const position = positionOf(place);
  const most = widestRadiusOf(place.precision) ?? 0;

  const leave = (): void => {
    setPicking(false);
    button.current?.focus();
  };
  const pick = ([longitude, latitude]: readonly [number, number]): void => {
    const [east, north] = [longitude, latitude].map((degrees) => String(Number(degrees.toFixed(DECIMALS))));
    set({
      longitude: east ?? '',
      latitude: north ?? '',
      radiusMetres: place.radiusMetres ?? most,
      shape: null,
    });
    leave();
  };
  return (
    <FieldGroup path="where.geometry" label={t('form.position')}>
      <div className="form-actions">
        <button
          ref={button}
          type="button"
          className="button"
          aria-pressed={isPicking}
          disabled={map === null}
          onClick={() => setPicking(!isPicking)}
        >
          {t(position === null ? 'form.pick' : 'form.pick-again')}
        </button>
        {place.longitude === '' && place.latitude === '' ? null : (
          <button type="button" className="link" onClick={() => set({ longitude: '', latitude: '' })}>
            {t('form.clear-position')}
          </button>
        )}
      </div>
      {isPicking ? <PlacePicker onPick={pick} onCancel={leave} /> : null}
      <p className="visually-hidden" role="status">
        {position === null
          ? ''
          : t('form.picked', { longitude: formatNumber(position[0], 5), latitude: formatNumber(position[1], 5) })}
      </p>
      <div className="field-row">
        <TextField
          path="where.longitude"
          label={t('form.longitude')}
          dir="ltr"
          value={place.longitude}
          onChange={(longitude) => set({ longitude: longitude ?? '' })}
        />
        <TextField
          path="where.latitude"
          label={t('form.latitude')}
          dir="ltr"
          value={place.latitude}
          onChange={(latitude) => set({ latitude: latitude ?? '' })}
        />
      </div>
      <NumberField
        path="where.uncertaintyMetres"
        label={t('form.radius')}
        hint={t('form.radius-hint', { most })}
        required={position !== null}
        value={place.radiusMetres}
        onChange={(radiusMetres) => set({ radiusMetres })}
      />
    </FieldGroup>
  );
}
