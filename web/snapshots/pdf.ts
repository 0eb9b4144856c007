import type { jsPDF } from 'jspdf';
import { crc32 } from './png.ts';
import type { SheetItem } from './pen.ts';
import type { Sheet } from './sheet.ts';
import type { Measure } from './text.ts';

export type PdfProperties = {
  readonly title: string;
  readonly subject: string;
  readonly keywords: string;
  readonly creator: string;
  /** When the data was recorded; stands as the date of creation, so that the same sheet gives the same file. */
  readonly dataAt: string;
  readonly address: string;
};

/** A4 in points. */
const PAGE = { landscape: [841.89, 595.28], portrait: [595.28, 841.89] } as const;

/**
 * The sheet as one A4 page: its picture over the whole page, beneath it the lines in Latin letters as text that can be
 * found and copied, and the address as a link. Other scripts are in the picture only: shaped right there, not searchable.
 */
export async function sheetToPdf(
  sheet: Sheet,
  png: Uint8Array,
  options: { readonly properties: PdfProperties; readonly measure: Measure },
): Promise<Uint8Array<ArrayBuffer>> {
  const { jsPDF: Document } = await import('jspdf');
  const orientation = sheet.size.width > sheet.size.height ? 'landscape' : 'portrait';
  const [width, height] = PAGE[orientation];
  const { properties } = options;
  const pdf = new Document({ orientation, unit: 'pt', format: 'a4', compress: true });
  pdf.setProperties({
    title: properties.title,
    subject: properties.subject,
    keywords: properties.keywords,
    creator: properties.creator,
  });
  pdf.setCreationDate(`D:${properties.dataAt.replace(/\D/g, '').slice(0, 14)}+00'00'`);
  pdf.setFileId(crc32(png).toString(16).padStart(8, '0').repeat(4));
  const pointsPerPixel = width / sheet.size.width;
  for (const item of sheet.items) if (item.kind === 'text') placeText(pdf, item, pointsPerPixel, options.measure);
  pdf.addImage(png, 'PNG', 0, 0, width, height, undefined, 'FAST');
  linkAddress(pdf, sheet, pointsPerPixel, properties.address);
  return new Uint8Array(pdf.output('arraybuffer'));
}

type TextItem = Extract<SheetItem, { kind: 'text' }>;

/** Invisible, in the standard font that every reader has, stretched to the width of the painted line. */
function placeText(pdf: jsPDF, { text, style, x, y, align }: TextItem, pointsPerPixel: number, measure: Measure): void {
  const latin = latinOf(text);
  if (latin === null) return;
  pdf.setFont('helvetica', style.weight === 600 ? 'bold' : 'normal');
  pdf.setFontSize(style.size * pointsPerPixel);
  const painted = measure(text, style) * pointsPerPixel;
  const own = pdf.getTextWidth(latin);
  const left = align === 'left' ? x * pointsPerPixel : x * pointsPerPixel - (align === 'right' ? painted : painted / 2);
  pdf.text(latin, left, y * pointsPerPixel, {
    renderingMode: 'invisible',
    horizontalScale: own > 0 ? painted / own : 1,
  });
}

/** The text in the letters of the standard fonts, marks on letters left out; null where it is in another script. */
function latinOf(text: string): string | null {
  const plain = text
    .replace(/[–—‒]/g, '-')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/…/g, '...')
    .replace(/†/g, '+')
    .replace(/[\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/[^\xa0-\xff]/g, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''));
  return /^[\x20-\x7e\xa0-\xff]+$/.test(plain) ? plain : null;
}

function linkAddress(pdf: jsPDF, { items }: Sheet, pointsPerPixel: number, url: string): void {
  for (const item of items) {
    if (item.kind !== 'text' || item.part !== 'address') continue;
    const height = item.style.size * 1.3 * pointsPerPixel;
    const left = item.align === 'right' ? 0 : item.x * pointsPerPixel;
    const right = item.align === 'right' ? item.x * pointsPerPixel : pdf.internal.pageSize.getWidth();
    pdf.link(left, item.y * pointsPerPixel - height * 0.8, right - left, height, { url });
  }
}
