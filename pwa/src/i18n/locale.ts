/**
 * The BCP 47 tag for dates and numbers: the language on screen in the region of the browser. The region is that of the
 * first of the browser's languages that names one, so that English on a German phone still writes "3 December, 14:30".
 */
export function localeOf(language: string, browserLanguages: readonly string[]): string {
  const region = browserLanguages.map(regionOf).find((code) => code !== undefined);
  return region === undefined ? language : `${language}-${region}`;
}

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined; // not a BCP 47 tag
  }
}
