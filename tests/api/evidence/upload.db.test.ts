import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { sql } from '../../../api/db/sql.ts';
import { MOST_CHUNK_BYTES, MOST_OPEN_UPLOADS } from '../../../api/evidence/contract.ts';
import { problemOf } from '../../fixtures/filing.ts';
import {
  attach,
  begin,
  bomb,
  complete,
  evidenceSent,
  incidentOf,
  photograph,
  readEvidence,
  sendChunk,
  sha256Of,
  upload,
} from '../../fixtures/evidence.ts';
import { somebody } from '../../setup/people.ts';
import { withService } from '../../setup/service.ts';

const textOf = (text: string) => new TextEncoder().encode(text);

test('a photograph keeps what the camera wrote in the evidentiary copy and loses it in the working copy', () =>
  withService(async (service) => {
    const monitor = await somebody(service, 'monitor');
    const incident = await incidentOf(service, monitor);
    const bytes = await photograph();
    const answer = await attach(monitor, incident.id, bytes);
    expect(answer).toMatchObject({ kind: 'evidence', version: 1, state: 'standing', level: 2 });
    const { shown, custody, fileName } = await readEvidence(monitor, answer.id);
    expect(shown).toMatchObject({ sha256: sha256Of(bytes), mediaType: 'image/jpeg', working: { exifStripped: true } });
    expect(fileName).toBe('wall.jpg');
    expect(custody?.map(({ action, from }) => [action, from])).toStrictEqual([
      ['received', 'A shopkeeper'],
      ['stored', null],
      ['copied', null],
    ]);
    const raw = await monitor.get(`/api/evidence/${answer.id}/file?copy=evidentiary`);
    const kept = Buffer.from(await raw.arrayBuffer());
    expect(kept.equals(bytes)).toBe(true);
    const working = await monitor.get(`/api/evidence/${answer.id}/file`);
    const shownBytes = Buffer.from(await working.arrayBuffer());
    expect(sha256Of(shownBytes)).toBe(shown.working?.sha256);
    expect((await sharp(kept).metadata()).exif).toBeDefined();
    expect((await sharp(shownBytes).metadata()).exif).toBeUndefined();
    expect(Object.fromEntries(working.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    expect(working.headers.get('content-disposition')).not.toContain('wall');
  }));

test('an upload that was cut off goes on where it stopped, and is done once however often it is ended', () =>
  withService(async (service) => {
    const monitor = await somebody(service, 'monitor');
    const incident = await incidentOf(service, monitor);
    const bytes = textOf('A line of a long statement.\n'.repeat(30_000));
    const id = randomUUID();
    const sent = evidenceSent(incident.id, bytes, { fileName: 'a.txt', statedType: 'text/plain' });
    expect(await (await begin(monitor, id, sent)).json()).toStrictEqual({
      id,
      offset: 0,
      bytes: bytes.length,
      state: 'receiving',
      mostChunkBytes: MOST_CHUNK_BYTES,
    });
    let pulled = 0;
    const cut = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (pulled === 3) return controller.error(new Error('the line is gone'));
        controller.enqueue(bytes.subarray(pulled * 1_000, ++pulled * 1_000));
      },
    });
    expect(await problemOf(await sendChunk(monitor, id, 0, cut, { 'content-length': '9000' }))).toStrictEqual([
      400,
      'bad-body',
    ]);
    expect(await problemOf(await complete(monitor, id))).toStrictEqual([409, 'upload-incomplete']);
    const { offset } = (await monitor.json(`/api/evidence-uploads/${id}`)) as { offset: number };
    expect(offset).toBe(3_000);
    expect(await problemOf(await sendChunk(monitor, id, 0, bytes.subarray(0, 9)))).toStrictEqual([
      409,
      'offset-differs',
    ]);
    // Begun again, as after the page was loaded anew, it is the same upload.
    expect(await (await begin(monitor, id, sent)).json()).toMatchObject({ offset: 3_000 });
    for (let from = offset; from < bytes.length; from += MOST_CHUNK_BYTES)
      expect((await sendChunk(monitor, id, from, bytes.subarray(from, from + MOST_CHUNK_BYTES))).status).toBe(200);
    const first: unknown = await (await complete(monitor, id)).json();
    expect(await (await complete(monitor, id)).json()).toStrictEqual(first);
    expect(first).toMatchObject({ kind: 'evidence', id, version: 1 });
    const { count } = await service.database.one(sql<{ count: number }>`
      select count(*)::int as count from records where kind = 'evidence'`);
    expect(count).toBe(1);
    const working = await monitor.get(`/api/evidence/${id}/file`);
    expect(working.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await working.arrayBuffer()).byteLength).toBe(bytes.length);
  }));

