import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTheme } from '../explore/use-theme.ts';
import type { ChangeView } from '../explore/use-view.ts';
import { useI18n } from '../i18n/index.tsx';
import { LanguageChoice } from '../ui/language-choice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { View } from '../view.ts';
import { RulesView } from './rules-view.tsx';
import { fetchRules } from './write.ts';

type PageProps = { readonly view: View; readonly change: ChangeView };

/** "How we decide": for everybody, without an account and without the map. */
export function RulesPage({ view, change }: PageProps) {
  const { t } = useI18n();
  useTheme(view.theme);
  const rules = useQuery({ queryKey: ['rules'], queryFn: fetchRules, staleTime: Infinity, retry: false });
  const title = `${t('rules.title')} · ${t('app.name')}`;
  useEffect(() => {
    // After the language has set the title of the map's page.
    queueMicrotask(() => {
      document.title = title;
    });
  }, [title]);
  return (
    <div className="rules-scroll">
      <header className="rules-bar">
        <a className="link" href={`/${window.location.search}`}>
          {t('rules.back')}
        </a>
        <span className="spacer" />
        <LanguageChoice language={view.language} onChange={(language) => change({ language })} />
        <button type="button" className="button" onClick={() => window.print()}>
          {t('rules.print')}
        </button>
      </header>
      <main className="rules">
        <h1>{t('rules.title')}</h1>
        <p className="rules-lead">{t('rules.lead')}</p>
        {rules.error === null ? null : (
          <Notice role="alert" title={t('problem.failed')} text={t('problem.failed-next')}>
            <button type="button" className="button" onClick={() => void rules.refetch()}>
              {t('app.retry')}
            </button>
          </Notice>
        )}
        {rules.isPending ? <Skeleton label={t('rules.loading')} rows={8} /> : null}
        {rules.data === undefined ? null : <RulesView rules={rules.data} />}
        <p className="rules-foot">{t('app.name-footnote')}</p>
      </main>
    </div>
  );
}
