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
  const translate = (name: string, value: Json): Json => {
    if (!TEXTS.has(name) || typeof value !== "string") return value;
    const text = texts[value];
    if (text === undefined) throw new Error(`The catalogue ${language} has no text ${value} for the manifest.`);
    return text;
  };
  const parsed = JSON.parse(readFileSync(template, "utf8"), translate) as Json;
  return { lang: language, ...(parsed as object) };
}

/** The plugin; `template` is build/manifest.json, `messageFolder` is `server/messages`. */
export function manifests(template: string, messageFolder: string): Plugin {
  const source = (language: string): string => JSON.stringify(manifestIn(language, template, messageFolder));
  return {
    name: "afterglow-manifests",
    generateBundle() {
      for (const language of languagesIn(messageFolder)) {
        this.emitFile({ type: "asset", fileName: `manifest.${language}.webmanifest`, source: source(language) });
      }
    },
    configureServer(server) {
      for (const language of languagesIn(messageFolder)) {
        server.middlewares.use(`/manifest.${language}.webmanifest`, (_request, response) => response.end(source(language)));
      }
    },
  };
}
