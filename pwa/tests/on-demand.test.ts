/** Which files of a build only practitioners' screens need. */
import { expect, it } from "vitest";
import { onDemandFiles, type Chunk } from "../build/on-demand.ts";

const MANIFEST: Readonly<Record<string, Chunk>> = {
  "_app-1.js": {
    file: "assets/app-1.js",
    css: ["assets/app-1.css"],
    dynamicImports: ["src/screens/patient/share/share.tsx", "src/screens/practitioner/review.tsx", "src/screens/author/sheet.tsx", "src/screens/settings/pages.ts", "virtual:messages/de/practitioner", "virtual:messages/de/review"],
  },
  "src/screens/patient/share/share.tsx": { file: "assets/share-1.js", dynamicImports: ["src/screens/practitioner/review-body.tsx"] },
  "src/screens/practitioner/review.tsx": { file: "assets/review-1.js", imports: ["_app-1.js", "_shared-1.js", "_shared-2.js"], css: ["assets/review-1.css"], assets: ["assets/drawn-1.svg"] },
  "src/screens/practitioner/review-body.tsx": { file: "assets/review-body-1.js", imports: ["_shared-1.js"] },
  "src/screens/author/sheet.tsx": { file: "assets/sheet-1.js", imports: ["_shared-2.js"], dynamicImports: ["src/screens/author/preview.tsx"] },
  "src/screens/author/preview.tsx": { file: "assets/preview-1.js", imports: ["src/screens/patient/share/share.tsx"] },
  "src/screens/settings/pages.ts": { file: "assets/pages-1.js", dynamicImports: ["src/screens/settings/presets.tsx", "src/screens/settings/skin.tsx"] },
  "src/screens/settings/presets.tsx": { file: "assets/presets-1.js" },
  "src/screens/settings/skin.tsx": { file: "assets/skin-1.js" },
  "_shared-1.js": { file: "assets/shared-1.js", imports: ["_missing.js"] },
  "_shared-2.js": { file: "assets/shared-2.js", css: ["assets/shared-2.css"] },
  "_shared-2.css": { file: "assets/shared-2.css" },
  "font.woff2": { file: "assets/font-1.woff2" },
  "virtual:messages/de/practitioner": { file: "assets/practitioner-1.js" },
  "virtual:messages/de/review": { file: "assets/words-1.js" },
};

it("are those that no patient's screen leads to; the share preview shows the practitioner's review", () => {
  expect(onDemandFiles(MANIFEST)).toEqual([
    "/assets/practitioner-1.js",
    "/assets/presets-1.js",
    "/assets/preview-1.js",
    "/assets/review-1.css",
    "/assets/review-1.js",
    "/assets/shared-2.css",
    "/assets/shared-2.js",
    "/assets/sheet-1.js",
  ]);
});

it.each([
  ["without its entry", Object.fromEntries(Object.entries(MANIFEST).filter(([name]) => name !== "_app-1.js"))],
  ["without such screens", { "_app-1.js": { file: "assets/app-1.js" } }],
])("cannot be told from a manifest %s", (_, manifest) => {
  expect(() => onDemandFiles(manifest)).toThrow("names no entry");
});
