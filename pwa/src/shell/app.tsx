import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t, type MessageSet } from "../i18n";
import { entranceRoutes } from "../screens/entrance/routes";
import { patientRoutes } from "../screens/patient/routes";
import { practitionerRoutes } from "../screens/practitioner/routes";
import { watchForNavigation } from "../state/worker-navigation";
import { session } from "../state/session";
import { redirectFor, type Role } from "../state/guards";
import { waitingVersion, updateNow } from "../state/update";
import { go, matched, toast, Toasts, useLocation, type Route, type ScreenProps } from "../ui";
import { Missing } from "./missing";
import { Navigation } from "./navigation";
import { LazyScreen } from "./lazy-screen";

interface Side {
  routes: readonly Route[];
  texts: MessageSet;
  role?: Role;
}

const SIDES: readonly Side[] = [
  { routes: patientRoutes, texts: "patient", role: "patient" },
  { routes: practitionerRoutes, texts: "practitioner", role: "practitioner" },
  { routes: entranceRoutes, texts: "entrance" },
];

/** The app: the screen of the current path, the navigation, the toasts. */
export function App() {
  const [path] = useLocation();
  useEffect(() => watchForNavigation(go), []);
  useSignalEffect(() => {
    if (waitingVersion.value) toast(t("common.update.ready"), { label: t("common.update.now"), run: updateNow });
  });
  return (
    <>
      <a class="skip" href="#content">
        {t("common.nav.skip")}
      </a>
      {screenFor(path) ?? <Missing />}
      <Toasts />
    </>
  );
}

function screenFor(path: string) {
  for (const side of SIDES) {
    for (const route of side.routes) {
      const params = matched(route.path, path);
      if (params) return <GuardedScreen key={route.path} route={route} side={side} params={params} path={path} />;
    }
  }
  return undefined;
}

interface GuardedScreenProps extends ScreenProps {
  route: Route;
  side: Side;
  path: string;
}

function GuardedScreen({ route, side, params, path }: GuardedScreenProps) {
  const redirect = redirectFor(side.role, path, session.value);
  useEffect(() => {
    if (redirect !== undefined) go(redirect, { replace: true });
  }, [redirect]);
  if (redirect !== undefined) return null;
  return (
    <>
      {!route.bare && <Navigation />}
      <LazyScreen route={route} texts={side.texts} params={params} />
    </>
  );
}
