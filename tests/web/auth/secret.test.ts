import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { invitationLink, takeInvitation } from '../../../web/auth/address.ts';
import { lettersOf } from '../../../web/auth/new-password.tsx';
import { cleanCode } from '../../../web/auth/second-step-form.tsx';
import { backupFile, groupSecret, newId, pathOfModules } from '../../../web/auth/secret.ts';

describe('a secret', () => {
  test('is grouped by four to be typed', () => {
    expect([groupSecret('JBSWY3DPEHPK3PXP'), groupSecret('JBSWY'), groupSecret('')]).toStrictEqual([
      'JBSW Y3DP EHPK 3PXP',
      'JBSW Y',
      '',
    ]);
  });

  test('its backup codes make a file of one a line', () => {
    expect(backupFile('Codes', ['a-1', 'b-2'])).toBe('Codes\r\n\r\na-1\r\nb-2\r\n');
  });

  test('a QR code is drawn module by module', () => {
    expect(
      pathOfModules([
        [true, true, false],
        [false, false, false],
        [false, true, true],
      ]),
    ).toBe('M0 0h2v1h-2zM1 2h2v1h-2z');
    const { data } = encode('otpauth://totp/x?secret=JBSWY3DPEHPK3PXP');
    const dark = data.flat().filter(Boolean).length;
    const drawn = [...pathOfModules(data).matchAll(/h(\d+)v/g)].reduce((sum, [, run]) => sum + Number(run), 0);
    expect(drawn).toBe(dark);
  });

  test('ids made here are UUIDs, each another', () => {
    const ids = Array.from({ length: 20 }, newId);
    expect(ids.filter((id) => !z.uuidv4().safeParse(id).success)).toStrictEqual([]);
    expect(new Set(ids).size).toBe(20);
  });
});

describe('a code', () => {
  test('counts without its spaces, in whatever digits it is typed', () => {
    expect([' 123 456 ', '۱۲۳۴۵۶', '١٢٣٤٥٦', 'm1Zjl-ft0z8'].map(cleanCode)).toStrictEqual([
      '123456',
      '123456',
      '123456',
      'm1Zjl-ft0z8',
    ]);
  });
});

describe('a new password', () => {
  test('is as long as the service counts it: one letter however the keyboard writes it', () => {
    expect([lettersOf('آ'), lettersOf('\u0627\u0653'), lettersOf('twelve chars')]).toStrictEqual([1, 1, 12]);
  });
});

describe('the link of an invitation', () => {
  function opened(href: string): { token: string | null; address: string | null } {
    let address: string | null = null;
    const history = {
      replaceState: (_state: unknown, _title: string, url?: string | URL | null) => (address = String(url)),
    };
    return { token: takeInvitation({ location: { href }, history }), address };
  }

  test('gives its token once and leaves the rest of the address', () => {
    expect(opened('https://m.example/?lang=ur&invitation=abc-_1')).toStrictEqual({
      token: 'abc-_1',
      address: '/?lang=ur',
    });
    expect(opened('https://m.example/map/?invitation=abc')).toStrictEqual({ token: 'abc', address: '/map/' });
  });

  test('without a token nothing is touched, and an empty one is none', () => {
    expect(opened('https://m.example/?lang=ur')).toStrictEqual({ token: null, address: null });
    expect(opened('https://m.example/?invitation=')).toStrictEqual({ token: null, address: '/' });
  });

  test('says nothing of the view of whoever makes it', () => {
    expect(invitationLink('https://m.example/?lang=ur&sel=incidents-4#map', 'abc-_1')).toBe(
      'https://m.example/?invitation=abc-_1',
    );
  });
});
