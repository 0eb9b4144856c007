import { describe, expect, it } from 'vitest';
import { indexAirspace, indexCrossings, indexIncidents } from '../../../web/explore/filter.ts';
import { orientationFor } from '../../../web/snapshots/sheet.ts';
import { exportSubject } from '../../../web/snapshots/subject.ts';
import { reasonOf } from '../../../web/snapshots/use-export.ts';
import { DEFAULT_VIEW, searchToView } from '../../../web/view.ts';
import { claim, crossing, incident } from './records.ts';

const ALL = {
  incidents: indexIncidents([incident(1), incident(2)]),
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
  const explored = { ...ALL, incidents: ALL.incidents.slice(0, 1) };
  const subject = exportSubject({
    view,
    collections: ALL,
    explored,
    viewer: 'public',
    address: 'http://127.0.0.1:8787/?open=incidents/1',
    screen: SCREEN,
  });

  it('is what the filters leave, dated by all that is on record', () => {
    expect(subject?.records.incidents).toEqual([incident(1)]);
    expect(subject?.dataAt).toBe('2025-11-02T10:00:00Z');
  });

  it('has an address that shows the view on any screen, its camera written out', () => {
    const address = new URL(subject?.address ?? '');
    expect(address.origin).toBe('http://127.0.0.1:8787');
    expect(searchToView(address.search)).toEqual(view);
    expect(address.searchParams.get('map')).toBe('70.1,33.2,6.5');
  });

  it('is nothing while another moment is on its way: a sheet must not say of one what was known at the other', () => {
    const collections = { ...ALL, catchingUp: true };
    expect(
      exportSubject({ view, viewer: 'public', collections, explored, address: 'http://127.0.0.1/', screen: SCREEN }),
    ).toBeNull();
  });

  it('is nothing while nothing has been loaded', () => {
    const none = { ...ALL, incidents: [], airspace: [], crossings: [] };
    expect(
      exportSubject({
        view,
        viewer: 'public',
        collections: none,
        explored: none,
        address: 'http://127.0.0.1/',
        screen: SCREEN,
      }),
    ).toBeNull();
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
    ]).toEqual(['time', 'map', 'file', 'file']);
  });
});
