import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sheetToPdf } from '../../../web/snapshots/pdf.ts';
import { crc32 } from '../../../web/snapshots/png.ts';
import { layoutSheet, type SheetContent } from '../../../web/snapshots/sheet.ts';
import { roughMeasure } from './records.ts';

const CONTENT: SheetContent = {
  direction: 'ltr',
  product: 'Durand Line Monitor',
  title: 'Reported incidents at Spīn Bōldak – Chaman',
  subtitle: 'All dates on record',
  dataTime: 'Data on record at 24 Nov 2025 10:02 UTC',
  filters: 'Filters: none',
  counts: 'پېښې',
  blocks: [],
  notes: [],
  address: { label: 'This view:', url: 'http://127.0.0.1:8787/?map=68,32,6' },
  north: 'North',
  scale: { lengthOf: (metres) => `${metres / 1000} km`, note: 'Scale at 32° north' },
  synthetic: null,
};

const PROPERTIES = {
  title: 'Reported incidents',
  subject: 'All dates on record',
  keywords: 'Durand Line Monitor',
  creator: 'Durand Line Monitor',
  dataAt: '2025-11-24T10:02:00Z',
  address: CONTENT.address.url,
};

function chunk(type: string, body: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type), body]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  crc.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, crc]);
}

/** One white pixel, red green and blue. */
const PIXEL = Buffer.concat([
  Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
  chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
  chunk('IDAT', deflateSync(Buffer.from([0, 255, 255, 255]))),
  chunk('IEND', Buffer.alloc(0)),
]);

async function pdfOf(orientation: 'landscape' | 'portrait'): Promise<string> {
  const camera = { longitude: 68, latitude: 32, zoom: 6 };
  const sheet = layoutSheet(CONTENT, {
    orientation,
    camera,
    screen: { width: 700, height: 500 },
    measure: roughMeasure,
  });
  const bytes = await sheetToPdf(sheet, PIXEL, { properties: PROPERTIES, measure: roughMeasure });
  return Buffer.from(bytes).toString('latin1');
}

describe('a sheet as PDF', () => {
  it('is one A4 page of the right way up', async () => {
    const [landscape, portrait] = [await pdfOf('landscape'), await pdfOf('portrait')];
    expect(
      landscape
        .match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/)
        ?.slice(1)
        .map(Number.parseFloat),
    ).toEqual([expect.closeTo(841.89, 1), expect.closeTo(595.28, 1)]);
    expect(
      portrait
        .match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/)
        ?.slice(1)
        .map(Number.parseFloat),
    ).toEqual([expect.closeTo(595.28, 1), expect.closeTo(841.89, 1)]);
    expect(landscape.match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it('says what it is: title, subject, keywords, creator, and the time of the data as its date', async () => {
    const pdf = await pdfOf('landscape');
    expect(pdf).toContain('/Title (Reported incidents)');
    expect(pdf).toContain('/Subject (All dates on record)');
    expect(pdf).toContain('/Keywords (Durand Line Monitor)');
    expect(pdf).toContain('/Creator (Durand Line Monitor)');
    expect(pdf).toContain("/CreationDate (D:20251124100200+00'00')");
  });

  it('links the address of the view', async () => {
    expect(await pdfOf('landscape')).toContain('/URI (http://127.0.0.1:8787/?map=68,32,6)');
  });

  it('is the same for the same sheet, byte for byte', async () => {
    expect(await pdfOf('landscape')).toBe(await pdfOf('landscape'));
  });
});
