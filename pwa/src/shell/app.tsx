import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t, type MessageSet } from "../i18n";
import { authorRoutes } from "../screens/author/routes";
import { clinicRoutes, entranceRoutes } from "../screens/entrance/routes";
import { askRoute, patientRoutes, todayRoute } from "../screens/patient/routes";
import { practitionerRoutes } from "../screens/practitioner/routes";
import { sharedRoutes } from "../screens/shared/routes";
import { watchForNavigation } from "../state/worker-navigation";
import { authSession } from "../state/auth-session";
import { redirectFor, type Role } from "../state/guards";
import { waitingVersion, updateNow } from "../state/update";
import { ErrorBoundary, go, matched, toast, Toasts, useLocation, type Route, type ScreenProps } from "../ui";
import { Broken } from "./broken";
import { LazyScreen } from "./lazy-screen";
import { Missing } from "./missing";
import { Navigation } from "./navigation";

interface Side {
  routes: readonly Route[];
  texts: readonly MessageSet[];
  role?: Role;
}

const SIDES: readonly Side[] = [
  { routes: [todayRoute], texts: ["today"], role: "patient" },
  { routes: [askRoute], texts: ["today", "patient", "answers"], role: "patient" },
  { routes: patientRoutes, texts: ["today", "patient"], role: "patient" },
  { routes: practitionerRoutes, texts: ["practitioner", "review"], role: "practitioner" },
  { routes: authorRoutes, texts: ["practitioner", "review", "author"], role: "practitioner" },
  { routes: sharedRoutes, texts: ["entrance", "review"] },
  { routes: entranceRoutes, texts: ["entrance"] },
  { routes: clinicRoutes, texts: ["entrance", "clinic"] },
  // The design system, for those who work on the app: the condition is false in a build, which then leaves the page out.
  ...(import.meta.env.DEV ? [{ routes: [{ path: "/design", bare: true, load: () => import("../screens/design/design") }], texts: ["entrance"] } as const] : []),
];

/** The whole app: skip link, navigation, the screen of the address, toasts. */
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
      <ErrorBoundary of={path} fallback={<Broken />}>
        {screenFor(path) ?? <Missing />}
      </ErrorBoundary>
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
  const redirect = redirectFor(side.role, path, authSession.value);
  useEffect(() => {
    if (redirect !== undefined) go(redirect, { replace: true });
  }, [redirect]);
  if (redirect !== undefined) return null;
  return (
    <>
      {!route.bare && <Navigation />}
      <ErrorBoundary of={path} fallback={<Broken />}>
        <LazyScreen route={route} texts={side.texts} params={params} />
      </ErrorBoundary>
    </>
  );
}
