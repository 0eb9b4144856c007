import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_MILLISECONDS = 30_000;
const DIGITS = 6;

/** The time step of a moment (RFC 6238, 4.2). */
export function stepAt(milliseconds: number): number {
  return Math.floor(milliseconds / STEP_MILLISECONDS);
}

/** The six digits of a time step: HOTP (RFC 4226, 5.3) with HMAC-SHA-1. */
export function codeOfStep(secret: string | Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Of which step is this code: the present one or a neighbour, as better-auth accepts them; null when of none. */
export function stepOfCode(secret: string | Buffer, code: string, milliseconds: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const now = stepAt(milliseconds);
  // The newest first: taking it rules out the older ones too.
  const steps = [now + 1, now, now - 1];
  return steps.find((step) => timingSafeEqual(Buffer.from(codeOfStep(secret, step)), Buffer.from(code))) ?? null;
}
