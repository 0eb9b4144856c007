import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeApi } from '../api/app.ts';
import { serviceVersion } from '../api/start.ts';

/** Where the committed OpenAPI document stands; a test fails when it is not what the contracts give. */
export const OPENAPI_PATH = fileURLToPath(new URL('../api/openapi.json', import.meta.url));

/** The document as it is committed: indented, so that a change can be read. */
export function openApiText(): string {
  return `${JSON.stringify(describeApi(serviceVersion()), null, 2)}\n`;
}

if (import.meta.main) {
  writeFileSync(OPENAPI_PATH, openApiText());
  console.log('openapi: written to api/openapi.json');
}
