import { buildWeb } from './build-web.ts';

// `npm run build`: the pages, into dist/web.
await buildWeb(console.log, { always: true });
