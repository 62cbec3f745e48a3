/** Writes .gz and .br next to every text file of the build, so that the server need not compress per request. */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(html|js|css|svg|json|webmanifest|txt)$/;

function pack(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}

/** The plugin. Runs last, after the service worker has been written. */
export function compress(folder: string): Plugin {
  return {
    name: "afterglow-compress",
    apply: "build",
    writeBundle: {
      sequential: true,
      order: "post",
      handler() {
        for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
          if (file.isFile() && TEXT.test(file.name)) pack(join(file.parentPath, file.name));
        }
      },
    },
  };
}
