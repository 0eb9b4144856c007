import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import { Problem } from '../problem.ts';

/** The files of Swagger UI that are served, and nothing else of the package. */
const FILES = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const;

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Durand Line Monitor: the API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <main id="docs"></main>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

/** Apart from the page because the content security policy allows no inline script. */
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });\n`;

/** The API's document for people, all of it from this service. */
export function docsRoutes(): Hono {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const routes = new Hono();
  routes.get('/', (context) => context.html(PAGE));
  routes.get('/start.js', (context) => context.body(START, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  routes.get('/:file', async (context) => {
    const file = context.req.param('file');
    const type = Object.entries(FILES).find(([name]) => name === file)?.[1];
    if (type === undefined) throw new Problem('not-found', `there is no file ${file.slice(0, 40)} here`);
    const body = await readFile(join(folder, file));
    return context.body(new Uint8Array(body), 200, { 'content-type': type, 'cache-control': 'max-age=86400' });
  });
  return routes;
}
