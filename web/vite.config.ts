import { existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// While the pages are worked on, `npm run dev` shows them at once and asks this Berth for everything else.
const berth = process.env.BERTH ?? 'http://localhost:5000';

/**
 * Brings the style sheet of each of Mantine's parts together with the part, so that a page loads those that it uses; all of
 * them are a fifth of what a page may weigh. In layers, so that ours win whatever the order.
 */
function mantineStyles(): Plugin {
  let isServed = false;
  return {
    name: 'mantine-styles',
    configResolved(config) {
      isServed = config.command === 'serve' && !config.isProduction;
    },
    transform(code, id) {
      if (isServed) {
        // Here Vite bundles libraries in a way of its own, which knows no plugins.
        return id.endsWith('/src/main.tsx')
          ? { code: `import '@mantine/core/styles.layer.css';\n${code}`, map: null }
          : undefined;
      }
      const part = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/.exec(id)?.[1];
      if (!part || !existsSync(`node_modules/@mantine/core/styles/${part}.layer.css`)) {
        return undefined;
      }
      return { code: `import '@mantine/core/styles/${part}.layer.css';\n${code}`, map: null, moduleSideEffects: true };
    },
  };
}

export default defineConfig({
  plugins: [mantineStyles(), react()],
  build: {
    outDir: 'target/built',
    emptyOutDir: true,
    manifest: 'manifest.json',
    // Small files would otherwise become data: addresses, which the pages' policy does not let be run.
    assetsInlineLimit: 0,
    // The polyfill is an inline script's worth of code for browsers that Mantine does not support anyway.
    modulePreload: { polyfill: false },
    target: 'es2022',
    // What came before these knows no light-dark(), and the substitute for it does not follow the switch.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: {
    proxy: Object.fromEntries(['/api', '/v2', '/v1', '/token'].map((path) => [path, { target: berth }])),
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    setupFiles: ['src/test/setup.ts'],
  },
});
