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

/** The whole app: the screen of the address, the navigation, the toasts. */
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
      {found(path) ?? <Missing />}
      <Toasts />
    </>
  );
}

function found(path: string) {
  for (const side of SIDES) {
    for (const place of side.routes) {
      const params = matched(place.path, path);
      if (params) return <Placed key={place.path} place={place} side={side} params={params} path={path} />;
    }
  }
  return undefined;
}

interface PlacedProps extends ScreenProps {
  place: Route;
  side: Side;
  path: string;
}

function Placed({ place, side, params, path }: PlacedProps) {
  const elsewhere = redirectFor(side.role, path, session.value);
  useEffect(() => {
    if (elsewhere !== undefined) go(elsewhere, { replace: true });
  }, [elsewhere]);
  if (elsewhere !== undefined) return null;
  return (
    <>
      {!place.bare && <Navigation />}
      <LazyScreen place={place} texts={side.texts} params={params} />
    </>
  );
}
