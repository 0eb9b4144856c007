import { z } from 'zod';
import { DEFAULT_MOST_IN_BROWSER } from './explore/contract.ts';
import { DEFAULT_RULES, Rules } from './verification/rules.ts';

const HttpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

/** A whole number written in digits, from `least` to `most`. */
function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d+$/, { error: `must be a whole number from ${least} to ${most}` })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: `must be a whole number from ${least} to ${most}` });
}

/** The environment: names, rules and defaults, as the README's table gives them. An empty value counts as not set. */
export const Environment = z
  .object({
    PORT: wholeNumber(0, 65_535).default(8787),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\/\S+$/, { error: 'must be a postgres:// address' })
      .optional(),
    DATA_FOLDER: z.string().min(1).default('.durand'),
    /** Signs cookies; the same for all processes of one service. Left out: made once and kept in the data folder. */
    SECRET: z.string().min(32, { error: 'must have at least 32 letters' }).optional(),
    /** The address under which clients reach the service, where a proxy stands before it. */
    PUBLIC_URL: HttpUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
    /**
     * How incidents are verified, as JSON: the mode, the absent party, thresholds. The same for both parties, and printed on
     * "how we decide".
     */
    VERIFICATION_RULES: z
      .string()
      .transform((text, context): unknown => {
        try {
          return JSON.parse(text);
        } catch {
          context.addIssue({ code: 'custom', message: 'must be JSON' });
          return z.NEVER;
        }
      })
      .pipe(Rules)
      .default(DEFAULT_RULES),
    BASEMAP_STYLE_URL: HttpUrl.optional(),
    /** Further origins that the configured basemap loads from, separated by commas. */
    BASEMAP_ORIGINS: z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .pipe(z.array(HttpUrl.transform((url) => new URL(url).origin)))
      .default([]),
    /** The folder of the evidence files and of uploads under way; left out: `evidence` in the data folder. */
    EVIDENCE_FOLDER: z.string().min(1).optional(),
    /** A bucket of an S3-compatible store in place of the folder: its address with the name of the bucket, path-style. */
    EVIDENCE_S3_URL: HttpUrl.optional(),
    EVIDENCE_S3_REGION: z.string().min(1).default('auto'),
    EVIDENCE_S3_KEY_ID: z.string().min(1).optional(),
    EVIDENCE_S3_SECRET: z.string().min(1).optional(),
    /** Incidents up to which a page holds them all itself; above, the service answers its questions. 0: always the service. */
    BROWSER_HOLDS_UP_TO: wholeNumber(0, 100_000_000).default(DEFAULT_MOST_IN_BROWSER),
    /** Requests that one address may make in a minute; 0 for no limit, for benchmarks. */
    RATE_LIMIT_PER_MINUTE: wholeNumber(0, 10_000_000).default(1_200),
  })
  .refine(
    (set) =>
      set.EVIDENCE_S3_URL === undefined ||
      (set.EVIDENCE_S3_KEY_ID !== undefined && set.EVIDENCE_S3_SECRET !== undefined),
    { error: 'needs EVIDENCE_S3_KEY_ID and EVIDENCE_S3_SECRET beside it', path: ['EVIDENCE_S3_URL'] },
  );
export type Environment = z.infer<typeof Environment>;

/** The environment is not as it should be; `faults` has a line for each variable. */
export class EnvironmentFault extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(`the environment is not as it should be:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/**
 * Reads the environment of the process.
 *
 * @throws EnvironmentFault with every fault at once
 */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(set);
  if (parsed.success) return parsed.data;
  throw new EnvironmentFault(
    parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const shown = ['DATABASE_URL', 'SECRET', 'EVIDENCE_S3_SECRET'].includes(name)
        ? 'the value given'
        : JSON.stringify(variables[name]);
      return `${name}: ${issue.message} (is ${shown})`;
    }),
  );
}
