import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sql } from '../../../api/db/sql.ts';
import type { Position } from '../../../api/geo/contract.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import type { IncidentWrite } from '../../../api/incidents/contract.ts';
import { randomOf } from '../../../scripts/synthetic/random.ts';
import { bundleOf, incident, whereAt } from '../../fixtures/records.ts';
import { withService } from '../../setup/service.ts';

/** Pairs of exact positions, each pair inside one cell of the grid. */
const PAIRS = 10_000;
const BATCH = 1_000;
const PRECISIONS = [
  ['exact', 60],
  ['site', 800],
  ['settlement', 5_000],
] as const;

interface Pair {
  one: IncidentWrite;
  other: IncidentWrite;
}

/** Two records that differ in nothing but where exactly it was, inside the smallest cell of the public's grid. */
function pairAt(random: () => number, number: number): Pair {
  const cell = [Math.floor(60 * 20 + random() * 340), Math.floor(29 * 20 + random() * 160)] as const;
  const inside = (): Position => [(cell[0] + random() * 0.999) / 20, (cell[1] + random() * 0.999) / 20];
  const [precision, uncertaintyMetres] = PRECISIONS[number % PRECISIONS.length] ?? PRECISIONS[0];
  const at = (position: Position, ref: number): IncidentWrite =>
    incident(number, {
      id: randomUUID(),
      ref: `SYN-2001-${String(ref).padStart(7, '0')}`,
      where: whereAt({ type: 'Point', coordinates: position }, { precision, uncertaintyMetres, role: 'impact' }),
      synthetic: true,
    });
  return { one: at(inside(), 1_000_000 + number), other: at(inside(), 3_000_000 + number) };
}

describe('two exact positions inside one cell', () => {
  test(`look alike to the public in every column that is asked or shown, ${PAIRS} times`, () =>
    withService(async (service) => {
      const random = randomOf(7, 1);
      let differing = 0;
      for (let from = 0; from < PAIRS; from += BATCH) {
        const pairs = Array.from({ length: BATCH }, (_, step) => pairAt(random, from + step));
        await saveBundle(service.database, bundleOf({ incidents: pairs.flatMap(({ one, other }) => [one, other]) }));
        const ids = JSON.stringify(pairs.map(({ one, other }) => ({ one: one.id, other: other.id })));
        // Everything that a box, a text, a sort or a page is answered from, but for what names the record.
        const bare = (row: string) =>
          sql`regexp_replace(regexp_replace(${sql.ref(`${row}.feature`)}, '"(id|uid|ref)":("[^"]*"|[0-9]+)', '', 'g'), 'syn 2001 [0-9]+', '')`;
        const { n } = await service.database.one(sql<{ n: number }>`
          select count(*)::int as n
          from jsonb_to_recordset(${ids}::jsonb) as pair(one uuid, other uuid)
          join incident_projections_public a on a.id = pair.one
          join incident_projections_public b on b.id = pair.other
          where not (st_asbinary(a.geom) = st_asbinary(b.geom) and a.happened_during = b.happened_during
            and a.type = b.type and a.status = b.status and a.is_area = b.is_area and a.category = b.category
            and regexp_replace(a.search, 'syn 2001 [0-9]+', '') = regexp_replace(b.search, 'syn 2001 [0-9]+', '')
            and ${bare('a')} = ${bare('b')} and a.details = b.details)`);
        differing += n;
        // Whoever may know the place exactly does see two places: the pairs are true ones.
        const { same } = await service.database.one(sql<{ same: number }>`
          select count(*)::int as same from jsonb_to_recordset(${ids}::jsonb) as pair(one uuid, other uuid)
          join incident_projections_inside a on a.id = pair.one
          join incident_projections_inside b on b.id = pair.other
          where st_asbinary(a.geom) = st_asbinary(b.geom)`);
        expect(same).toBeLessThan(5);
      }
      expect(differing).toBe(0);
      const { n } = await service.database.one(sql<{ n: number }>`
        select count(*)::int as n from incident_projections_public where feature like '%SYN-2001-%'`);
      expect(n).toBe(2 * PAIRS);
    }));

  test('answer alike to boxes that close in on either of them', () =>
    withService(async (service) => {
      const random = randomOf(7, 2);
      for (let number = 0; number < 12; number++) {
        const { one, other } = pairAt(random, number);
        await saveBundle(service.database, bundleOf({ incidents: [one, other] }));
        for (const { where } of [one, other]) {
          const [x, y] = where.geometry?.type === 'Point' ? where.geometry.coordinates : [0, 0];
          for (let half = 0.4; half > 1e-6; half /= 3) {
            const box = [x - half, y - half, x + half, y + half].join(',');
            const { features } = (await service.json(
              `/api/collections/incidents/items?bbox=${box}&datetime=2001-10-09&limit=1000`,
            )) as { features: { properties: { uid: string } }[] };
            const seen = features
              .map(({ properties }) => properties.uid)
              .filter((id) => [one.id, other.id].includes(id));
            expect(seen.toSorted()).toStrictEqual([one.id, other.id].toSorted());
          }
        }
      }
    }));
});
