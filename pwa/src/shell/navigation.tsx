import { Link, useLocation } from "../ui/router";
import { t, type MessageKey } from "../i18n";
import { me } from "../state/auth-session";
import { Icon, type IconName } from "../ui";

interface Tab {
  to: string;
  icon: IconName;
  key: MessageKey;
  /** Larger, in the middle. */
  main?: boolean;
}

const PATIENT: readonly Tab[] = [
  { to: "/", icon: "today", key: "common.nav.today" },
  { to: "/ask", icon: "ask", key: "common.nav.ask" },
  { to: "/check-in", icon: "check-in", key: "common.nav.check-in", main: true },
  { to: "/diary", icon: "diary", key: "common.nav.diary" },
  { to: "/timeline", icon: "timeline", key: "common.nav.timeline" },
];

const PRACTITIONER: readonly Tab[] = [
  { to: "/clinic", icon: "queue", key: "common.nav.queue" },
  { to: "/clinic/patients", icon: "people", key: "common.nav.patients" },
  { to: "/clinic/record", icon: "check-in", key: "common.nav.record" },
  { to: "/clinic/sheets", icon: "sheet", key: "common.nav.sheets" },
  { to: "/settings", icon: "settings", key: "common.nav.settings" },
];

/** The main menu: at the bottom of a phone, along the top for practitioners on wide screens. */
export function Navigation() {
  const person = me();
  const [path] = useLocation();
  if (!person) return null;
  const practitioner = person.role === "practitioner";
  return (
    <nav class={practitioner ? "bar bar--clinic" : "bar"} aria-label={t("common.nav.label")}>
      {practitioner && <span class="bar__brand">{person.clinic?.name ?? t("common.app")}</span>}
      <ul>
        {(practitioner ? PRACTITIONER : PATIENT).map((tab) => (
          <li key={tab.to}>
            <Link href={tab.to} class={tab.main ? "tab tab--main" : "tab"} {...current(path, tab.to)}>
              <span class="tab__icon">
                <Icon name={tab.icon} />
              </span>
              {t(tab.key)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Mark the tab of the screen, and Settings on each of its pages, too. */
function current(path: string, to: string) {
  if (path === to) return { "aria-current": "page" as const };
  return to === "/settings" && path.startsWith("/settings/") ? { "aria-current": "true" as const } : {};
}
