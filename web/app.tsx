import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { takeInvitation } from './auth/address.ts';
import { AuthProvider } from './auth/provider.tsx';
import { Screen } from './explore/screen.tsx';
import { useView } from './explore/use-view.ts';
import { I18nProvider } from './i18n/index.tsx';
import { pickLanguage } from './i18n/languages.ts';
import { defaultCamera } from './map/extent.ts';
import { HOW_WE_DECIDE } from './verification/address.ts';
import { DEFAULT_VIEW, type View } from './view.ts';

const RulesPage = lazy(() => import('./verification/rules-page.tsx').then((module) => ({ default: module.RulesPage })));

/** Widths of the panels beside the map, as styles/layout.css has them, and heights of the top bar and the timeline. */
const PANELS_PIXELS = 300 + 400;
const TOP_BAR_PIXELS = 48;
const TIMELINE_PIXELS = 120;

/** The view of somebody who comes without an address: the whole line, in the language of the browser. */
export function defaultsFor({
  innerWidth,
  innerHeight,
  navigator,
}: Pick<Window, 'innerWidth' | 'innerHeight' | 'navigator'>): View {
  const beside = innerWidth >= 1024 ? PANELS_PIXELS : 0;
  const below = innerWidth >= 1024 ? TIMELINE_PIXELS : 0;
  const height = Math.max(240, innerHeight - TOP_BAR_PIXELS - below);
  const size = { width: Math.max(320, innerWidth - beside), height };
  return { ...DEFAULT_VIEW, camera: defaultCamera(size), language: pickLanguage(navigator.languages) };
}

/** Whether "how we decide" is asked for; with or without a slash at its end. */
export function isRulesPage({ pathname }: Pick<Location, 'pathname'>): boolean {
  return pathname.replace(/\/$/, '') === HOW_WE_DECIDE;
}

/** The page: its view, its language, its data. */
function App({ invitation }: { invitation: string | null }) {
  const [client] = useState(() => new QueryClient());
  const [defaults] = useState(() => defaultsFor(window));
  const [view, change, refusedMoment] = useView(defaults);
  return (
    <QueryClientProvider client={client}>
      <I18nProvider language={view.language}>
        <AuthProvider invitation={invitation}>
          {isRulesPage(window.location) ? (
            <Suspense fallback={null}>
              <RulesPage view={view} change={change} />
            </Suspense>
          ) : (
            <Screen view={view} change={change} refusedMoment={refusedMoment} />
          )}
        </AuthProvider>
      </I18nProvider>
    </QueryClientProvider>
  );
}

/** Puts the page into an element. */
export function mountApp(element: HTMLElement): void {
  const invitation = takeInvitation(window);
  createRoot(element).render(
    <StrictMode>
      <App invitation={invitation} />
    </StrictMode>,
  );
}
