/** Where the language on screen is stored for the service worker, which cannot read `localStorage`: a cache, and the path in it. */

export const LANGUAGE_CACHE = "afterglow-language";
export const LANGUAGE_PATH = "/language";
