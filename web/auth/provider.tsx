import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { SeenAsBanner } from './banner.tsx';
import { AuthContext, type AuthDialogName, type AuthDialogs } from './context.ts';
import { useFreshRecords } from './session.ts';

const AuthDialog = lazy(() => import('./dialogs.tsx').then((module) => ({ default: module.AuthDialog })));

type ProviderProps = {
  /** The token of the link by which the page was opened; null without one. */
  readonly invitation: string | null;
  readonly children: ReactNode;
};

/** Keeps the page to what the person at the screen may read, and opens the dialogs about accounts over it. */
export function AuthProvider({ invitation, children }: ProviderProps) {
  useFreshRecords();
  const [dialog, setDialog] = useState<AuthDialogName | null>(invitation === null ? null : 'invitation');
  const dialogs = useMemo((): AuthDialogs => ({ open: setDialog }), []);
  return (
    <AuthContext value={dialogs}>
      <SeenAsBanner />
      {children}
      {dialog === null ? null : (
        <Suspense fallback={null}>
          <AuthDialog name={dialog} invitation={invitation} onOpen={setDialog} onClose={() => setDialog(null)} />
        </Suspense>
      )}
    </AuthContext>
  );
}
