/** The cookies of signing in, as the address of the service allows them. */
export interface CookieRules {
  session: string;
  secondStep: string;
  isSecure: boolean;
}

/**
 * Over https the names begin with `__Host-`: a browser then takes them only with Secure, for this host alone and for all
 * its paths (RFC 6265bis, 4.1.3.2). Over plain http not every browser takes such a cookie, even from this machine (Safari
 * does not), so there they have plain names and are not Secure; an operator who lets others in serves https.
 *
 * @param publicUrl the address that browsers use; null while the service is only reached on its own machine
 */
export function cookieRules(publicUrl: string | null): CookieRules {
  const isSecure = publicUrl !== null && new URL(publicUrl).protocol === 'https:';
  const prefix = isSecure ? '__Host-' : '';
  return { session: `${prefix}durand_session`, secondStep: `${prefix}durand_second_step`, isSecure };
}
