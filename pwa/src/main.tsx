import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/kit.css";
import "./shell/shell.css";
import { render } from "preact";
import { App } from "./shell/app";
import { loadMessages } from "./i18n";
import { watchForInstall } from "./state/install";
import { openAuthSession } from "./state/auth-session";
import { applyStoredTheme } from "./state/theme";
import { watchForUpdates } from "./state/update";

async function start(root: Element): Promise<void> {
  applyStoredTheme();
  watchForInstall();
  await Promise.all([loadMessages("core"), openAuthSession()]);
  render(<App />, root);
  watchForUpdates();
  // Not needed for the first screen: the texts of problems, and reminders.
  void loadMessages("problems").catch(() => undefined);
  void import("./state/push").then(({ refreshPush: openPush }) => openPush());
}

/** Without its code or its texts the app does not know the reader's language, so the message is in both. */
function showStartFailure(): void {
  document.body.textContent =
    "Afterglow could not be loaded. Check your connection and reload the page. · Afterglow ließ sich nicht laden. Bitte die Verbindung prüfen und die Seite neu laden.";
}

// The author's preview runs parts of the app in a frame, which evaluates this module with them, but has no root.
const root = document.getElementById("app");
if (root) start(root).catch(showStartFailure);
