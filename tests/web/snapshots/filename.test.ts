import { describe, expect, it } from 'vitest';
import { exportFileName } from '../../../web/snapshots/filename.ts';

const SHEET = {
  title: 'Reported incidents',
  dataDay: '2025-11-24',
  isSynthetic: false,
  knownAt: null,
  viewer: 'public',
  extension: 'png',
} as const;

describe('the file name of an export', () => {
  it.each([
    [SHEET, 'DLM_reported-incidents_A4_20251124.png'],
    [{ ...SHEET, extension: 'pdf' as const }, 'DLM_reported-incidents_A4_20251124.pdf'],
    [{ ...SHEET, title: 'Kabul – Spīn Bōldak / Chaman: 9 Oct.' }, 'DLM_kabul-spin-boldak-chaman-9-oct_A4_20251124.png'],
    [{ ...SHEET, viewer: 'staff' as const }, 'DLM_reported-incidents_A4_20251124_not-public-staff.png'],
    [{ ...SHEET, knownAt: '2025-11-06T06:00:00Z' }, 'DLM_reported-incidents_A4_20251124_known-20251106T0600Z.png'],
    [{ ...SHEET, title: '../../etc/passwd' }, 'DLM_etc-passwd_A4_20251124.png'],
    [{ ...SHEET, title: 'پېښې' }, 'DLM_map_A4_20251124.png'],
    [{ ...SHEET, title: 'پېښې', isSynthetic: true }, 'DLM_SYNTHETIC-map_A4_20251124.png'],
    [
      { ...SHEET, title: 'SYNTHETIC Reported incidents', isSynthetic: true },
      'DLM_SYNTHETIC-reported-incidents_A4_20251124.png',
    ],
    [
      { ...SHEET, title: 'Reported incidents along the line from the nineteenth of October to the end of November' },
      'DLM_reported-incidents-along-the-line-from_A4_20251124.png',
    ],
  ])('of %j is %s', (sheet, expected) => {
    expect(exportFileName(sheet)).toBe(expected);
  });

  it('keeps the short name within 40 letters, whatever the title', () => {
    for (const title of ['x'.repeat(300), 'word '.repeat(80), 'a-b_c'.repeat(90)])
      for (const isSynthetic of [true, false])
        expect(exportFileName({ ...SHEET, title, isSynthetic })).toMatch(/^DLM_[A-Za-z0-9-]{1,40}_A4_20251124\.png$/);
  });
});
