import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** All that a test of the renderer learns from a style: whether an element is seen, can be pressed, or gets a word added. */
const HIDES = /^(?:display|visibility|content-visibility|pointer-events|content)$/;

/** `unit` runs in plain Node, `renderer` in a simulated page (happy-dom). Playwright tests the real app. */
export default defineConfig({
  plugins: [react()],
  css: {
    postcss: {
      // The simulated page matches every rule whenever a test looks at an element: only those that can hide it are left.
      plugins: [
        {
          postcssPlugin: 'hiding-rules-only',
          OnceExit(sheet) {
            sheet.walkDecls((declaration) => {
              if (!HIDES.test(declaration.prop)) declaration.remove();
            });
            sheet.walkRules((rule) => {
              if (rule.nodes.length === 0) rule.remove();
            });
            sheet.walkAtRules((rule) => {
              if (rule.nodes?.length === 0) rule.remove();
            });
          },
        },
      ],
    },
  },
  test: {
    // Only ends a test that hangs: a property test runs hundreds of cases, and slowly on a busy machine.
    testTimeout: 30_000,
    // Test files share a process: loading modules for each file would take half the time, and no module keeps state
    // between tests.
    isolate: false,
    // By default Vitest leaves one core free.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/unit/eachFile.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          // A set-up file runs for each test file; an imported module would register its hooks for the first one only.
          setupFiles: ['test/renderer/eachTest.ts'],
          // Keeps class names as they are written, so that tests can read them.
          css: { include: [/\.module\.css$/], modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});
