import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { installManifestIn, manifestIn } from "../build/manifest.ts";
import { languagesIn } from "../build/messages.ts";
import { RECEIVE_PATH } from "../src/domain/shared-photos";
import { askRoute, patientRoutes } from "../src/screens/patient/routes";

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

it("leaves the start to the page that an iPhone installs it from", () => {
  const manifest = installManifestIn("de", TEMPLATE, CATALOGUE);
  expect(manifest).toMatchObject({ id: "/", scope: "/", display: "standalone", lang: "de" });
  expect(manifest).not.toHaveProperty("start_url");
});

it("cannot be built with a text that the catalogue lacks", () => {
  const template = fileURLToPath(new URL("fixtures/manifest-without-text.json", import.meta.url));
  expect(() => manifestIn("en", template, CATALOGUE)).toThrow("no text patient.unknown");
});

it("has its shortcuts in the app, takes photos, and reuses an open window without dropping what is shared", () => {
  const manifest = manifestIn("en", TEMPLATE, CATALOGUE) as { readonly shortcuts: readonly { readonly url: string }[] };
  expect(manifest.shortcuts.map(({ url }) => url)).toEqual(["/check-in", "/ask", "/diary"]);
  const routes = patientRoutes.map(({ path }) => path).concat(askRoute.path);
  for (const { url } of manifest.shortcuts) expect(routes).toContain(url);
  expect(manifest).toMatchObject({
    share_target: { action: RECEIVE_PATH, method: "POST", enctype: "multipart/form-data", params: { files: [{ name: "photos" }] } },
    launch_handler: { client_mode: ["navigate-existing", "auto"] },
  });
});
