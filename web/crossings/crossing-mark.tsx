import { useMemo } from 'react';
import type { Headline } from '../../api/crossings/contract.ts';
import { Shapes } from '../incidents/status-mark.tsx';
import { CROSSING_EXTENT, crossingShapes } from './mark.ts';

/** The mark of a crossing point as the map draws it. */
export function CrossingMark({ headline, size = 24 }: { headline: Headline; size?: number }) {
  const shapes = useMemo(() => crossingShapes(headline), [headline]);
  return <Shapes shapes={shapes} size={size} extent={CROSSING_EXTENT} />;
}
