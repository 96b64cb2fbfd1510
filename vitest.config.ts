import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** `unit` runs main's rooms in plain Node, `renderer` the screens in a made-up page. The real app is Playwright's part. */
export default defineConfig({
  plugins: [react()],
  test: {
    // Ends what hangs, and measures nothing: a property test runs hundreds of cases, on a machine with other work too.
    testTimeout: 30_000,
    // By itself Vitest leaves a core free for whoever watches.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        // Without a process for each file: main's modules keep nothing between two tests, and half the time goes by loading them.
        test: { name: 'unit', environment: 'node', include: ['test/unit/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          // Class names as they are written, so that a test may read them.
          css: { include: [/\.module\.css$/], modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});
