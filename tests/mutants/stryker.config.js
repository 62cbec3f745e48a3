import { fileURLToPath } from "node:url";

/** Stryker reads this in pwa/ of a copy of the repository, where it may change the sources in place. */
export default {
  mutate: ["src/{domain,sync,store}/**/*.ts", "!src/**/*.test.ts"],
  plugins: [
    "@stryker-mutator/vitest-runner",
    "@stryker-mutator/typescript-checker",
    fileURLToPath(new URL("sample.js", import.meta.url)),
  ],
  testRunner: "vitest",
  checkers: ["sample", "typescript"], // what the compiler rejects needs no test
  tsconfigFile: "tsconfig.json",
  reporters: ["sample"],
  inPlace: true,
  coverageAnalysis: "perTest",
  concurrency: Number(process.env.MUTANTS_WORKERS ?? 1),
  timeoutMS: 20_000, // generous: a busy machine is not an endless loop
  allowConsoleColors: false,
  warnings: { slow: false }, // mutants in code that runs on import need all tests
};
