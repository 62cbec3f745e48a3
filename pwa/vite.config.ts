import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { compress } from "./build/compress.ts";
import { messages } from "./build/messages.ts";
import { worker } from "./build/worker.ts";

const pathTo = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const out = pathTo("../server/static");
const catalogue = pathTo("../server/messages");

export default defineConfig({
  plugins: [messages(catalogue), worker(pathTo("src/sw/index.ts"), out, catalogue), compress(out)],
  // Node's type stripping is not involved here: oxc turns JSX into Preact calls, no babel.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    // No inlined scripts or data: fonts, the content security policy allows neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5173, proxy: { "/api": process.env["AFTERGLOW_API"] ?? "http://localhost:8000" } },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
