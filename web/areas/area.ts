import { kinks } from '@turf/kinks';
import { lineString, polygon } from '@turf/helpers';
import { MOST_AREAS, MOST_CORNERS } from '../../api/explore/question/contract.ts';
import type { Bounds } from '../explore/bounds.ts';
import type { ViewArea } from '../view.ts';

/** Longitude first, WGS 84 degrees. */
export type Corner = readonly [number, number];

/** Limits of what one view may hold; each has a message of its own. */
export { MOST_AREAS, MOST_CORNERS };
export const LEAST_CORNERS = 3;
export const MOST_NAME_LETTERS = 80;
/** As many decimals as the address keeps, about 10 m, so that a reload changes neither the ring nor its counts. */
export const CORNER_DECIMALS = 4;

/** Why a ring is no area. The sentence that a person reads is the catalogue's (`areas.fault.…`). */
export type RingFault =
  | { readonly code: 'too-few-corners'; readonly found: number; readonly least: number }
  | { readonly code: 'too-many-corners'; readonly found: number; readonly most: number }
  | { readonly code: 'corner-out-of-range'; readonly corner: number }
  | { readonly code: 'crosses-itself'; readonly at: Corner }
  | { readonly code: 'doubles-back'; readonly at: Corner };

/** Why the view takes no further area. */
export type AreaCountFault = { readonly code: 'too-many-areas'; readonly most: number };

/** Why a line of typed corners cannot be read; lines are counted from 1. */
export type TypedFault = { readonly code: 'line-unreadable'; readonly line: number; readonly text: string };

/** The ring with its first corner repeated at the end, as GeoJSON wants it. */
export function closedRing(ring: readonly Corner[]): [number, number][] {
  const [first] = ring;
  if (!first) return [];
  return [...openRing(ring), first].map(([lon, lat]) => [lon, lat]);
}

/** The ring without a repeated last corner and without corners that stand on the one before. */
export function openRing(ring: readonly Corner[]): Corner[] {
  const kept: Corner[] = [];
  for (const corner of ring) if (!isSamePlace(kept.at(-1), corner)) kept.push(corner);
  while (kept.length > 1 && isSamePlace(kept[0], kept.at(-1))) kept.pop();
  return kept;
}

/** The ring as the view keeps it: closed, rounded to CORNER_DECIMALS. */
export function tidyRing(ring: readonly Corner[]): [number, number][] {
  const scale = 10 ** CORNER_DECIMALS;
  const round = (degrees: number): number => Math.round(degrees * scale) / scale;
  return closedRing(ring.map(([lon, lat]) => [round(lon), round(lat)]));
}

/** The box around a ring. */
export function boundsOfRing(ring: readonly Corner[]): Bounds {
  const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** The first reason why the ring is no simple area; null where it is one. */
export function findRingFault(ring: readonly Corner[]): RingFault | null {
  const corners = openRing(ring);
  if (corners.length > MOST_CORNERS) return { code: 'too-many-corners', found: corners.length, most: MOST_CORNERS };
  const outOfRange = corners.findIndex((corner) => !isOnEarth(corner));
  if (outOfRange >= 0) return { code: 'corner-out-of-range', corner: outOfRange + 1 };
  if (corners.length < LEAST_CORNERS) return { code: 'too-few-corners', found: corners.length, least: LEAST_CORNERS };
  const spike = findSpike(corners);
  if (spike) return { code: 'doubles-back', at: spike };
  const crossing = findCrossing(corners);
  return crossing ? { code: 'crosses-itself', at: crossing } : null;
}

/** The first reason why an outline that is still being drawn, corner by corner, can no longer become an area. */
export function findPathFault(corners: readonly Corner[]): RingFault | null {
  if (corners.length > MOST_CORNERS) return { code: 'too-many-corners', found: corners.length, most: MOST_CORNERS };
  const [crossing] = corners.length < 4 ? [] : kinks(lineString(corners.map(([lon, lat]) => [lon, lat]))).features;
  const at = crossing?.geometry.coordinates;
  return at?.[0] === undefined || at[1] === undefined ? null : { code: 'crosses-itself', at: [at[0], at[1]] };
}

/** The fault of having as many areas as a view holds; null while there is room for `adding` more. */
export function findAreaCountFault(present: number, adding = 1): AreaCountFault | null {
  return present + adding > MOST_AREAS ? { code: 'too-many-areas', most: MOST_AREAS } : null;
}

/** Reads corners typed as "lon lat" lines; a comma or semicolon between the two is fine, empty lines are skipped. */
export function parseTypedCorners(text: string): { corners: Corner[] } | { fault: TypedFault } {
  const corners: Corner[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const match = /^\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*°?\s*[\s,;،]\s*(-?\d{1,2}(?:\.\d{1,12})?)\s*°?\s*$/.exec(
      latinDigits(line),
    );
    if (!match) return { fault: { code: 'line-unreadable', line: index + 1, text: line.trim().slice(0, 40) } };
    corners.push([Number(match[1]), Number(match[2])]);
  }
  return { corners };
}

/** Corners as lines that parseTypedCorners reads back. */
export function formatTypedCorners(ring: readonly Corner[]): string {
  return ring.map(([lon, lat]) => `${lon} ${lat}`).join('\n');
}

/** An id that no area of the list has: a1, a2, … */
export function nextAreaId(areas: readonly ViewArea[]): string {
  const taken = new Set(areas.map((area) => area.id));
  let number = 1;
  while (taken.has(`a${number}`)) number += 1;
  return `a${number}`;
}

/** Eastern (۰-۹) and Arabic (٠-٩) digits as Latin ones: a Persian or Urdu keyboard types them. */
function latinDigits(text: string): string {
  return text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replaceAll('٫', '.');
}

function isSamePlace(a: Corner | undefined, b: Corner | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}

function isOnEarth([lon, lat]: Corner): boolean {
  return Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

function findCrossing(corners: readonly Corner[]): Corner | null {
  const [first] = kinks(polygon([closedRing(corners)])).features;
  const at = first?.geometry.coordinates;
  return at?.[0] === undefined || at[1] === undefined ? null : [at[0], at[1]];
}

/** A corner at which the outline returns along the way it came; kinks compares no neighbouring edges. */
function findSpike(corners: readonly Corner[]): Corner | null {
  for (const [index, corner] of corners.entries()) {
    const before = corners.at(index - 1);
    const after = corners[(index + 1) % corners.length];
    if (!before || !after) continue;
    const [ax, ay] = [corner[0] - before[0], corner[1] - before[1]];
    const [bx, by] = [after[0] - corner[0], after[1] - corner[1]];
    if (Math.abs(ax * by - ay * bx) < 1e-14 && ax * bx + ay * by < 0) return corner;
  }
  return null;
}
