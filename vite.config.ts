import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const apiPort = process.env['PORT'] ?? '8787';
const target = `http://127.0.0.1:${apiPort}`;
// The service takes writes from its own origin alone; behind this proxy the page has another.
const api = { target, changeOrigin: false, headers: { origin: target } };

/**
 * The page is built to run under a strict content security policy: nothing is inlined, no asset becomes a `data:` URL,
 * and workers are files of their own.
 */
export default defineConfig({
  root: new URL('./web', import.meta.url).pathname,
  plugins: [react()],
  publicDir: false,
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2024',
    chunkSizeWarningLimit: 1_200,
    // zod by itself, so that web/main.tsx can configure it before any contract is evaluated.
    rolldownOptions: {
      input: ['index.html', 'examples/tiles.html'].map((page) => new URL(`./web/${page}`, import.meta.url).pathname),
      output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\// }] } },
    },
  },
  worker: { format: 'es' },
  // The service's addresses alone: a module of the pages is called api.ts.
  server: { proxy: { '^/api(/|$)': api, '/health': api }, strictPort: true },
});
