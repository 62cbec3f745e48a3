import { language } from "./index";

/** The name of a language: "German", in the language on screen unless another one is given. */
export function languageName(code: string, shownIn = language.value): string {
  return new Intl.DisplayNames([shownIn], { type: "language", fallback: "code" }).of(code) as string;
}
