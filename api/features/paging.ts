import { createHash } from 'node:crypto';

/**
 * The token of a next link: the last fid of the page and a check over collection, filters and fid. Pages are walked by
 * fid, which only grows, so nothing is skipped or repeated while records are added. The check finds altered tokens and
 * tokens of another query; it guards nothing secret.
 */
export function tokenAfter(fid: string, filters: string): string {
  return `${fid}.${checkOf(fid, filters)}`;
}

/** The fid of a token, or null when the token was altered or belongs to other filters. */
export function fidOfToken(token: string, filters: string): string | null {
  const [fid = '', check] = token.split('.');
  return check === checkOf(fid, filters) ? fid : null;
}

function checkOf(fid: string, filters: string): string {
  return createHash('sha256').update(`${fid}?${filters}`).digest('base64url').slice(0, 16);
}

/** Parameters that tell the page and not what is asked for. */
const PAGE_PARAMETERS = new Set(['after', 'limit']);

/** The filters of a request in a fixed order, as the check is made over them. */
export function filtersOf(collection: string, parameters: URLSearchParams): string {
  const filters = [...parameters]
    .filter(([name]) => !PAGE_PARAMETERS.has(name))
    .map((pair) => pair.join('='))
    .sort();
  return JSON.stringify([collection, filters]);
}
