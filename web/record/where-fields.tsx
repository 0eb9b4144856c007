import { useEffect } from 'react';
import { LOCATION_PRECISIONS } from '../../api/geo/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { distanceWords } from '../incidents/phrases.ts';
import { ChoiceField, LinesField, Part, TextField } from './field.tsx';
import { useFormMap } from './form-map.ts';
import { OutlineFields } from './outline-fields.tsx';
import { shownPlaceOf } from './place-overlay.ts';
import { isPointPrecision, rolesFor, type PlaceEntry } from './place.ts';
import { PositionFields } from './position-fields.tsx';

type PartProps = {
  readonly fields: { readonly where: PlaceEntry; readonly whereNote: string | null };
  readonly set: (patch: { readonly where?: PlaceEntry; readonly whereNote?: string | null }) => void;
  readonly mayBePoint: boolean;
};

/** The part of a form that is the same for whatever has happened somewhere: the place, and a note on it. */
export function WherePart({ fields, set, mayBePoint }: PartProps) {
  const { t } = useI18n();
  return (
    <Part title={t('form.where')} field="where">
      <WhereFields value={fields.where} mayBePoint={mayBePoint} onChange={(where) => set({ where })} />
      <TextField
        path="whereNote"
        label={t('form.where-note')}
        lines={2}
        value={fields.whereNote}
        onChange={(whereNote) => set({ whereNote })}
      />
    </Part>
  );
}

type WhereProps = {
  readonly value: PlaceEntry;
  readonly onChange: (place: PlaceEntry) => void;
  /** False for what may only be known to an area. */
  readonly mayBePoint: boolean;
};

/** Where: how finely it is known, then a point with its radius or an outline, then the names. */
function WhereFields({ value: place, onChange, mayBePoint }: WhereProps) {
  const { t } = useI18n();
  const { setPlace } = useFormMap();
  const set = (patch: Partial<PlaceEntry>): void => onChange({ ...place, ...patch });
  const roles = rolesFor(place);
  const isPoint = isPointPrecision(place.precision);

  useEffect(() => setPlace(shownPlaceOf(place)), [place, setPlace]);
  useEffect(() => () => setPlace(null), [setPlace]);

  return (
    <>
      <ChoiceField
        path="where.precision"
        label={t('form.where-precision')}
        required
        options={LOCATION_PRECISIONS.filter(
          (precision) => mayBePoint || !isPointPrecision(precision) || precision === place.precision,
        )}
        words={(precision) => t(`precision.${precision}`)}
        value={place.precision}
        onChange={(precision) => set({ precision, role: null })}
      />
      {isPoint ? <PositionFields value={place} set={set} /> : null}
      {place.precision === null || place.precision === 'unknown' || (isPoint && place.shape === null) ? null : (
        <OutlineFields value={place} set={set} />
      )}
      {roles.length < 2 ? null : (
        <ChoiceField
          path="where.role"
          label={t('form.geometry-role')}
          none={t(`form.role-${roles[0] ?? 'none'}`)}
          options={[...roles.slice(1), ...(place.role === 'cell' ? (['cell'] as const) : [])]}
          words={(role) => t(`form.role-${role}`)}
          value={place.role === roles[0] ? null : place.role}
          onChange={(role) => set({ role })}
        />
      )}
      <OnTheMap place={place} />
      <TextField
        path="where.placeName"
        label={t('form.place-name')}
        hint={t('form.place-name-hint')}
        value={place.placeName}
        onChange={(placeName) => set({ placeName })}
      />
      <LinesField
        path="where.otherNames"
        label={t('form.other-names')}
        value={place.otherNames}
        onChange={(otherNames) => set({ otherNames })}
      />
      <div className="field-row">
        <TextField
          path="where.district"
          label={t('form.district')}
          value={place.district}
          onChange={(district) => set({ district })}
        />
        <TextField
          path="where.province"
          label={t('form.province')}
          value={place.province}
          onChange={(province) => set({ province })}
        />
      </div>
    </>
  );
}

/** What of it will be seen on the map, in words. */
function OnTheMap({ place }: { place: PlaceEntry }) {
  const i18n = useI18n();
  const { t } = i18n;
  if (place.precision === null) return null;
  const shown = shownPlaceOf(place);
  const words =
    shown === null
      ? t('form.not-drawn')
      : shown.centre === null
        ? t('form.drawn-area')
        : t('form.drawn-point', { distance: distanceWords(i18n, shown.radiusMetres ?? 0) });
  return (
    <p className="field-hint" role="status">
      {words}
    </p>
  );
}
