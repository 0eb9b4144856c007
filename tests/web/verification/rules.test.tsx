import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES } from '../../../api/verification/rules.ts';
import { showRules } from '../../../api/verification/workflow.ts';
import { isRulesPage } from '../../../web/app.tsx';
import { createI18n, I18nValue } from '../../../web/i18n/index.tsx';
import { ur } from '../../../web/i18n/ur.ts';
import { endsOf, invariantWords, takesWords, thresholdWords } from '../../../web/verification/rules-words.ts';
import { RulesView } from '../../../web/verification/rules-view.tsx';

const i18n = createI18n('en', {});
const rules = showRules(DEFAULT_RULES);
const moveNamed = (name: string) => {
  const found = rules.moves.find(({ move }) => move === name);
  if (!found) throw new Error(name);
  return found;
};

describe('how we decide', () => {
  test('every step, threshold and invariant of the service has words of its own', () => {
    for (const row of rules.moves) expect(Object.values(endsOf(i18n, row)).join()).not.toMatch(/[a-z]-[a-z]/);
    for (const [name, value] of Object.entries(rules.thresholds))
      expect(thresholdWords(i18n, name, value).label).not.toBe(name);
    for (const name of rules.invariants) expect(invariantWords(i18n, name)).not.toBe(name);
  });

  test('says whose word a step takes, and of how many', () => {
    expect(takesWords(i18n, moveNamed('corroborate'))).toBe('Reviewer × 2');
    expect(takesWords(i18n, moveNamed('triage'))).toBe('one of: Reviewer · Chair');
    expect(takesWords(i18n, moveNamed('verify-jointly'))).toBe(
      'all of: Liaison of the Afghan party · Liaison of the Pakistani party · Chair',
    );
  });

  test('gives times with their unit and numbers without', () => {
    expect(thresholdWords(i18n, 'triageHours', 4).value).toBe('4 hours');
    expect(thresholdWords(i18n, 'signoffWindowDays', 1).value).toBe('1 day');
    expect(thresholdWords(i18n, 'reviewers', 2).value).toBe('2');
  });

  test('says who is absent, and what is then the highest finding', () => {
    const absent = renderToStaticMarkup(
      <RulesView rules={{ ...rules, mode: 'one-party-absent', absentParty: 'pak' }} />,
    );
    expect(absent).toContain('Not taking part: the Pakistani party.');
    expect(absent).toContain('not jointly verified');
    expect(renderToStaticMarkup(<RulesView rules={rules} />)).not.toContain('Not taking part');
  });

  test('is read in Urdu as well', () => {
    const markup = renderToStaticMarkup(
      <I18nValue value={createI18n('ur', ur)}>
        <RulesView rules={rules} />
      </I18nValue>,
    );
    expect(markup.replace(/<[^>]+>/g, '')).not.toMatch(/[a-z]{3}/);
  });

  test('stands at its own address', () => {
    expect(['/how-we-decide', '/how-we-decide/', '/'].map((pathname) => isRulesPage({ pathname }))).toStrictEqual([
      true,
      true,
      false,
    ]);
  });
});
