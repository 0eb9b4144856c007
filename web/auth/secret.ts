/** A secret in groups of four, as it is read aloud and typed. */
export function groupSecret(secret: string): string {
  return secret.match(/.{1,4}/gu)?.join(' ') ?? '';
}

/** The backup codes as a file to keep: one a line, under a line that says what they are for. */
export function backupFile(heading: string, codes: readonly string[]): string {
  return `${heading}\r\n\r\n${codes.join('\r\n')}\r\n`;
}

/**
 * The modules of a QR code as one SVG path, one unit a module: each run of dark ones in a row is one rectangle.
 *
 * @param modules rows of modules, true for dark
 */
export function pathOfModules(modules: readonly (readonly boolean[])[]): string {
  const runs: string[] = [];
  for (const [y, row] of modules.entries()) {
    let from = -1;
    for (let x = 0; x <= row.length; x += 1) {
      const isDark = row[x] === true;
      if (isDark && from === -1) from = x;
      if (isDark || from === -1) continue;
      runs.push(`M${from} ${y}h${x - from}v1h${from - x}z`);
      from = -1;
    }
  }
  return runs.join('');
}

/**
 * A UUID of version 4 (RFC 9562, 5.4) for something that is made here. `crypto.randomUUID` is missing where the page comes
 * over plain http from another machine.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
