/**
 * Writes the web app manifest once per language, with the texts of the catalogue. The app links to the one in the
 * language on screen (src/i18n/index.ts), so that its shortcuts on the home screen are in that language, too.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { languagesIn } from "./messages.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The members that hold the key of a text. */
const TEXTS = new Set(["name", "short_name", "description", "label"]);

/** The manifest in one language. `template` has keys of the catalogue in place of texts. Throws for an unknown key. */
export function manifestIn(language: string, template: string, messageFolder: string): Json {
  const texts = JSON.parse(readFileSync(join(messageFolder, `${language}.json`), "utf8")) as Record<string, string>;
  const translate = function (this: object, name: string, value: Json): Json {
    const isField = "accept" in this; // of the form that a share sends: its name is for the service worker
    if (!TEXTS.has(name) || typeof value !== "string" || isField) return value;
    const text = texts[value];
    if (text === undefined) throw new Error(`The catalogue ${language} has no text ${value} for the manifest.`);
    return text;
  };
  const parsed = JSON.parse(readFileSync(template, "utf8"), translate) as Json;
  return { lang: language, ...(parsed as object) };
}

/**
 * The manifest for installing on iOS: without a start address, the app starts at the address of the page that it was installed from
 * (screens/entrance/carried-sign-in.tsx).
 */
export function installManifestIn(language: string, template: string, messageFolder: string): Json {
  const { start_url: _, ...rest } = manifestIn(language, template, messageFolder) as { readonly [name: string]: Json };
  return rest;
}

/** The plugin; `template` is build/manifest.json, `messageFolder` is `server/messages`. */
export function manifests(template: string, messageFolder: string): Plugin {
  const files = (): [name: string, source: string][] =>
    languagesIn(messageFolder).flatMap((language) => [
      [`manifest.${language}.webmanifest`, JSON.stringify(manifestIn(language, template, messageFolder))],
      [`manifest.install.${language}.webmanifest`, JSON.stringify(installManifestIn(language, template, messageFolder))],
    ]);
  return {
    name: "afterglow-manifests",
    generateBundle() {
      for (const [fileName, source] of files()) this.emitFile({ type: "asset", fileName, source });
    },
    configureServer(server) {
      for (const [name, source] of files()) server.middlewares.use(`/${name}`, (_request, response) => response.end(source));
    },
  };
}
