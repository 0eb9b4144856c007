import { expect, test } from 'vitest';
import { saveBundle } from '../../../api/ingest/run.ts';
import { sql } from '../../../api/db/sql.ts';
import { act, WHY } from '../../fixtures/filing.ts';
import { bundleOf, incident } from '../../fixtures/records.ts';
import { somebody } from '../../setup/people.ts';
import { withService } from '../../setup/service.ts';

interface Row {
  under: string;
  revision: string;
}

test('what all insiders see alike is kept once, and whoever sees no change keeps the revision when others see one', () =>
  withService(async (service) => {
    const { id } = incident(1);
    await saveBundle(service.database, bundleOf({ incidents: [incident(1, { summary: 'Two shots were heard.' })] }));
    const reviewer = await somebody(service, 'reviewer');
    const rows = () =>
      service.database.all(sql<Row>`
        select viewer as under, revision::text from incident_projections where id = ${id} order by viewer`);
    const [before, ...others] = await rows();
    expect([before?.under, others.map(({ under }) => under)]).toStrictEqual(['inside', ['public']]);
    const closed = await act(reviewer, { kind: 'incident', id, version: 1 }, 'restriction', {
      level: 0,
      fieldLevels: { summary: 2 },
      placeClass: 'general',
      why: WHY,
    });
    expect(closed.status).toBe(200);
    const after = await rows();
    expect(after.map(({ under }) => under)).toStrictEqual(['afg', 'mediator', 'pak', 'public', 'staff']);
    const revisionOf = (under: string) => after.find((row) => row.under === under)?.revision;
    expect([revisionOf('mediator'), revisionOf('staff')]).toStrictEqual([before?.revision, before?.revision]);
    expect(revisionOf('afg')).not.toBe(before?.revision);
  }));