test('what a file says of itself counts for nothing: its content decides', () =>
  withService(async (service) => {
    const monitor = await somebody(service, 'monitor');
    const { id: incidentId } = await incidentOf(service, monitor);
    const attempt = async (bytes: Uint8Array, statedType: string, more = {}) => {
      const answer = await upload(monitor, bytes, evidenceSent(incidentId, bytes, { statedType, ...more }));
      return answer.ok
        ? (await readEvidence(monitor, ((await answer.json()) as { id: string }).id)).shown.mediaType
        : problemOf(answer);
    };
    const png = await sharp(await photograph())
      .png()
      .toBuffer();
    const svg = textOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const page = textOf('<!doctype html><title>A page</title><script>alert(1)</script>');
    expect({
      pictureOfAnotherKind: await attempt(png, 'image/jpeg'),
      program: await attempt(Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(400)]), 'image/jpeg'),
      textAsPicture: await attempt(textOf('hello'), 'image/jpeg'),
      svg: await attempt(svg, 'image/svg+xml'),
      svgAsPicture: await attempt(svg, 'image/png', { fileName: 'a.png' }),
      svgWithProlog: await attempt(textOf(`<?xml version="1.0"?>\n<!-- -->\n${Buffer.from(svg).toString()}`), ''),
      page: await attempt(page, 'text/html'),
      archivedPage: await attempt(page, 'text/html', { obtainedHow: 'archived-page' }),
      table: await attempt(textOf('day,count\n1,2\n'), 'text/csv', { fileName: 'a.csv' }),
      warc: await attempt(textOf('WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n'), 'application/warc'),
      brokenPicture: await attempt(Buffer.concat([png.subarray(0, 20), Buffer.alloc(600, 7)]), 'image/png'),
    }).toStrictEqual({
      pictureOfAnotherKind: 'image/png',
      program: [415, 'file-refused'],
      textAsPicture: [422, 'type-differs'],
      svg: [415, 'file-refused'],
      svgAsPicture: [415, 'file-refused'],
      svgWithProlog: [415, 'file-refused'],
      page: [415, 'file-refused'],
      archivedPage: 'text/html',
      table: 'text/csv',
      warc: 'application/warc',
      brokenPicture: [415, 'file-refused'],
    });
  }));

test('an archived page is never rendered: it is saved, as bytes, within a sandbox', () =>
  withService(async (service) => {
    const monitor = await somebody(service, 'monitor');
    const incident = await incidentOf(service, monitor);
    const page = textOf('<html><script>alert(1)</script></html>');
    const more = { statedType: 'text/html', obtainedHow: 'archived-page', fileName: '../../x.html' } as const;
    const { id } = await attach(monitor, incident.id, page, more);
    const answer = await monitor.get(`/api/evidence/${id}/file?copy=evidentiary`);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="x.html"; filename*=UTF-8''x.html`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    expect(await problemOf(await monitor.get(`/api/evidence/${id}/file`))).toStrictEqual([404, 'item-not-found']);
  }));

test('a decompression bomb is refused before it is unpacked', () =>
  withService(async (service) => {
    const monitor = await somebody(service, 'monitor');
    const incident = await incidentOf(service, monitor);
    const picture = bomb();
    const before = process.memoryUsage.rss();
    const answer = await upload(monitor, picture, evidenceSent(incident.id, picture, { statedType: 'image/png' }));
    expect(await problemOf(answer)).toStrictEqual([422, 'picture-too-large']);
    expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000);
  }));

test('a file of 51 MB is refused, and so are more bytes than were announced and chunks that are too large', () =>
  withService(async (service) => {
    const monitor = await somebody(service, 'monitor');
    const { id: incidentId } = await incidentOf(service, monitor);
    const bytes = textOf('0123456789');
    const large = evidenceSent(incidentId, bytes, { bytes: 51 * 1024 * 1024 });
    expect(await problemOf(await begin(monitor, randomUUID(), large))).toStrictEqual([413, 'file-too-large']);
    const id = randomUUID();
    await begin(monitor, id, evidenceSent(incidentId, bytes));
    const more = Buffer.alloc(2_000);
    expect(await problemOf(await sendChunk(monitor, id, 0, more))).toStrictEqual([413, 'file-too-large']);
    const chunk = Buffer.alloc(MOST_CHUNK_BYTES + 1);
    expect(await problemOf(await sendChunk(monitor, id, 0, chunk))).toStrictEqual([413, 'body-too-large']);
  }));

test('bytes whose hash is another are refused and sent anew from the beginning', () =>
  withService(async (service) => {
    const monitor = await somebody(service, 'monitor');
    const incident = await incidentOf(service, monitor);
    const [right, wrong] = [textOf('what was meant'), textOf('what came here')];
    const id = randomUUID();
    await begin(monitor, id, evidenceSent(incident.id, right, { statedType: '' }));
    await sendChunk(monitor, id, 0, wrong);
    expect(await problemOf(await complete(monitor, id))).toStrictEqual([422, 'hash-differs']);
    await sendChunk(monitor, id, 0, right);
    expect((await complete(monitor, id)).status).toBe(200);
  }));

test('a person has few uploads under way; one that is given up makes room', () =>
  withService(async (service) => {
    const monitor = await somebody(service, 'monitor');
    const { id: incidentId } = await incidentOf(service, monitor);
    const sent = evidenceSent(incidentId, textOf('x'));
    const ids = Array.from({ length: MOST_OPEN_UPLOADS }, () => randomUUID());
    for (const id of ids) expect((await begin(monitor, id, sent)).status).toBe(200);
    expect(await problemOf(await begin(monitor, randomUUID(), sent))).toStrictEqual([409, 'too-many-uploads']);
    expect((await monitor.send('DELETE', `/api/evidence-uploads/${ids[0]}`)).status).toBe(204);
    expect((await begin(monitor, randomUUID(), sent)).status).toBe(200);
  }));

test('another person meets no upload of somebody else, and whoever has not the bytes gets no record of them', () =>
  withService(async (service) => {
    const [monitor, analyst] = [await somebody(service, 'monitor'), await somebody(service, 'analyst')];
    const incident = await incidentOf(service, monitor);
    const bytes = textOf('on record');
    await attach(monitor, incident.id, bytes, { statedType: '' });
    const id = randomUUID();
    await begin(analyst, id, evidenceSent(incident.id, bytes, { statedType: '' }));
    expect(await problemOf(await complete(analyst, id))).toStrictEqual([409, 'upload-incomplete']);
    expect(await problemOf(await monitor.get(`/api/evidence-uploads/${id}`))).toStrictEqual([404, 'item-not-found']);
    expect(await problemOf(await begin(monitor, id, evidenceSent(incident.id, bytes)))).toStrictEqual([
      409,
      'conflict',
    ]);
  }));
