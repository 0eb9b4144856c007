/** How many incidents the API of a service finds for a query. */
export async function countByApi(base: string, query: string): Promise<number> {
  const answer = await fetch(`${base}/api/collections/incidents/items?limit=1&${query}`);
  return ((await answer.json()) as { numberMatched: number }).numberMatched;
}

/** The part of a query that asks for days in UTC, both included; null is open, and nothing where both are. */
export function duringDays(from: string | null, to: string | null): string {
  if (from === null && to === null) return '';
  return `datetime=${from === null ? '..' : `${from}T00:00:00Z`}/${to === null ? '..' : `${to}T23:59:59.999Z`}`;
}
