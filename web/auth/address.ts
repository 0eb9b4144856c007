/** Under this name a link to an account carries its token. */
const PARAMETER = 'invitation';

type Page = { readonly location: Pick<Location, 'href'>; readonly history: Pick<History, 'replaceState'> };

/**
 * The token of the invitation by whose link the page was opened; null without one. It is taken out of the address at
 * once, so that it is neither copied with a view nor kept in the browser's history.
 */
export function takeInvitation({ location, history }: Page): string | null {
  const address = new URL(location.href);
  const token = address.searchParams.get(PARAMETER);
  if (token === null) return null;
  address.searchParams.delete(PARAMETER);
  history.replaceState(null, '', address.pathname + address.search + address.hash);
  return token === '' ? null : token;
}

/** The link to pass on: the address of this page with the token, and nothing of the view. */
export function invitationLink(page: string, token: string): string {
  const address = new URL(page);
  address.hash = '';
  address.search = new URLSearchParams({ [PARAMETER]: token }).toString();
  return address.href;
}
