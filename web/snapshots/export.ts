import type { Reading } from '../../api/agreements/contract.ts';
import type { Viewer } from '../../api/visibility/contract.ts';
import type { I18n } from '../i18n/index.tsx';
import { type ThemeName, themes } from '../map/theme.ts';
import type { View } from '../view.ts';
import { extentOf, type Size } from './camera.ts';
import { isAnySynthetic, sheetContent } from './content.ts';
import { exportFileName } from './filename.ts';
import { createMeasure, loadSheetFonts } from './fonts.ts';
import { paintSheet } from './paint.ts';
import { sheetToPdf } from './pdf.ts';
import type { FindIncidents } from './incidents.ts';
import { type Drawn, drawnIn, overlaysOf, type Records, type Where } from './picture.ts';
import { withPngMetadata } from './png.ts';
import type { FindSources } from './publishers.ts';
import { renderMap } from './render.ts';
import { layoutSheet, type Orientation, type Sheet, type SheetContent } from './sheet.ts';
import type { Measure } from './text.ts';

export const FORMATS = ['png-1x', 'png-2x', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];

/** The present view and all that belongs to it: what an export is of. */
export type Subject = {
  readonly view: View;
  /** Whose view of the records the screen shows. */
  readonly viewer: Viewer;
  readonly records: Records;
  readonly findIncidents: FindIncidents;
  readonly readings: readonly Reading[];
  /** Latest moment of recording, RFC 3339; see latestRecordedAt. */
  readonly dataAt: string;
  readonly address: string;
  /** Of the map on the screen, in CSS pixels. */
  readonly screen: Size;
  readonly styleUrl: string | null;
};

/** What the person chose. */
export type Choice = { readonly title: string; readonly orientation: Orientation; readonly theme: ThemeName };

/** How far an export is, for words on the screen. */
export type Step =
  | { readonly step: 'sources'; readonly done: number; readonly all: number }
  | { readonly step: 'map' | 'sheet' | 'file' };

/** What goes with the making of a sheet: a way to call it off, to hear how far it is, and to ask for sources. */
export type Making = {
  readonly signal: AbortSignal;
  readonly onStep: (step: Step) => void;
  readonly findSources: FindSources;
};

/** A sheet laid out, with the words that are on it and what its map draws. */
export type Planned = {
  readonly sheet: Sheet;
  readonly content: SheetContent;
  readonly drawn: Drawn;
  readonly records: Records;
  readonly measure: Measure;
};

const DOTS_PER_INCH = 96;
const SOFTWARE = 'Durand Line Monitor';
/** The size of the legend decides on the size of the map, and that on what is in it; two rounds are the rule. */
const MOST_ROUNDS = 5;

/** Lays the sheet out until its legend is that of its own map. */
export async function planSheet(i18n: I18n, subject: Subject, choice: Choice, making: Making): Promise<Planned> {
  const { view, screen } = subject;
  const { signal, onStep, findSources } = making;
  await loadSheetFonts();
  signal.throwIfAborted();
  const measure = createMeasure();
  const basemapHost = subject.styleUrl === null ? null : new URL(subject.styleUrl, subject.address).host;
  const lay = async (where: Where): Promise<Planned> => {
    const onProgress = (done: number, all: number): void => onStep({ step: 'sources', done, all });
    const incidents = await subject.findIncidents(where);
    signal.throwIfAborted();
    const records = { ...subject.records, incidents: incidents.left };
    const drawn = drawnIn(view, records, incidents.binned, where);
    const sources = await findSources({ ...drawn, incidents }, { signal, onProgress });
    const facts = { ...subject, ...choice, records, drawn, sources, basemapHost, scaleLatitude: view.camera.latitude };
    const content = sheetContent(i18n, facts);
    const sheet = layoutSheet(content, { orientation: choice.orientation, camera: view.camera, screen, measure });
    return { content, sheet, drawn, records, measure };
  };
  let planned = await lay({ zoom: view.camera.zoom, bounds: extentOf(view.camera, screen) });
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { camera, map } = planned.sheet;
    const before = JSON.stringify(planned.content.blocks);
    planned = await lay({ zoom: camera.zoom, bounds: extentOf(camera, map) });
    if (JSON.stringify(planned.content.blocks) === before) break;
  }
  return planned;
}

/** Draws the map of a planned sheet and paints the sheet around it; `scale` is device pixels per CSS pixel. */
export async function drawSheet(
  i18n: I18n,
  planned: Planned,
  options: { readonly subject: Subject; readonly choice: Choice; readonly scale: number },
  { signal, onStep }: Making,
): Promise<HTMLCanvasElement> {
  const { subject, choice, scale } = options;
  const { sheet, drawn } = planned;
  onStep({ step: 'map' });
  const look = { theme: choice.theme, language: i18n.language };
  const content = { ...look, overlays: overlaysOf(drawn, look), styleUrl: subject.styleUrl };
  const map = await renderMap(
    { content, camera: sheet.camera, size: sheet.map, pixelRatio: scale, label: choice.title },
    signal,
  );
  onStep({ step: 'sheet' });
  return paintSheet(sheet, map, { scale, theme: themes[choice.theme] });
}

/** Makes the file of an export. Nothing in it depends on the clock: the same view of the same data gives the same bytes. */
export async function makeFile(
  i18n: I18n,
  subject: Subject,
  choice: Choice & { readonly format: Format },
  making: Making,
): Promise<{ readonly name: string; readonly file: Blob }> {
  const scale = choice.format === 'png-1x' ? 1 : 2;
  const planned = await planSheet(i18n, subject, choice, making);
  const canvas = await drawSheet(i18n, planned, { subject, choice, scale }, making);
  making.onStep({ step: 'file' });
  const { content } = planned;
  const description = [content.subtitle, content.filters, content.dataTime].join(' | ');
  const image = await pngBytes(canvas);
  const name = fileName(
    { ...subject, records: planned.records },
    choice.title,
    choice.format === 'pdf' ? 'pdf' : 'png',
  );
  if (choice.format !== 'pdf') {
    const texts = [
      { keyword: 'Title', text: content.title },
      { keyword: 'Description', text: description },
      { keyword: 'Source', text: subject.address },
      { keyword: 'Software', text: SOFTWARE },
      { keyword: 'Creation Time', text: subject.dataAt },
      { keyword: 'Disclaimer', text: content.notes.map(({ text }) => text).join(' ') },
    ];
    return { name, file: new Blob([withPngMetadata(image, texts, DOTS_PER_INCH * scale)], { type: 'image/png' }) };
  }
  const { dataAt, address } = subject;
  const keywords = [i18n.t('app.name'), ...(content.synthetic === null ? [] : [content.synthetic])].join(', ');
  const properties = {
    title: content.title,
    subject: `${description} | ${address}`,
    keywords,
    creator: SOFTWARE,
    dataAt,
    address,
  };
  return {
    name,
    file: new Blob([await sheetToPdf(planned.sheet, image, { properties, measure: planned.measure })], {
      type: 'application/pdf',
    }),
  };
}

/** The name that a file of this subject gets. */
export function fileName({ view, viewer, records, dataAt }: Subject, title: string, extension: 'png' | 'pdf'): string {
  const dataDay = new Date(dataAt).toISOString().slice(0, 10);
  return exportFileName({
    title,
    dataDay,
    isSynthetic: isAnySynthetic(view, records),
    knownAt: view.knownAt,
    viewer,
    extension,
  });
}

async function pngBytes(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('this browser could not encode the picture');
  return new Uint8Array(await blob.arrayBuffer());
}
