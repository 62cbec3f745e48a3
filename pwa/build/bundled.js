// Bundles modules of src/domain into one minified file, the way the app ships them, and imports it into Node.
import { fileURLToPath } from "node:url";
import { build } from "vite";

const domain = fileURLToPath(new URL("../src/domain/", import.meta.url));
const entry = "domain-entry";

/** @param {readonly string[]} names of modules in src/domain, without `.ts` */
export async function bundled(names) {
  const code = names.map((name) => `export * from "${domain}${name}.ts";`).join("\n");
  const own = {
    name: entry,
    resolveId: (/** @type {string} */ id) => (id === entry ? id : null),
    load: (/** @type {string} */ id) => (id === entry ? code : null),
  };
  const rolldownOptions = { input: entry, preserveEntrySignatures: /** @type {const} */ ("strict") };
  const built = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [own],
    build: { write: false, modulePreload: false, rolldownOptions },
  });
  const { output } = /** @type {{ output: { code: string }[] }} */ (/** @type {unknown} */ (built));
  return import(`data:text/javascript;base64,${Buffer.from(output[0]?.code ?? "").toString("base64")}`);
}
