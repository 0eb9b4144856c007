import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, test } from 'vitest';
import { forgetRecords, identityOf, READER } from '../../../web/auth/session.ts';
import { session } from './rows.ts';

describe('another viewer', () => {
  test('is somebody else, another role, or the same person looking as another', () => {
    const root = session({ role: 'administrator' });
    const seen = [READER, root, session({ role: 'chair' }), { ...root, viewer: 'afg', seenAs: 'afg' } as const];
    expect(new Set(seen.map(identityOf)).size).toBe(4);
    expect(identityOf({ ...root, name: 'Zahra A.', twoFactor: true })).toBe(identityOf(root));
  });

  test('finds nothing of the former one: what is on the screen is read again, the rest is gone', async () => {
    const client = new QueryClient();
    let reads = 0;
    const observer = new QueryObserver(client, {
      queryKey: ['incidents'],
      queryFn: async () => {
        reads += 1;
        return `incidents of reading ${reads}`;
      },
    });
    const shown: unknown[] = [];
    const stop = observer.subscribe(({ data }) => shown.push(data));
    await client.refetchQueries({ queryKey: ['incidents'] });
    client.setQueryData(['incident', 4], 'a record that was open');
    client.setQueryData(['people'], 'everybody');
    client.setQueryData(['config'], 'configuration');
    client.setQueryData(['session'], READER);

    await forgetRecords(client);
    stop();
    expect(shown.at(-1)).toBe(`incidents of reading ${reads}`);
    expect(shown.slice(shown.lastIndexOf(`incidents of reading ${reads - 1}`) + 1)).toContain(undefined);
    expect(client.getQueryData(['incident', 4])).toBeUndefined();
    expect(client.getQueryData(['people'])).toBeUndefined();
    expect(client.getQueryData(['config'])).toBe('configuration');
    expect(client.getQueryData(['session'])).toBe(READER);
  });
});
