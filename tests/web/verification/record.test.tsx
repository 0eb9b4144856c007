import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { IncidentRecord } from '../../../api/incidents/contract.ts';
import type { VerificationShown } from '../../../api/verification/shown/contract.ts';
import { IncidentRecordView } from '../../../web/incidents/panel.tsx';
import { incidentRecord, sources, untouched } from '../panels/records.ts';
import { position, step } from './rows.ts';

const nothing = (): undefined => undefined;
const walk = { at: 0, of: 0, takesFocus: false, onPrevious: nothing, onNext: nothing, onClose: nothing };

function recordWith(verification: Partial<VerificationShown>, more: Partial<IncidentRecord['properties']> = {}) {
  const properties = { ...incidentRecord.properties, verification: { ...untouched, ...verification }, ...more };
  return { ...incidentRecord, properties };
}
function markupOf(record: IncidentRecord): string {
  return renderToStaticMarkup(<IncidentRecordView record={record} walk={walk} nearby={[]} onOpen={nothing} />);
}
const wordsOf = (markup: string): string =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('the positions of the parties', () => {
  test('stand in their own words, in quotation marks and their own direction, with the translation folded away', () => {
    const translation = { text: 'It was not us.', language: 'en', translator: 'Sahar' } as const;
    const record = recordWith(
      { positions: [position(1, { translation })] },
      { positions: { afg: 'disputes-facts', pak: 'requested' } },
    );
    const markup = markupOf(record);
    expect(markup).toContain('<blockquote lang="ps" dir="auto"><q>Words 1.</q></blockquote>');
    expect(markup).toMatch(/<details class="said-translation"><summary>Translation into English<\/summary>/);
    expect(wordsOf(markup)).toContain(
      'Spokesperson, Ministry stated · formally to the mechanism · 4 Nov 2025 08:30 UTC',
    );
    expect(wordsOf(markup)).toContain('Translated by Sahar');
  });

  test('an earlier one stays below, and one in confidence says so', () => {
    const markup = markupOf(
      recordWith(
        {
          positions: [
            position(1, { superseded: true, recordedAt: '2025-11-03T00:00:00Z' }),
            position(2, { confidential: true }),
          ],
        },
        { positions: { afg: 'disputes-facts', pak: 'not-requested' } },
      ),
    );
    expect(wordsOf(markup)).toMatch(/In confidence: .*Words 2\. .*Earlier .*Words 1\./);
  });

  test('swap exactly when the parties are swapped', () => {
    const columns = (party: 'afg' | 'pak'): string[] => {
      const other = party === 'afg' ? 'pak' : 'afg';
      const record = recordWith(
        { positions: [position(1, { party })] },
        {
          statements: [],
          positions: { [party]: 'disputes-facts', [other]: 'not-requested' } as Record<'afg' | 'pak', 'disputes-facts'>,
        },
      );
      return (markupOf(record).match(/<section class="position"[\s\S]*?<\/section>/g) ?? []).map((column) =>
        column.replaceAll(/Afghan|Pakistani/g, 'X'),
      );
    };
    expect(columns('pak')).toStrictEqual(columns('afg').toReversed());
  });
});

describe('the way so far', () => {
  test('says why the status is what it is, and gives every step with its reason and by whose role', () => {
    const steps = [
      step(),
      step({ move: 'corroborate', from: 'under-verification', to: 'corroborated', with: ['reviewer'] }),
    ];
    const words = wordsOf(markupOf(recordWith({ steps })));
    expect(words).toContain('Neutral reviewers found, each on their own, that it occurred');
    expect(words).toContain('Triaged by a reviewer Reported → Triaged Compared with what is near.');
    expect(words).toContain('Found corroborated by a reviewer, with a reviewer');
  });

  test('says that nobody has decided anything, and never that silence is agreement', () => {
    const words = wordsOf(markupOf(recordWith({ agreement: 'one-silent' })));
    expect(words).toContain('Nobody has decided anything on it');
    expect(words).toContain('Silence is not agreement.');
  });

  test('gives the reason of an inconclusive finding and the day of a review only where they matter', () => {
    const given = { inconclusiveReason: 'access-refused', reviewOn: '2025-12-01' } as const;
    expect(wordsOf(markupOf(recordWith(given, { status: 'inconclusive' })))).toContain('Reason: access was refused.');
    expect(wordsOf(markupOf(recordWith(given, { status: 'suspended' })))).toContain('looked at again by 1 Dec 2025');
    expect(wordsOf(markupOf(recordWith(given, { status: 'reported' })))).not.toMatch(/access was refused|1 Dec/);
  });
});

test('a dissent is printed as it was given, and a signature under another content is void', () => {
  const words = wordsOf(
    markupOf(
      recordWith({
        signoffs: [
          { signer: 'pak', vote: 'dissent', text: 'Not at that hour.', at: '2025-11-09T00:00:00Z', holds: true },
          { signer: 'chair', vote: 'agree', text: '', at: '2025-11-08T00:00:00Z', holds: false },
        ],
      }),
    ),
  );
  expect(words).toMatch(
    /Afghan party Has not signed\. Pakistani party Dissents .* Not at that hour\. Chair Agrees Void/,
  );
});

test('a finding names the reading under which it holds, its provision and its severity', () => {
  const finding = { value: 'violation', readingId: 'doha/1', provision: 'Article 1', severity: 's3' } as const;
  const record = recordWith({ finding, confidence: 'high', attributedTo: 'armed-group' }, { attribution: 'assessed' });
  const words = wordsOf(
    renderToStaticMarkup(
      <IncidentRecordView
        record={record}
        walk={walk}
        nearby={[]}
        onOpen={nothing}
        readingWords={() => 'since 19 October'}
      />,
    ),
  );
  expect(words).toContain('Who did it has been assessed. Named: an armed group. Confidence: high.');
  expect(words).toContain('Under the reading since 19 October Provision Article 1 Severity S3, serious');
});

test('each half of a grade stands with its words, and what is not judged is left open', () => {
  const [one, other] = sources;
  const graded = [
    { ...one, reliability: 'B', credibility: 2 },
    { ...other, reliability: 'C', credibility: null },
  ] as IncidentRecord['properties']['sources'];
  const words = wordsOf(markupOf(recordWith({}, { sources: graded })));
  expect(words).toContain('grade B2 B: usually reliable · 2: probable');
  expect(words).toContain('grade C– C: fairly reliable');
});
