import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/kit.css";
import "./shell/shell.css";
import { render } from "preact";
import { App } from "./shell/app";
import { needTexts } from "./i18n";
import { watchForInstall } from "./state/install";
import { openSession } from "./state/session";
import { showTheme } from "./state/theme";
import { watchForUpdates } from "./state/update";

async function start(): Promise<void> {
  showTheme();
  watchForInstall();
  await Promise.all([needTexts("core"), openSession()]);
  const root = document.getElementById("app");
  if (root) render(<App />, root);
  watchForUpdates();
  // Not needed for the first screen: what to do when something goes wrong, and reminders.
  void needTexts("problems").catch(() => undefined);
  void import("./state/push").then(({ openPush }) => openPush());
}

void start();
