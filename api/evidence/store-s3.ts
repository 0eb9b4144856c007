import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { S3mini } from 's3mini';
import type { FileStore } from './store.ts';

/** A bucket and the key to it. */
export interface BucketPlace {
  /** Address and name of the bucket, path-style: `https://s3.example.org/evidence`. */
  url: string;
  region: string;
  keyId: string;
  secret: string;
}

/** Below this, so that the bucket can hold other things too. */
const PREFIX = 'evidence/';

/** Files in a bucket of an S3-compatible store. An object is there whole or not at all: that is what such stores promise. */
export function openBucketStore({ url, region, keyId, secret }: BucketPlace): FileStore {
  const bucket = new S3mini({
    endpoint: url,
    region,
    accessKeyId: keyId,
    secretAccessKey: secret,
    // Node's fetch refuses a stream as a body without it.
    fetch: (address, init) => fetch(address, { ...init, duplex: 'half' } as RequestInit),
  });
  return {
    put: async (sha256, path) => {
      const { size } = await stat(path);
      const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
      const answer = await bucket.putObject(
        PREFIX + sha256,
        body,
        'application/octet-stream',
        undefined,
        undefined,
        size,
      );
      if (!answer.ok) throw new Error(`the bucket did not take ${sha256}: ${answer.status}`);
    },
    open: async (sha256) => {
      const answer = await bucket.getObjectResponse(PREFIX + sha256);
      if (answer === null || answer.status === 404) return null;
      if (!answer.ok || answer.body === null) throw new Error(`the bucket did not give ${sha256}: ${answer.status}`);
      return { bytes: Number(answer.headers.get('content-length')), stream: answer.body };
    },
  };
}
