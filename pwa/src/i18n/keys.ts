import type english from "../../../server/messages/en.json";

/** The parts of the catalogue that load separately (build/messages.ts). */
export type MessageSet = "core" | "problems" | "today" | "patient" | "answers" | "practitioner" | "author" | "review" | "entrance" | "clinic";

type Raw = Exclude<keyof typeof english, `server.${string}` | `worker.${string}`>;
type WithoutPlural<K> = K extends `${infer Base}.one` | `${infer Base}.other` ? Base : K;

/** Every key that a screen may use; plurals by their base (`patient.days` for `patient.days.one` and `.other`). */
export type MessageKey = WithoutPlural<Raw>;

/** Values for the `{placeholders}`. `count` also selects the plural form. */
export type Values = Readonly<Record<string, string | number>>;
