import { describe, expect, it } from 'vitest';
import {
  closedRing,
  findAreaCountFault,
  findRingFault,
  formatTypedCorners,
  MOST_AREAS,
  MOST_CORNERS,
  nextAreaId,
  openRing,
  parseTypedCorners,
  tidyRing,
  type Corner,
} from '../../../web/areas/area.ts';
import { searchToView, viewToSearch, DEFAULT_VIEW } from '../../../web/view.ts';

const AROUND_TORKHAM: Corner[] = [
  [70.9, 34.0],
  [71.3, 34.0],
  [71.3, 34.3],
  [70.9, 34.3],
];

function circleOfCorners(count: number): Corner[] {
  return Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return [69 + Math.cos(angle), 32 + Math.sin(angle)];
  });
}

describe('a ring', () => {
  it('is sound when it is a simple outline, open or closed', () => {
    expect(findRingFault(AROUND_TORKHAM)).toBeNull();
    expect(findRingFault(closedRing(AROUND_TORKHAM))).toBeNull();
  });

  it('is refused with the place where it crosses itself', () => {
    const bowTie: Corner[] = [
      [68, 31],
      [70, 33],
      [70, 31],
      [68, 33],
    ];
    expect(findRingFault(bowTie)).toEqual({ code: 'crosses-itself', at: [69, 32] });
  });

  it('is refused where it returns along the way it came', () => {
    const spike: Corner[] = [
      [68, 31],
      [70, 31],
      [70, 32],
      [70, 31.5],
      [68, 32],
    ];
    expect(findRingFault(spike)).toEqual({ code: 'doubles-back', at: [70, 32] });
  });

  it('needs three corners in different places', () => {
    expect(findRingFault([])).toEqual({ code: 'too-few-corners', found: 0, least: 3 });
    expect(
      findRingFault([
        [68, 31],
        [69, 31],
        [69, 31],
        [68, 31],
      ]),
    ).toEqual({ code: 'too-few-corners', found: 2, least: 3 });
  });

  it('may have 200 corners and no more', () => {
    expect(findRingFault(circleOfCorners(MOST_CORNERS))).toBeNull();
    expect(findRingFault(circleOfCorners(MOST_CORNERS + 1))).toEqual({
      code: 'too-many-corners',
      found: 201,
      most: 200,
    });
  });

  it('names the corner that lies off the earth or is no number', () => {
    expect(
      findRingFault([
        [68, 31],
        [190, 31],
        [69, 33],
      ]),
    ).toEqual({ code: 'corner-out-of-range', corner: 2 });
    expect(
      findRingFault([
        [68, 31],
        [69, 31],
        [69, Number.NaN],
      ]),
    ).toEqual({ code: 'corner-out-of-range', corner: 3 });
  });

  it('loses corners that stand on the one before, and its closing one, when opened', () => {
    expect(
      openRing([
        [68, 31],
        [68, 31],
        [69, 31],
        [69, 32],
        [68, 31],
      ]),
    ).toEqual([
      [68, 31],
      [69, 31],
      [69, 32],
    ]);
  });

  it('comes back from the address as it was put there', () => {
    const ring = tidyRing([
      [70.123449, 34.000049],
      [71.3, 34.00001],
      [71.31234, 34.29999],
    ]);
    const view = { ...DEFAULT_VIEW, areas: [{ id: 'a1', name: 'Torkham ~ تورخم', ring }] };
    expect(searchToView(viewToSearch(view)).areas).toEqual(view.areas);
  });
});

describe('typed corners', () => {
  it('are read as longitude and latitude, one pair a line, with commas, blanks and Eastern digits', () => {
    expect(parseTypedCorners('70.9 34.0\n\n71.3, 34\r\n ۷۱٫۳ ۳۴٫۳ \n-70.5;34.3')).toEqual({
      corners: [
        [70.9, 34],
        [71.3, 34],
        [71.3, 34.3],
        [-70.5, 34.3],
      ],
    });
  });

  it('say which line cannot be read', () => {
    expect(parseTypedCorners('70.9 34.0\nTorkham')).toEqual({
      fault: { code: 'line-unreadable', line: 2, text: 'Torkham' },
    });
    expect(parseTypedCorners('70.9 34.0 12')).toEqual({
      fault: { code: 'line-unreadable', line: 1, text: '70.9 34.0 12' },
    });
  });

  it('read back what was written', () => {
    expect(parseTypedCorners(formatTypedCorners(AROUND_TORKHAM))).toEqual({ corners: AROUND_TORKHAM });
  });
});

describe('the areas of a view', () => {
  it('are at most 20', () => {
    expect(findAreaCountFault(MOST_AREAS - 1)).toBeNull();
    expect(findAreaCountFault(MOST_AREAS)).toEqual({ code: 'too-many-areas', most: 20 });
    expect(findAreaCountFault(18, 3)).toEqual({ code: 'too-many-areas', most: 20 });
  });

  it('get the first free id', () => {
    const named = (id: string) => ({ id, name: '', ring: [] });
    expect(nextAreaId([named('a1'), named('a3')])).toBe('a2');
  });
});
