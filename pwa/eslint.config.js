// Strict, type-checked rules, and the client's import contracts (ARCHITECTURE.md, "Who may import whom").
import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

// folder → what it may import besides itself and packages. Everything else under src/ is out of bounds.
const CONTRACTS = {
  domain: [],
  i18n: ["domain"],
  ui: ["i18n", "domain"],
  api: ["domain"],
  store: ["domain"],
  imaging: ["domain"],
  sync: ["store", "api", "domain"],
  state: ["store", "api", "sync", "domain", "i18n"],
  actions: ["store", "api", "sync", "imaging", "state", "domain", "i18n"],
  sw: ["store", "domain"],
  screens: ["actions", "state", "ui", "domain", "i18n"],
  shell: ["screens", "state", "ui", "i18n"],
};

const zones = Object.entries(CONTRACTS).map(([folder, allowed]) => ({
  target: `./src/${folder}`,
  from: "./src",
  except: [folder, ...allowed].map((name) => `./${name}`),
  message: `${folder} may import ${allowed.join(", ") || "nothing"} only.`,
}));

const PURE_PACKAGES = { domain: ["*"], ui: ["idb", "workbox-*", "@simplewebauthn/*"] };

const NO_DOUBLE_CAST = {
  selector: "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']",
  message: "No `as unknown as`: give the value its type where it is made.",
};

// `void save()` satisfies the type checker and discards the failure: the person would wait forever.
const NO_IGNORED_PROMISE = {
  selector: "UnaryExpression[operator='void']",
  message: "No `void`: a failure would not be seen. Use useAsyncAction, useLoaded, or .then() with a handler for the failure.",
};

export default tseslint.config(
  { ignores: ["node_modules/", "src/api/schema.d.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".tsx", ".js", ".json"] })],
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "import-x/no-cycle": ["error", { maxDepth: 6 }],
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 50, skipComments: true, skipBlankLines: true }],
      "max-params": ["error", 4],
      // The double cast turns anything into anything: describe the type instead, or use `documentAs` (src/api/documents.ts).
      "no-restricted-syntax": ["error", NO_DOUBLE_CAST],
      // A leading underscore marks an argument as unused.
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      // Numbers are fine in template strings.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `onClick={() => setOpen(true)}`: a callback may return the result of a function that returns nothing.
      "@typescript-eslint/no-confusing-void-expression": "off",
    },
  },
  ...Object.entries(PURE_PACKAGES).map(([folder, group]) => ({
    files: [`src/${folder}/**`],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: group[0] === "*" ? [{ regex: "^[^.]", message: "The domain imports nothing." }] : [{ group }] },
      ],
    },
  })),
  {
    files: ["src/screens/**", "src/shell/**", "src/ui/**"],
    rules: { "no-restricted-syntax": ["error", NO_DOUBLE_CAST, NO_IGNORED_PROMISE] },
  },
  {
    files: ["**/*.test.ts", "**/*.test.tsx", "tests/**"],
    rules: { "max-lines": ["error", { max: 400 }], "max-lines-per-function": "off", "max-params": "off", "no-restricted-imports": "off", "import-x/no-restricted-paths": "off" },
  },
  // Generated, and as long as the vocabularies are.
  { files: ["src/domain/vocabulary.ts"], rules: { "max-lines": "off" } },
  // Small programs that Node runs as they are: types in comments, checked by tsc.
  { files: ["build/*.js"], languageOptions: { globals: { Buffer: "readonly", console: "readonly", process: "readonly", URL: "readonly" } } },
  { files: ["eslint.config.js", "build/*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
