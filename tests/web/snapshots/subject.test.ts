import { describe, expect, it } from 'vitest';
import { indexAirspace, indexCrossings } from '../../../web/explore/filter.ts';
import { orientationFor } from '../../../web/snapshots/sheet.ts';
import { exportSubject } from '../../../web/snapshots/subject.ts';
import { RecordChanged } from '../../../web/snapshots/incidents.ts';
import { reasonOf } from '../../../web/snapshots/use-export.ts';
import { DEFAULT_VIEW, searchToView } from '../../../web/view.ts';
import { claim, crossing } from './records.ts';

const ALL = {
  summary: {
    total: 2,
    earliestRecordedAt: '2025-11-01T10:00:00Z',
    latestRecordedAt: '2025-11-03T10:00:00Z',
    synthetic: false,
  },
  airspace: indexAirspace([claim(1)]),
  crossings: indexCrossings([crossing(1)]),
  readings: [],
  config: null,
  arrived: { incidents: true, 'airspace-claims': true, crossings: true },
  catchingUp: false,
};
const SCREEN = { width: 740, height: 800 };

describe('the subject of an export', () => {
  const view = {
    ...DEFAULT_VIEW,
    camera: { longitude: 70.1, latitude: 33.2, zoom: 6.5 },
    statuses: ['contested'] as const,
  };
  const findIncidents = () => Promise.reject(new RecordChanged());
  const explored = { ...ALL, crossings: [], answer: { matched: 1, matchedSynthetic: false } };
  const showing = { view, viewer: 'public', explored, findIncidents, screen: SCREEN } as const;
  const subject = exportSubject({
    ...showing,
    collections: ALL,
    address: 'http://127.0.0.1:8787/?open=incidents/1',
  });

  it('is what the filters leave, dated by all that is on record', () => {
    expect(subject?.records).toEqual({
      incidents: { count: 1, hasSynthetic: false },
      airspace: [claim(1)],
      crossings: [],
    });
    expect(subject?.dataAt).toBe('2025-11-03T10:00:00Z');
    const older = { ...ALL, summary: { ...ALL.summary, latestRecordedAt: '2025-11-01T10:00:00Z' } };
    expect(exportSubject({ ...showing, collections: older, address: 'http://127.0.0.1/' })?.dataAt).toBe(
      '2025-11-02T10:00:00Z',
    );
  });

  it('has an address that shows the view on any screen, its camera written out', () => {
    const address = new URL(subject?.address ?? '');
    expect(address.origin).toBe('http://127.0.0.1:8787');
    expect(searchToView(address.search)).toEqual(view);
    expect(address.searchParams.get('map')).toBe('70.1,33.2,6.5');
  });

  it('is nothing while another moment is on its way: a sheet must not say of one what was known at the other', () => {
    const collections = { ...ALL, catchingUp: true };
    expect(exportSubject({ ...showing, collections, address: 'http://127.0.0.1/' })).toBeNull();
  });

  it('is nothing while nothing has been loaded', () => {
    const none = { ...ALL, airspace: [], crossings: [] };
    const nothing = { ...ALL.summary, total: 0, earliestRecordedAt: null, latestRecordedAt: null };
    const subjectOf = (summary: typeof nothing | null, view = DEFAULT_VIEW) =>
      exportSubject({ ...showing, view, collections: { ...none, summary }, address: 'http://127.0.0.1/' });
    expect([subjectOf(null), subjectOf(nothing)]).toEqual([null, null]);
    // Nothing was on record then: that is something to say.
    expect(subjectOf(nothing, { ...DEFAULT_VIEW, knownAt: '2025-01-01T00:00:00Z' })?.dataAt).toBe(
      '2025-01-01T00:00:00Z',
    );
  });
});

describe('the way up of a sheet', () => {
  it('is landscape, unless the map of the screen comes out clearly larger the other way', () => {
    expect([
      orientationFor({ width: 1_100, height: 700 }),
      orientationFor({ width: 740, height: 800 }),
      orientationFor({ width: 390, height: 760 }),
    ]).toEqual(['landscape', 'portrait', 'portrait']);
  });
});

describe('why an export failed', () => {
  it('is told apart by how far it had come', () => {
    const timeout = new DOMException('', 'TimeoutError');
    expect([
      reasonOf(timeout, { step: 'map' }),
      reasonOf(new Error('no WebGL'), { step: 'map' }),
      reasonOf(new Error('no canvas'), { step: 'sheet' }),
      reasonOf(new Error('no blob'), { step: 'file' }),
      reasonOf(new RecordChanged(), { step: 'sources', done: 1, all: 2 }),
    ]).toEqual(['time', 'map', 'file', 'file', 'changed']);
  });
});
