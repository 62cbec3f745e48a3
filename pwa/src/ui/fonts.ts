/**
 * Loads the app's fonts (fonts.css). The first screen does not wait for their 57 KB: it is shown in fonts of the device, which
 * tokens.css brings to the same size, so that next to nothing moves when the fonts arrive. Without the network it stays so.
 */

/** Load the fonts at once where the service worker has them on this device. To be called before the first screen is shown. */
export function loadStoredFonts(): void {
  if ("serviceWorker" in navigator && navigator.serviceWorker.controller) load();
}

/** Load the fonts when the browser has nothing else to do. To be called after the first screen was shown. */
export function loadFontsWhenIdle(): void {
  // Safari has no requestIdleCallback: after two frames the first screen has been painted there, too.
  if ("requestIdleCallback" in window) requestIdleCallback(load, { timeout: 2000 });
  else requestAnimationFrame(() => requestAnimationFrame(load));
}

function load(): void {
  import("./fonts.css").catch(() => undefined);
}
