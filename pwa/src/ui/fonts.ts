/**
 * Loads the app's fonts (fonts.css). The first screen does not wait for their 57 KB: it is shown in fonts of the device, which
 * tokens.css brings to the same size, so that next to nothing moves when the fonts arrive. Without the network it stays so.
 * Motion, which the first screen does not need either, comes with them.
 */

/** Load the fonts at once where the service worker has them on this device. To be called before the first screen is shown. */
export function loadStoredFonts(): void {
  if ("serviceWorker" in navigator && navigator.serviceWorker.controller) loadFonts();
}

/** Load the fonts. To be called after the first screen was shown. */
export function loadFonts(): void {
  import("./fonts.css").catch(() => undefined);
  import("./motion").then(({ followWay }) => followWay()).catch(() => undefined);
}
