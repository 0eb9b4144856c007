import { MOST_CHUNK_BYTES } from '../../../api/evidence/contract.ts';
import { MOST_BODY_BYTES } from '../../../api/limits.ts';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dispositionOf, judgeType, plainName, servedAs } from '../../../api/evidence/kinds.ts';
import { differenceHash } from '../../../api/evidence/likeness.ts';
import { evidenceActsOn, firstEvidenceVisibility } from '../../../api/evidence/permissions.ts';
import { openBucketStore } from '../../../api/evidence/store-s3.ts';
import { type FileStore, openFolderStore } from '../../../api/evidence/store.ts';
import { sha256Of } from '../../fixtures/evidence.ts';

describe('names', () => {
  test.each([
    ['../../x', 'x'],
    ['C:\\photos\\wall.jpg', 'wall.jpg'],
    ['..', 'file'],
    ['/', 'file'],
    ['a\u202Egpj.exe', 'agpj.exe'],
    ['نقشہ.pdf', 'نقشہ.pdf'],
  ])('of "%s" what is kept is "%s"', (given, kept) => expect(plainName(given)).toBe(kept));

  test('no name breaks out of its header', () => {
    expect(dispositionOf('attachment', 'a"\r\nb; c')).toBe(
      `attachment; filename="a___b__c"; filename*=UTF-8''a%22%0D%0Ab%3B%20c`,
    );
  });
});

describe('types', () => {
  test('a type is compared with what was stated by its family', () => {
    expect(judgeType('image/png', 'image/jpeg', 'other')).toStrictEqual({ type: 'image/png' });
    expect(judgeType('application/pdf', 'image/jpeg', 'other')).toStrictEqual({
      refused: 'differs',
      found: 'document',
    });
    expect(judgeType('application/pdf', '', 'other')).toStrictEqual({ type: 'application/pdf' });
    expect(judgeType('audio/wav', 'audio/x-wav', 'other')).toStrictEqual({ type: 'audio/wav' });
    expect(judgeType('application/x-elf', '', 'other')).toStrictEqual({ refused: 'kind' });
    expect(judgeType(null, 'image/svg+xml', 'other')).toStrictEqual({ refused: 'kind' });
  });

  test('pictures alone stand in a page', () => {
    expect(
      ['image/png', 'text/html', 'application/zip', 'application/pdf', 'image/svg+xml'].map(servedAs),
    ).toStrictEqual([
      { type: 'image/png', disposition: 'inline' },
      { type: 'application/octet-stream', disposition: 'attachment' },
      { type: 'application/octet-stream', disposition: 'attachment' },
      { type: 'application/pdf', disposition: 'attachment' },
      { type: 'application/octet-stream', disposition: 'attachment' },
    ]);
  });
});

test('a difference hash has a bit for each point that is darker than the next', () => {
  const rising = Uint8Array.from({ length: 72 }, (_, at) => (at % 9) * 20);
  expect(differenceHash(rising)).toBe('ffffffffffffffff');
  expect(differenceHash(rising.toReversed())).toBe('0000000000000000');
});

describe('who may', () => {
  const somebody = (
    role: 'monitor' | 'mediator' | 'liaison-afg' | 'administrator',
    viewer: 'staff' | 'mediator' | 'afg',
  ) => ({
    id: 'them',
    role,
    viewer,
    seenAs: null,
  });
  test('the raw file is for neutral people and for whoever submitted it', () => {
    expect(evidenceActsOn(somebody('monitor', 'staff'), 'else')).toStrictEqual(['read-evidentiary', 'add-custody']);
    expect(evidenceActsOn(somebody('liaison-afg', 'afg'), 'else')).toStrictEqual([]);
    expect(evidenceActsOn(somebody('liaison-afg', 'afg'), 'them')).toStrictEqual(['read-evidentiary', 'add-custody']);
    expect(evidenceActsOn({ ...somebody('administrator', 'mediator'), seenAs: 'mediator' }, 'them')).toStrictEqual([]);
  });

  test('evidence is never more open than its incident', () => {
    const of = (role: 'monitor' | 'liaison-afg', level: 0 | 3 | 4) => {
      const { level: first, owner, team } = firstEvidenceVisibility({ id: 'them', role }, { level, team: ['else'] });
      return [first, owner, team];
    };
    expect([of('monitor', 0), of('liaison-afg', 0), of('monitor', 3), of('monitor', 4)]).toStrictEqual([
      [2, null, []],
      [3, 'afg', []],
      [3, null, []],
      [4, null, ['else', 'them']],
    ]);
  });
});

/** A stand-in that keeps what is put under a path: it shows what our client sends, and is no S3. */
async function standIn() {
  const kept = new Map<string, Buffer>();
  const signed: boolean[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      signed.push((request.headers.authorization ?? '').startsWith('AWS4-HMAC-SHA256 Credential=id/'));
      const { url = '', method } = request;
      if (method === 'PUT') {
        kept.set(url, Buffer.concat(parts));
        return response.writeHead(200, { etag: '"x"' }).end();
      }
      const found = kept.get(url);
      if (found === undefined) return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
      return response.writeHead(200, { 'content-length': found.length }).end(found);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`;
  return { url, kept, signed, close: () => server.close() };
}

describe('a store keeps bytes under their hash and says when there are none', () => {
  async function keepsAndGives(store: FileStore): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'durand-store-'));
    const bytes = Buffer.alloc(300_000, 'evidence');
    const sha256 = sha256Of(bytes);
    expect(await store.open(sha256)).toBe(null);
    for (const name of ['one', 'two']) {
      writeFileSync(join(folder, name), bytes);
      await store.put(sha256, join(folder, name));
    }
    const file = await store.open(sha256);
    expect(file?.bytes).toBe(bytes.length);
    expect(Buffer.from(await new Response(file?.stream).arrayBuffer()).equals(bytes)).toBe(true);
    rmSync(folder, { recursive: true });
  }

  test('a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'durand-store-'));
    await keepsAndGives(openFolderStore(folder));
    await expect(openFolderStore(folder).open('../../etc/passwd')).rejects.toThrow('SHA-256');
    expect(
      readFileSync(
        join(
          folder,
          sha256Of(Buffer.alloc(300_000, 'evidence')).slice(0, 2),
          sha256Of(Buffer.alloc(300_000, 'evidence')),
        ),
      ).length,
    ).toBe(300_000);
    rmSync(folder, { recursive: true });
  });

  test('a bucket, before a stand-in', async () => {
    const { url, kept, signed, close } = await standIn();
    await keepsAndGives(openBucketStore({ url, region: 'auto', keyId: 'id', secret: 'a secret' }));
    expect([...kept.keys()]).toStrictEqual([`/bucket/evidence/${sha256Of(Buffer.alloc(300_000, 'evidence'))}`]);
    expect(signed.every(Boolean)).toBe(true);
    close();
  });
});

test('a chunk of an upload may be as large as a body, and no larger', () => {
  expect(MOST_CHUNK_BYTES).toBe(MOST_BODY_BYTES);
});
