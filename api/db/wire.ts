/** PostgreSQL's frontend/backend protocol 3.0, as far as the embedded database needs it (PostgreSQL manual, chapter 54). */

const READY_FOR_QUERY = 0x5a; // 'Z'
const SYNC = 0x53; // 'S'
const SIMPLE_QUERY = 0x51; // 'Q'
const BIND = 'B';
const BIND_COMPLETE = '2';
const EXECUTE = 'E';

/** The state of a transaction as ReadyForQuery tells it: idle, in a transaction, in a failed transaction. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** A message is a type byte and a length that counts itself. */
const HEADER_BYTES = 5;

/** The type bytes of the messages in a buffer of whole messages. */
function* typesIn(messages: Buffer): Generator<string> {
  for (let at = 0; at + HEADER_BYTES <= messages.length; at += 1 + messages.readInt32BE(at + 1))
    yield String.fromCharCode(messages[at] ?? 0);
}

/** The status of the last ReadyForQuery in an answer; null where none came. */
export function lastTransactionStatus(answer: Buffer): TransactionStatus | null {
  let status: TransactionStatus | null = null;
  for (let at = 0; at + HEADER_BYTES <= answer.length; at += 1 + answer.readInt32BE(at + 1))
    if (answer[at] === READY_FOR_QUERY)
      status = String.fromCharCode(answer[at + HEADER_BYTES] ?? 0) as TransactionStatus;
  return status;
}

/** How an executed statement ends: CommandComplete, EmptyQueryResponse, PortalSuspended. */
const ENDS_STATEMENT = new Set(['C', 'I', 's']);
const ERROR_RESPONSE = 'E';

/**
 * Did the database lose an error? Then a batch that asked for ReadyForQuery got none, or a Bind or an Execute of it
 * neither completed nor failed (a GEOS exception while planning leaves an EmptyQueryResponse and no BindComplete). The
 * start-up packet (type byte 0) is not such a batch.
 */
export function lostAnError(batch: Buffer, answer: Buffer): boolean {
  if (batch[0] === 0) return false;
  const asked = [...typesIn(batch)];
  const got = [...typesIn(answer)];
  if (got.includes(ERROR_RESPONSE)) return false;
  const asksForReady = asked.at(-1) === String.fromCharCode(SYNC) || asked.at(-1) === String.fromCharCode(SIMPLE_QUERY);
  if (asksForReady && lastTransactionStatus(answer) === null) return true;
  const countOf = (types: string[], isMeant: (type: string) => boolean) => types.filter(isMeant).length;
  const bindsLost = countOf(got, (type) => type === BIND_COMPLETE) < countOf(asked, (type) => type === BIND);
  const executesLost = countOf(got, (type) => ENDS_STATEMENT.has(type)) < countOf(asked, (type) => type === EXECUTE);
  return bindsLost || executesLost;
}

/** A simple-query message. */
export function simpleQuery(sql: string): Buffer {
  const body = Buffer.from(`${sql}\0`);
  const message = Buffer.alloc(HEADER_BYTES + body.length);
  message[0] = SIMPLE_QUERY;
  message.writeInt32BE(4 + body.length, 1);
  body.copy(message, HEADER_BYTES);
  return message;
}

/** An ErrorResponse XX000 followed by ReadyForQuery, in place of the answer that the embedded database failed to give. */
export function lostErrorAnswer(status: TransactionStatus): Buffer {
  const fields = Buffer.from(
    'SERROR\0VERROR\0CXX000\0Mthe embedded database aborted the statement without an error message\0\0',
  );
  const answer = Buffer.alloc(HEADER_BYTES + fields.length + HEADER_BYTES + 1);
  answer[0] = 0x45; // 'E'
  answer.writeInt32BE(4 + fields.length, 1);
  fields.copy(answer, HEADER_BYTES);
  answer[HEADER_BYTES + fields.length] = READY_FOR_QUERY;
  answer.writeInt32BE(5, HEADER_BYTES + fields.length + 1);
  answer[answer.length - 1] = status.charCodeAt(0);
  return answer;
}
