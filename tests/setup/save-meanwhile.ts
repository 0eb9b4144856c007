import type { Visitor } from '../e2e/visitor.ts';

const KINDS = { incidents: 'incident', 'airspace-claims': 'airspace-claim' } as const;

/** What is on record under a new version with some fields changed, saved beside the form that somebody has open. */
export async function saveMeanwhile(
  { page }: Visitor,
  collection: keyof typeof KINDS,
  fid: number,
  fields: Record<string, unknown>,
): Promise<void> {
  await page.evaluate(
    async ({ kind, item, changes }) => {
      const read = async (path: string): Promise<unknown> => (await fetch(path)).json();
      const { properties } = (await read(`/api/collections/${item}`)) as { properties: { uid: string } };
      const address = `/api/records/${kind}/${properties.uid}`;
      const { document, version } = (await read(address)) as { document: object; version: number };
      const answer = await fetch(address, {
        method: 'PUT',
        headers: {
          'content-type': 'application/json',
          'if-match': `"${version}"`,
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify({
          document: { ...document, ...changes },
          sources: [],
          why: { reason: 'coding-error', explanation: 'Somebody else was quicker.' },
        }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    { kind: KINDS[collection], item: `${collection}/items/${fid}`, changes: fields },
  );
}
