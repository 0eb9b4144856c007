/** How long an address of a file in memory must outlive the click that saves it. */
const KEEP_MS = 60_000;

/**
 * Saves a file from memory under a name, as a link with `download` does. That is a navigation and no fetch, so the
 * content security policy needs no `blob:`.
 */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}
