import type { DrawnAs, Geometry } from '../../api/geo/contract.ts';
import type { IncidentProperties } from '../../api/incidents/contract.ts';
import { useI18n, type Clock, type I18n } from '../i18n/index.tsx';
import { anchorOf, type Anchored } from '../map/anchor.ts';
import {
  clockWords,
  dateWords,
  dateWordsBeside,
  distanceWords,
  generalisedWords,
  notOnMapReason,
  placeWords,
} from './phrases.ts';

const CLOCK_ORDER: readonly Clock[] = ['utc', 'kabul', 'islamabad'];

type WhenProps = {
  readonly happened: Pick<IncidentProperties, 'happenedFrom' | 'happenedTo' | 'timePrecision' | 'timeOfDayWithheld'>;
  readonly note: string | null;
};

/** When, on three clocks and two calendars, with the precision in words. */
export function When({ happened, note }: WhenProps) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <>
      <dt>{t('record.when')}</dt>
      <dd>
        <span className="fact">{dateWords(i18n, happened)}</span>
        <span className="fact-note">
          {[t(`time.${happened.timePrecision}`), dateWordsBeside(i18n, happened)].join(' · ')}
        </span>
        {happened.timeOfDayWithheld ? <span className="fact-note">{t('when.time-withheld')}</span> : null}
        <dl className="clocks">
          {CLOCK_ORDER.map((clock) => (
            <div key={clock}>
              <dt>{t(`clock.${clock}`)}</dt>
              <dd>{clockWords(i18n, happened, clock)}</dd>
            </div>
          ))}
        </dl>
        {note === null ? null : (
          <span className="fact-note" dir="auto">
            {note}
          </span>
        )}
      </dd>
    </>
  );
}

type WhereProps = {
  readonly geometry: Geometry | null;
  readonly placed: Pick<
    IncidentProperties,
    'locationPrecision' | 'uncertaintyMetres' | 'generalised' | 'placeName' | 'district' | 'province' | 'otherNames'
  > & { readonly drawnAs: DrawnAs | null };
  readonly note: string | null;
};

/** Where, with the precision in words, the spellings met in sources, and what exactly the map draws for it. */
export function Where({ geometry, placed, note }: WhereProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const generalised = generalisedWords(i18n, { geometry, properties: placed });
  const area = [placed.district, placed.province].filter((name) => name !== null && name !== placed.placeName);
  return (
    <>
      <dt>{t('record.where')}</dt>
      <dd>
        <span className="fact">{placeWords(i18n, placed)}</span>
        {area.length === 0 ? null : (
          <span className="fact-note">{t('where.as-coded', { place: area.join(', ') })}</span>
        )}
        {placed.otherNames.length === 0 ? null : (
          <span className="fact-note">
            <AlsoSpelt names={placed.otherNames} />
          </span>
        )}
        {generalised === null ? null : <span className="fact-note">{generalised}</span>}
        <span className="fact-note">{drawnWords(i18n, geometry, placed)}</span>
        {note === null ? null : (
          <span className="fact-note" dir="auto">
            {note}
          </span>
        )}
      </dd>
    </>
  );
}

/** Other spellings, each in its own direction. */
export function AlsoSpelt({ names }: { names: readonly string[] }) {
  const { t } = useI18n();
  return (
    <>
      {t('where.also-spelt')}{' '}
      {names.map((name, index) => (
        <span key={name}>
          {index === 0 ? null : ' · '}
          <bdi>{name}</bdi>
        </span>
      ))}
    </>
  );
}

function drawnWords(i18n: I18n, geometry: Geometry | null, placed: WhereProps['placed']): string {
  const { t } = i18n;
  if (geometry === null) return t(notOnMapReason(placed.locationPrecision));
  if (geometry.type === 'Point')
    return t('drawn.point', { distance: distanceWords(i18n, placed.uncertaintyMetres ?? 0) });
  const distance = knownPlaceMetres({ geometry, properties: placed });
  if (distance !== null) return t('drawn.cell-of-a-known-place', { distance: distanceWords(i18n, distance) });
  return t(`drawn.${placed.drawnAs ?? 'as-named'}`, { place: placed.placeName ?? placed.district ?? '' });
}

/** The radius round the middle of the small cell that stands for a place which everybody knows; null for any other place. */
function knownPlaceMetres(anchored: Anchored): number | null {
  return anchored.geometry?.type === 'Polygon' ? (anchorOf(anchored)?.radiusMetres ?? null) : null;
}
