import type { Queries } from '../db/database.ts';
import { LogEntry } from './contract.ts';
import type { CheckpointFile } from './files.ts';
import { rootOfFrontier } from './merkle.ts';
import { openNote, parseCheckpoint } from './note.ts';
import { countUnplaced, findNodes, findTreeSize, listEntries, type PlacedEntry } from './queries.ts';
import { EMPTY_HEAD, type LogHead, type Placed, placeEntry } from './sequence.ts';

/** Says whether the content on record still has the hash of its entry: null when it has, what differs otherwise. */
export type CheckContent = (queries: Queries, entry: LogEntry) => Promise<string | null>;

/** What can be wrong with a log. */
export type DifferenceKind =
  | 'body-changed' // the text of an entry is not what was hashed
  | 'entry-missing' // there are entries after it, it is not there
  | 'chain-broken' // the entry is whole but does not continue the one before it: moved, or recomputed
  | 'tree-differs' // entry and chain fit, the stored tree knows another
  | 'tail-cut' // the log ends before what a checkpoint or the stored tree has
  | 'checkpoint-differs' // everything in the database fits, a signed checkpoint vouches for something else
  | 'not-signed' // a checkpoint file was altered, or signed with another key
  | 'content-differs'; // the log is whole, the record is not what it says

/** The first thing that is not as it was. */
export interface Difference {
  what: DifferenceKind;
  /** The first entry that differs; where only a checkpoint shows it, the first that may; null for a file. */
  seq: number | null;
  /** Its id in `log_entries`, where it is there. */
  id: string | null;
  /** The whole finding as a sentence. */
  detail: string;
}

/** What verification found. */
export interface Verdict {
  difference: Difference | null;
  /** Entries that were checked and are as they were. */
  entries: number;
  /** Entries that have no place yet: nothing vouches for them. */
  unplaced: number;
  /** Sizes of the checkpoints that were met and agree. */
  vouchedFor: number[];
}

/** What a log is verified against. */
export interface VerifyOptions {
  /** Read before the database is: the log may grow in between and must not seem cut. */
  files: readonly CheckpointFile[];
  /** The public key of the checkpoints (C2SP signed-note). */
  vkey: string;
  checkContent?: CheckContent;
  pageSize?: number;
}

interface Voucher {
  size: number;
  root: Buffer;
  /** Which, for a person: its file and when it was written. */
  name: string;
}

class Differs extends Error {
  readonly difference: Difference;
  constructor(difference: Difference) {
    super(difference.detail);
    this.difference = difference;
  }
}

function differs(what: DifferenceKind, at: { seq: number; id: string | null } | null, detail: string): never {
  throw new Differs({ what, seq: at?.seq ?? null, id: at?.id ?? null, detail });
}

/** The checkpoints of the files, smallest first. */
function vouchersOf({ files, vkey }: VerifyOptions): Voucher[] {
  const vouchers = files.map(({ path, writtenAt, note }): Voucher => {
    const text = openNote(note, vkey);
    if (text === null) differs('not-signed', null, `${path} is not signed with the key of the log`);
    return { ...parseCheckpoint(text), name: `the checkpoint of ${writtenAt.toISOString()} (${path})` };
  });
  return vouchers.sort((one, other) => one.size - other.size);
}

function named({ seq, id }: PlacedEntry): string {
  return `entry ${seq} (id ${id})`;
}

/** Compares a stored entry with what its text and the entry before it make it. */
function checkEntry(entry: PlacedEntry, computed: Placed): void {
  if (entry.seq !== computed.seq)
    differs(
      'entry-missing',
      { seq: computed.seq, id: null },
      `entry ${computed.seq} is missing; the next one that is there is ${named(entry)}`,
    );
  if (!entry.leaf.equals(computed.leaf))
    differs('body-changed', entry, `the text of ${named(entry)} is not the one that was hashed`);
  if (!entry.chain.equals(computed.chain))
    differs('chain-broken', entry, `${named(entry)} does not continue the chain of the entries before it`);
}

/** Compares the root at a size with the checkpoints of that size; the entries before `agreed` were right. */
function checkVouchers(head: LogHead, last: PlacedEntry | null, vouchers: readonly Voucher[], agreed: number): void {
  const root = rootOfFrontier(head.frontier);
  const against = vouchers.find((voucher) => !voucher.root.equals(root));
  if (against === undefined) return;
  const isOnly = head.size - agreed <= 1;
  const where = isOnly
    ? `entry ${agreed} is another`
    : `the first that differs is one of ${agreed} to ${head.size - 1}, those before agree`;
  differs(
    'checkpoint-differs',
    { seq: agreed, id: isOnly ? (last?.id ?? null) : null },
    `the first ${head.size} entries are not those that ${against.name} vouches for: ${where}`,
  );
}

