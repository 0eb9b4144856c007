import { describe, expect, it } from 'vitest';
import { RecordChanged } from '../../../web/snapshots/incidents.ts';
import { DEFAULT_VIEW } from '../../../web/view.ts';
import { finderOver } from './on-map.ts';
import { incident } from './records.ts';

const at = (x: number) => ({ geometry: { type: 'Point' as const, coordinates: [x, 34] as [number, number] } });
const INCIDENTS = [
  incident(1, at(69)),
  incident(2, at(70)),
  incident(3, at(71)),
  incident(4, { geometry: null }),
  incident(5, { ...at(70), status: 'contested', synthetic: true, ref: 'SYN-2025-000005' }),
];
const WHERE = { zoom: 9, bounds: [69.5, 33, 71.5, 35] } as const;
const asking = { view: DEFAULT_VIEW, within: [60, 28, 76, 37] } as const;

describe('the incidents on the map of a sheet', () => {
  it('are those that the filters leave there, and it is told what they leave elsewhere', async () => {
    const found = await finderOver(INCIDENTS, asking)(WHERE);
    const { marks, cells, notOnMap, outOfView } = found.binned;
    expect({ marks: marks.map(({ id }) => id), cells: cells.map(({ count }) => count), notOnMap, outOfView }).toEqual({
      marks: [3],
      cells: [2],
      notOnMap: 1,
      outOfView: 1,
    });
    expect([found.count, found.left]).toEqual([3, { count: 5, hasSynthetic: true }]);
    expect([await found.ids(10), await found.ids(2)]).toEqual([
      [2, 3, 5],
      [2, 3],
    ]);
    const reported = { ...asking, view: { ...DEFAULT_VIEW, statuses: ['reported'] as const } };
    expect((await finderOver(INCIDENTS, reported)(WHERE)).left).toEqual({ count: 4, hasSynthetic: false });
  });

  it('are, where only what is in view is wanted, those in the view of the screen, though the sheet shows more', async () => {
    const view = { ...DEFAULT_VIEW, onlyInView: true };
    const found = await finderOver(INCIDENTS, { view, within: [70.5, 33, 71.5, 35] })(WHERE);
    expect({ ids: await found.ids(10), count: found.count, left: found.left.count }).toEqual({
      ids: [3],
      count: 1,
      left: 1,
    });
  });

  it('are none where their layer is switched off', async () => {
    const view = { ...DEFAULT_VIEW, layers: { ...DEFAULT_VIEW.layers, incidents: false } };
    const found = await finderOver(INCIDENTS, { ...asking, view })(WHERE);
    expect([found.count, found.left, await found.ids(10)]).toEqual([0, { count: 0, hasSynthetic: false }, []]);
  });

  it('are not mixed with those of another state of the record', async () => {
    await expect(finderOver(INCIDENTS, { ...asking, version: 'v1' })(WHERE)).rejects.toThrow(RecordChanged);
  });
});
