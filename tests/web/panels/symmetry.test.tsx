import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { AirspaceClaimRecordView } from '../../../web/airspace/panel.tsx';
import { CrossingRecordView } from '../../../web/crossings/panel.tsx';
import { IncidentRecordView } from '../../../web/incidents/panel.tsx';
import type { Walk } from '../../../web/incidents/record-head.tsx';
import { claimRecord, crossingRecord, incidentRecord } from './records.ts';

const nothing = (): undefined => undefined;
const walk: Walk = { at: 1, of: 3, takesFocus: false, onPrevious: nothing, onNext: nothing, onClose: nothing };
const shared = { walk, nearby: [], onOpen: nothing };

/** The record with every mention of one party made a mention of the other. */
function swapParties<T>(value: T): T {
  const other: Readonly<Record<string, string>> = {
    afg: 'pak',
    pak: 'afg',
    'afg-to-pak': 'pak-to-afg',
    'pak-to-afg': 'afg-to-pak',
  };
  const swap = (given: unknown): unknown => {
    if (typeof given === 'string') return other[given] ?? given;
    if (Array.isArray(given)) return given.map(swap);
    if (given === null || typeof given !== 'object') return given;
    return Object.fromEntries(Object.entries(given).map(([key, inner]) => [other[key] ?? key, swap(inner)]));
  };
  return swap(value) as T;
}

const swapWords = (markup: string): string =>
  markup.replaceAll('Afghan', '\u0000').replaceAll('Pakistani', 'Afghan').replaceAll('\u0000', 'Pakistani');

/** The two columns of a panel, and all that stands around them. */
function parts(element: ReactElement): { columns: string[]; rest: string } {
  const markup = renderToStaticMarkup(element);
  const columns = markup.match(/<(section|div) class="position"[\s\S]*?<\/\1>/g) ?? [];
  return { columns, rest: columns.reduce((rest, column) => rest.replace(column, '|'), markup) };
}

function expectSymmetry(original: ReactElement, swapped: ReactElement): void {
  const [one, other] = [parts(original), parts(swapped)];
  expect(one.columns).toHaveLength(2);
  expect(other.columns).toStrictEqual([swapWords(one.columns[1] ?? ''), swapWords(one.columns[0] ?? '')]);
  expect(other.rest).toBe(swapWords(one.rest));
}

describe('swapping the parties in a record swaps them on the screen, exactly (DOMAIN.md 10.8)', () => {
  test('an incident', () => {
    expectSymmetry(
      <IncidentRecordView record={incidentRecord} {...shared} />,
      <IncidentRecordView record={swapParties(incidentRecord)} {...shared} />,
    );
  });

  test('an incident on which only one party stated anything', () => {
    const { properties } = incidentRecord;
    const record = {
      ...incidentRecord,
      properties: { ...properties, statements: properties.statements.filter(({ party }) => party === 'afg') },
    };
    expectSymmetry(
      <IncidentRecordView record={record} {...shared} />,
      <IncidentRecordView record={swapParties(record)} {...shared} />,
    );
  });

  test('an airspace claim', () => {
    expectSymmetry(
      <AirspaceClaimRecordView record={claimRecord} {...shared} />,
      <AirspaceClaimRecordView record={swapParties(claimRecord)} {...shared} />,
    );
  });

  test('a crossing point', () => {
    expectSymmetry(
      <CrossingRecordView record={crossingRecord} {...shared} />,
      <CrossingRecordView record={swapParties(crossingRecord)} {...shared} />,
    );
  });
});