async function checkContentOf(queries: Queries, entry: PlacedEntry, checkContent: CheckContent): Promise<void> {
  const { data } = LogEntry.safeParse(JSON.parse(entry.body));
  if (data === undefined) differs('content-differs', entry, `the text of ${named(entry)} is no entry of a log`);
  if (data.contentHash === null) return;
  const found = await checkContent(queries, data);
  if (found !== null) differs('content-differs', entry, `the content of ${named(entry)}: ${found}`);
}

/** After the last entry: is there anything that knows of more? */
async function checkEnd(queries: Queries, size: number, vouchers: readonly Voucher[]): Promise<void> {
  const beyond = vouchers.find((voucher) => voucher.size > size);
  if (beyond)
    differs(
      'tail-cut',
      { seq: size, id: null },
      `the log holds ${size} entries but ${beyond.name} vouches for ${beyond.size}`,
    );
  const treeSize = await findTreeSize(queries);
  if (treeSize > size)
    differs('tail-cut', { seq: size, id: null }, `the log holds ${size} entries but its stored tree has ${treeSize}`);
}

/** Entries of one page with what they should be. */
interface Step {
  entry: PlacedEntry;
  computed: Placed;
  head: LogHead;
  /** What is stored of the subtrees that the entry completes. */
  storedNodes: (Buffer | null)[];
}

async function readPage(queries: Queries, from: LogHead, pageSize: number): Promise<Step[]> {
  const page = await listEntries(queries, from.size, pageSize);
  let head = from;
  const steps = page.map((entry) => {
    const { head: next, placed: computed } = placeEntry(head, entry.body);
    head = next;
    return { entry, computed, head };
  });
  const stored = await findNodes(
    queries,
    steps.flatMap(({ computed }) => computed.completed),
  );
  return steps.map((step) => ({ ...step, storedNodes: stored.splice(0, step.computed.completed.length) }));
}

/** Compares the subtrees that an entry completes with the stored ones. */
function checkNodes({ entry, computed, storedNodes }: Step): void {
  const wrong = computed.completed.find(({ hash }, index) => !storedNodes[index]?.equals(hash));
  if (wrong === undefined) return;
  const where = `node ${wrong.level}/${wrong.at} differs`;
  differs('tree-differs', entry, `${named(entry)} is not the one that the stored tree holds: ${where}`);
}

async function walk(queries: Queries, options: VerifyOptions, verdict: Verdict): Promise<void> {
  const { checkContent, pageSize = 2_000 } = options;
  const vouchers = vouchersOf(options);
  let agreed = 0;

  function vouch(head: LogHead, last: PlacedEntry | null): void {
    const ofThisSize = vouchers.filter(({ size }) => size === head.size);
    if (ofThisSize.length === 0) return;
    checkVouchers(head, last, ofThisSize, agreed);
    agreed = head.size;
    verdict.vouchedFor.push(head.size);
  }

  let head = EMPTY_HEAD;
  vouch(head, null);
  for (;;) {
    const steps = await readPage(queries, head, pageSize);
    if (steps.length === 0) break;
    for (const step of steps) {
      checkEntry(step.entry, step.computed);
      checkNodes(step);
      head = step.head;
      vouch(head, step.entry);
      if (checkContent) await checkContentOf(queries, step.entry, checkContent);
      verdict.entries = head.size;
    }
  }
  await checkEnd(queries, head.size, vouchers);
}

/**
 * Recomputes the whole log from the texts of its entries and compares it with the stored hashes and with every
 * checkpoint. Reads only. Gives the first difference, and how far everything is as it was.
 *
 * What it cannot show: entries that were removed before they had a place (a quarter of a second after the write), and who
 * wrote an entry.
 *
 * @throws NoteFault when `vkey` is no public key or a signed note is no checkpoint
 */
export async function verifyLog(queries: Queries, options: VerifyOptions): Promise<Verdict> {
  const verdict: Verdict = { difference: null, entries: 0, unplaced: await countUnplaced(queries), vouchedFor: [] };
  try {
    await walk(queries, options, verdict);
  } catch (error) {
    if (!(error instanceof Differs)) throw error;
    verdict.difference = error.difference;
  }
  return verdict;
}
