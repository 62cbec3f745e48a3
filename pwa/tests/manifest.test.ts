import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { manifestIn } from "../build/manifest.ts";
import { languagesIn } from "../build/messages.ts";

const CATALOGUE = fileURLToPath(new URL("../../server/messages", import.meta.url));
const TEMPLATE = fileURLToPath(new URL("../build/manifest.json", import.meta.url));

it("has its shortcuts in the language of the person", () => {
  const german = manifestIn("de", TEMPLATE, CATALOGUE);
  expect(german).toMatchObject({ lang: "de", name: "Afterglow", shortcuts: [{ name: "Eintrag" }, { name: "Darf ich …?" }, { name: "Tagebuch" }] });
});

it.each(languagesIn(CATALOGUE))("is the same app in %s, without a key in place of a text", (language) => {
  const manifest = manifestIn(language, TEMPLATE, CATALOGUE);
  expect(manifest).toMatchObject({ id: "/", start_url: "/", lang: language });
  expect(JSON.stringify(manifest)).not.toMatch(/"(manifest|common|patient)\./);
});

it("cannot be built with a text that the catalogue lacks", () => {
  const template = fileURLToPath(new URL("fixtures/manifest-without-text.json", import.meta.url));
  expect(() => manifestIn("en", template, CATALOGUE)).toThrow("no text patient.unknown");
});
