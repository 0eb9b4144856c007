/** Where "how we decide" stands; the service answers with the page there. */
export const HOW_WE_DECIDE = '/how-we-decide';

/** The way there and back in the language and the theme of this page, with its view. */
export function addressOfRules(): string {
  return `${HOW_WE_DECIDE}${typeof window === 'undefined' ? '' : window.location.search}`;
}
