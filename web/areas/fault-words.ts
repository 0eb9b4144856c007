import type { I18n } from '../i18n/index.tsx';
import type { AreaCountFault, Corner, RingFault, TypedFault } from './area.ts';
import type { FeatureFault, FileFault } from './geojson.ts';

/** Every way in which an area, a corner or a file of areas is refused. */
export type AreaFault = RingFault | AreaCountFault | TypedFault | FileFault | FeatureFault['fault'];

/** The sentence that goes with a fault: what is the matter, where, and what is allowed. */
export function faultWords(i18n: I18n, fault: AreaFault): string {
  const { t, formatNumber } = i18n;
  switch (fault.code) {
    case 'too-few-corners':
      return t('areas.fault-too-few-corners', { found: fault.found, least: fault.least });
    case 'too-many-corners':
      return t('areas.fault-too-many-corners', { found: fault.found, most: fault.most });
    case 'corner-out-of-range':
      return t('areas.fault-corner-out-of-range', { corner: fault.corner });
    case 'crosses-itself':
      return t('areas.fault-crosses-itself', { place: positionWords(i18n, fault.at) });
    case 'doubles-back':
      return t('areas.fault-doubles-back', { place: positionWords(i18n, fault.at) });
    case 'too-many-areas':
      return t('areas.fault-too-many-areas', { most: fault.most });
    case 'line-unreadable':
      return t('areas.fault-line-unreadable', { line: fault.line, text: fault.text });
    case 'file-too-large':
      return t('areas.fault-file-too-large', { most: formatNumber(fault.mostBytes / 1_048_576) });
    case 'file-too-deep':
      return t('areas.fault-file-too-deep', { most: fault.most });
    case 'not-a-polygon':
      return fault.found === '' ? t('areas.fault-no-geometry') : t('areas.fault-not-a-polygon', { found: fault.found });
    default:
      return t(`areas.fault-${fault.code}`);
  }
}

/** The sentence for one feature of a file: which, by number and name, and why. */
export function featureFaultWords(i18n: I18n, { feature, name, fault }: FeatureFault): string {
  const reason = faultWords(i18n, fault);
  return name === null
    ? i18n.t('areas.fault-of-feature', { feature, reason })
    : i18n.t('areas.fault-of-named-feature', { feature, name, reason });
}

/** A place on the map in degrees, longitude first as it is typed. */
export function positionWords({ t, formatNumber }: I18n, [longitude, latitude]: Corner): string {
  return t('areas.position', { longitude: formatNumber(longitude, 4), latitude: formatNumber(latitude, 4) });
}
