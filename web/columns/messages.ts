import type { Answer, Question } from './question.ts';
import type { Outline } from './shapes.ts';

/** What the page tells the worker. Bytes are handed over, not copied. */
export type ToWorker =
  /** A whole answer of the service; what was held is let go. `epoch` counts the wholes. */
  | { readonly kind: 'load'; readonly epoch: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'delta'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'outlines'; readonly outlines: readonly Outline[] }
  /** Ids, or the Arrow stream of ids as the service sends it. */
  | { readonly kind: 'matching'; readonly ids: readonly number[] | Uint8Array<ArrayBuffer> | null }
  | { readonly kind: 'own'; readonly ids: readonly number[] | null }
  | { readonly kind: 'ask'; readonly question: Question }
  /** A question apart from the screen's: it is answered whatever comes after it. */
  | { readonly kind: 'ask-once'; readonly request: number; readonly question: Question }
  | { readonly kind: 'ids-in'; readonly request: number; readonly keys: readonly string[] };

/** What the worker tells the page. */
export type FromWorker =
  | { readonly kind: 'loaded'; readonly version: string; readonly total: number }
  /** The delta does not build on what is held: the whole is to be asked for. */
  | { readonly kind: 'misfit' }
  | { readonly kind: 'answer'; readonly epoch: number; readonly answer: Answer }
  | { readonly kind: 'answer-once'; readonly request: number; readonly answer: Answer }
  | { readonly kind: 'ids'; readonly request: number; readonly ids: readonly number[] }
  /** A message, of this kind, could not be acted on. */
  | { readonly kind: 'failed'; readonly of: Exclude<ToWorker['kind'], 'ask-once'>; readonly reason: string }
  | { readonly kind: 'failed'; readonly of: 'ask-once'; readonly request: number; readonly reason: string };
