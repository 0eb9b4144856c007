import { createContext, use } from 'react';

/** The dialogs about accounts; only one is open at a time. */
export type AuthDialogName =
  'sign-in' | 'invitation' | 'two-factor' | 'password' | 'tokens' | 'people' | 'look-as' | 'roles';

export type AuthDialogs = {
  readonly open: (dialog: AuthDialogName) => void;
};

/** Outside the provider (a test, a printed page) nothing opens. */
export const AuthContext = createContext<AuthDialogs>({ open: () => undefined });

/** Opens the dialogs about accounts from anywhere on the screen: a form that needs a session opens `sign-in`. */
export function useAuthDialogs(): AuthDialogs {
  return use(AuthContext);
}
