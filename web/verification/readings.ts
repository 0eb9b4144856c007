import { useQuery } from '@tanstack/react-query';
import type { AgreementList } from '../../api/agreements/contract.ts';
import { fetchAgreements } from '../api.ts';
import { agreementsKey } from '../query-keys.ts';

/** A reading that a finding may name, by its id, and how it is called. */
export type ReadingChoice = { readonly id: string; readonly words: string };

/** Every reading on record, with the agreement that it reads. */
export function readingChoices({ agreements }: AgreementList): ReadingChoice[] {
  return agreements.flatMap(({ title, readings }) =>
    readings.map((reading) => ({
      id: reading.id,
      words: `${title}: ${reading.label} (${reading.heldBy})`,
    })),
  );
}

/** The readings that a finding may name; empty until they have come. */
export function useReadings(knownAt: string | null): readonly ReadingChoice[] {
  const { data } = useQuery({
    queryKey: agreementsKey(knownAt),
    queryFn: ({ signal }) => fetchAgreements({ knownAt, signal }),
    staleTime: Infinity,
  });
  return data === undefined ? [] : readingChoices(data);
}
