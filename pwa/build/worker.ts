/**
 * Builds the service worker as one classic file, /sw.js, after the app, because the list of files to precache is only
 * known then. The lists are passed as defines, which is all that vite-plugin-pwa would do for us.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "vite";
import { messages } from "./messages.ts";
import { onDemandFiles, type Chunk } from "./on-demand.ts";

interface PrecacheEntry {
  url: string;
  revision: string | null;
}

const HASHED = /-[\w-]{8}\.\w+$/;
const EXCLUDED = /^\.vite\/|(^|\/)(sw\.js|screenshots\/.*|icons\/(icon-(maskable-)?512|icon-maskable-192|apple-touch-icon)\.png)$|\.(gz|br|map)$/;

/** The files to precache: all of the build except `onDemand`, the worker itself, install screenshots and compressed copies. */
export function precacheFiles(folder: string, onDemand: readonly string[]): PrecacheEntry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(folder.length + 1))
    .filter((path) => !EXCLUDED.test(path) && !onDemand.includes(`/${path}`))
    .sort()
    .map((path) => ({ url: `/${path}`, revision: HASHED.test(path) ? null : digest(join(folder, path)) }));
}

function digest(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
}

/** The plugin. `entry` is the source of the worker, `folder` the output of the build. */
export function worker(entry: string, folder: string, messageFolder: string): Plugin {
  return {
    name: "afterglow-worker",
    apply: "build",
    writeBundle: {
      sequential: true,
      order: "pre",
      async handler() {
        const onDemand = onDemandFiles(JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>);
        await build({
          configFile: false,
          logLevel: "warn",
          publicDir: false,
          plugins: [messages(messageFolder)],
          define: {
            __PRECACHE__: JSON.stringify(precacheFiles(folder, onDemand)),
            __ON_DEMAND__: JSON.stringify(onDemand),
            "process.env.NODE_ENV": '"production"',
          },
          build: {
            outDir: folder,
            emptyOutDir: false,
            copyPublicDir: false,
            rolldownOptions: {
              input: entry,
              output: { format: "iife", entryFileNames: "sw.js" },
            },
          },
        });
      },
    },
  };
}
