import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/kit.css";
import "./shell/shell.css";
import { render } from "preact";
import { App } from "./shell/app";
import { language, loadMessages } from "./i18n";
import { watchForInstall } from "./state/install";
import { APP_LOCK, isNewPhone, isPractitionersPhone, openAuthSession } from "./state/auth-session";
import { applyStoredTheme } from "./state/theme";
import { watchForUpdates } from "./state/update";
import { loadFonts, loadStoredFonts } from "./ui/fonts";
import { askEarly } from "./api/early";
import { todayRoute } from "./screens/patient/routes";
import { afterFirstScreen } from "./state/first-screen";

async function start(root: HTMLElement): Promise<void> {
  applyStoredTheme();
  loadStoredFonts();
  watchForInstall();
  if (location.pathname === todayRoute.path) prepareToday();
  await Promise.all([loadMessages("core"), openAuthSession()]);
  // before the first screen, and without it no screen: the lock must not open by failing
  if (localStorage.getItem(APP_LOCK) !== null) await import("./screens/settings/app-lock-cover").then(({ startAppLock }) => startAppLock(root));
  render(<App />, root);
  afterFirstScreen(() => {
    loadFonts();
    watchForUpdates();
    void loadMessages("problems").catch(() => undefined);
    void import("./state/push").then(({ refreshPush: openPush }) => openPush());
    void import("./state/badge").then(({ showBadge }) => showBadge());
  });
}

/** Fetch the code and the texts of Today while the account is being loaded, and on a new phone the diary, too. */
function prepareToday(): void {
  if (isPractitionersPhone()) return;
  void Promise.all([import("./screens/patient/today/today").then(({ followDiary }) => followDiary()), loadMessages("today")]).catch(() => undefined); // the screen tries again, and tells
  if (isNewPhone()) askEarly(language.value);
}

/** Without its code or its texts the app does not know the reader's language, so the message is in both. */
function showStartFailure(): void {
  document.body.textContent =
    "Afterglow could not be loaded. Check your connection and reload the page. · Afterglow ließ sich nicht laden. Bitte die Verbindung prüfen und die Seite neu laden.";
}

// The author's preview runs parts of the app in a frame, which evaluates this module with them, but has no root.
const root = document.getElementById("app");
if (root) start(root).catch(showStartFailure);
