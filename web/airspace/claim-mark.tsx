import { useMemo } from 'react';
import type { OccurrenceStatus } from '../../api/geo/contract.ts';
import { Shapes } from '../incidents/status-mark.tsx';
import { CLAIM_EXTENT, claimShapes } from './mark.ts';

/** The mark of an airspace claim as the map draws it. */
export function ClaimMark({ status, size = 24 }: { status: OccurrenceStatus; size?: number }) {
  const shapes = useMemo(() => claimShapes(status), [status]);
  return <Shapes shapes={shapes} size={size} extent={CLAIM_EXTENT} />;
}
