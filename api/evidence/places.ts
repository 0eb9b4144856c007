import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openIncoming } from './incoming.ts';
import type { EvidencePlaces } from './receive.ts';
import { type FileStore, openFolderStore } from './store.ts';
import { type BucketPlace, openBucketStore } from './store-s3.ts';

/** Where evidence is kept: files below a folder, or in a bucket; what comes in is always below the folder first. */
export interface EvidenceSettings {
  folder: string;
  bucket: BucketPlace | null;
}

/** Opens the places of the evidence files. */
export async function openEvidencePlaces({ folder, bucket }: EvidenceSettings): Promise<EvidencePlaces> {
  const files = join(folder, 'files');
  const store: FileStore = bucket === null ? openFolderStore(files) : openBucketStore(bucket);
  if (bucket === null) await mkdir(files, { recursive: true, mode: 0o700 });
  return { incoming: await openIncoming(join(folder, 'incoming')), store };
}
