/** Where a sign-in stands. `code` and `backup` are the two forms of the second step. */
export type SignInState = {
  readonly step: 'credentials' | 'code' | 'backup' | 'done';
  readonly isBusy: boolean;
  /** What the service or the page refused last; it goes with the next attempt. */
  readonly problem: unknown;
};

export type SignInEvent =
  | { readonly type: 'sent' }
  | { readonly type: 'refused'; readonly problem: unknown }
  /** The service takes what was sent; `twoFactor`: it waits for a second step. */
  | { readonly type: 'taken'; readonly twoFactor: boolean }
  | { readonly type: 'other-code' }
  | { readonly type: 'began-again' };

export const SIGN_IN_START: SignInState = { step: 'credentials', isBusy: false, problem: null };

/** The steps of a sign-in; what does not fit where it stands changes nothing. */
export function stepSignIn(state: SignInState, event: SignInEvent): SignInState {
  const { type } = event;
  if (type === 'sent') return { ...state, isBusy: true, problem: null };
  if (type === 'refused') return { ...state, isBusy: false, problem: event.problem };
  if (type === 'taken') return { step: event.twoFactor ? 'code' : 'done', isBusy: false, problem: null };
  if (type === 'began-again') return SIGN_IN_START;
  if (state.step === 'code') return { ...state, step: 'backup', problem: null };
  return state.step === 'backup' ? { ...state, step: 'code', problem: null } : state;
}
