import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** `unit` runs main's rooms in plain Node, `renderer` the screens in a made-up page. The real app is Playwright's part. */
export default defineConfig({
  plugins: [react()],
  test: {
    // Ends what hangs, and measures nothing: a property test runs hundreds of cases, on a machine with other work too.
    testTimeout: 30_000,
    // Without a process for each file: no module keeps anything between two tests, and half the time goes by loading them.
    isolate: false,
    // By itself Vitest leaves a core free for whoever watches.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'unit', environment: 'node', include: ['test/unit/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          // A module is loaded once, so that what it does before each test it would do in the first file alone.
          setupFiles: ['test/renderer/eachTest.ts'],
          // Class names as they are written, so that a test may read them.
          css: { include: [/\.module\.css$/], modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});
