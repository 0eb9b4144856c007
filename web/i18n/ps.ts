import { psScreen } from './ps-screen.ts';
import type { Catalogue } from './translate.ts';

/** The catalogue in Pashto: what is seen first. Not reviewed by a native speaker; what is missing is shown in English. */
export const ps = {
  ...psScreen,

  // areas.
  // snapshots.
} as const satisfies Catalogue;
