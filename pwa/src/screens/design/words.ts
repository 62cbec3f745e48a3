/** The words of the design page itself. It is in no build, so they are not in the catalogue; the samples are. */
import { language } from "../../i18n";

const WORDS = {
  actions: { en: "Buttons", de: "Knöpfe" },
  choices: { en: "Choices", de: "Auswahl" },
  colours: { en: "Colours", de: "Farben" },
  colours_lead: { en: "Contrast of text (at least 4.5) and of lines (at least 3), light and dark.", de: "Kontrast von Text (mindestens 4,5) und Linien (mindestens 3), hell und dunkel." },
  dark: { en: "dark", de: "dunkel" },
  empty: { en: "Nothing here yet", de: "Noch nichts da" },
  failed: { en: "Error", de: "Fehler" },
  feel: { en: "To be felt", de: "Zum Fühlen" },
  icons: { en: "Icons", de: "Symbole" },
  lead: { en: "All parts of the kit, as the screens use them. In the development build only.", de: "Alle Teile des Baukastens, wie die Bildschirme sie verwenden. Nur beim Entwickeln." },
  light: { en: "light", de: "hell" },
  loading: { en: "Loading", de: "Laden" },
  long: { en: "Answers to longer questions", de: "Antworten auf längere Fragen" },
  motion: { en: "Motion", de: "Bewegung" },
  motion_lead: { en: "With reduced motion, nothing moves.", de: "Bei reduzierter Bewegung bewegt sich nichts." },
  moving: { en: "Show again", de: "Noch einmal" },
  notices: { en: "Notices", de: "Hinweise" },
  offline: { en: "Offline", de: "Offline" },
  open: { en: "Open dialog", de: "Dialog öffnen" },
  quick: { en: "The quick brown fox jumps over the lazy dog.", de: "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich." },
  rows: { en: "Rows and cards", de: "Zeilen und Karten" },
  sample: { en: "Sample", de: "Beispiel" },
  samples: { en: "Fields", de: "Felder" },
  space: { en: "Space", de: "Abstände" },
  title: { en: "Design system", de: "Gestaltung" },
  toast: { en: "Show toast", de: "Meldung zeigen" },
  topics: { en: "Topics", de: "Themen" },
  type: { en: "Type", de: "Schrift" },
  wrong: { en: "Enter a time that has passed.", de: "Gib eine Zeit an, die vorbei ist." },
} as const;

export type Word = keyof typeof WORDS;

/** A word of the page in the language on screen. */
export function word(name: Word): string {
  return WORDS[name][language.value === "de" ? "de" : "en"];
}
