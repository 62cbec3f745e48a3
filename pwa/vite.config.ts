import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { assetFileNames, chunkFileNames, groups } from "./build/chunks.ts";
import { compress } from "./build/compress.ts";
import { manifests } from "./build/manifest.ts";
import { messages } from "./build/messages.ts";
import { worker } from "./build/worker.ts";

const pathTo = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const out = pathTo("../server/static");
const catalogue = pathTo("../server/messages");

export default defineConfig({
  plugins: [messages(catalogue), manifests(pathTo("build/manifest.json"), catalogue), worker(pathTo("src/sw/index.ts"), out, catalogue), compress(out)],
  // Node's type stripping is not involved here: oxc turns JSX into Preact calls, no babel.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    // No inlined scripts and no fonts as data URLs: the content security policy forbids both.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { assetFileNames, chunkFileNames, codeSplitting: { groups } } },
    // Preload what Today needs. Other screens load their parts one after the other, once: the worker stores them, and the
    // list of their names would weigh more than 1 KB in the first load.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (file, needed, { hostType }) => needed.filter((each) => hostType === "html" || each.endsWith(".css") || file.includes("today-")),
    },
  },
  server: { port: 5173, proxy: { "/api": process.env["AFTERGLOW_API"] ?? "http://localhost:8000" } },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    // Vitest leaves one core to itself; on two cores that would be half the machine.
    maxWorkers: "100%",
    // Screens are tested on machines that are busy with other things: the slowest test takes 5 s on an idle one.
    testTimeout: 30_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.{ts,tsx}"],
      exclude: ["src/**/*.test.{ts,tsx}", "src/api/schema.d.ts"],
      reporter: ["text-summary"],
      // Floors in percent, rounded down from what the tests reach today: raise them, never lower them. The aim is 98
      // for the domain and 90 for the others.
      thresholds: {
        "src/domain/**": { branches: 98, functions: 100, lines: 100, statements: 99 },
        "src/store/**": { branches: 98, functions: 98, lines: 98, statements: 98 },
        "src/sync/**": { branches: 98, functions: 98, lines: 98, statements: 98 },
        "src/state/**": { branches: 94, functions: 95, lines: 96, statements: 96 },
        "src/api/**": { branches: 96, functions: 100, lines: 100, statements: 99 },
        "src/i18n/**": { branches: 90, functions: 94, lines: 95, statements: 96 },
        "src/ui/**": { branches: 98, functions: 99, lines: 99, statements: 99 },
        "src/actions/**": { branches: 97, functions: 85, lines: 92, statements: 92 },
        "src/imaging/**": { branches: 96, functions: 100, lines: 100, statements: 100 },
        "src/screens/patient/**": { branches: 95, functions: 96, lines: 98, statements: 97 },
        "src/screens/practitioner/**": { branches: 95, functions: 98, lines: 99, statements: 99 },
        "src/screens/author/**": { branches: 92, functions: 96, lines: 98, statements: 97 },
        "src/screens/settings/**": { branches: 98, functions: 100, lines: 100, statements: 100 },
        "src/screens/entrance/**": { branches: 98, functions: 98, lines: 99, statements: 99 },
        "src/shell/**": { branches: 94, functions: 100, lines: 98, statements: 98 },
        "src/sw/**": { branches: 96, functions: 100, lines: 98, statements: 98 },
      },
    },
  },
});
