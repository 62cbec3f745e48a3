import { language } from ".";

/** A sheet's name: `title` is in its own language, `titles` are those in others, by language. */
interface Titled {
  readonly title: string;
  readonly titles?: Readonly<Record<string, string>>;
}

/** The title of a sheet in the language on screen, if the sheet has one. */
export function sheetTitle({ title, titles }: Titled): string {
  return titles?.[language.value] ?? title;
}
