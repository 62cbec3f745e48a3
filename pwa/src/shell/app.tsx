import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t, type MessageSet } from "../i18n";
import { entranceRoutes } from "../screens/entrance/routes";
import { patientRoutes } from "../screens/patient/routes";
import { practitionerRoutes } from "../screens/practitioner/routes";
import { watchForArrivals } from "../state/arrivals";
import { session } from "../state/session";
import { waitingVersion, updateNow } from "../state/update";
import { go, matched, toast, Toasts, useLocation, type Route, type ScreenProps } from "../ui";
import { Missing } from "./missing";
import { Navigation } from "./navigation";
import { Shown } from "./shown";

interface Side {
  routes: readonly Route[];
  texts: MessageSet;
  /** Who may be here; anyone without. */
  role?: "patient" | "practitioner";
}

const SIDES: readonly Side[] = [
  { routes: patientRoutes, texts: "patient", role: "patient" },
  { routes: practitionerRoutes, texts: "practitioner", role: "practitioner" },
  { routes: entranceRoutes, texts: "entrance" },
];

/** The whole app: the screen of the address, the navigation, the toasts. */
export function App() {
  const [path] = useLocation();
  useEffect(() => watchForArrivals(go), []);
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
  const elsewhere = wayOut(side, path);
  useEffect(() => {
    if (elsewhere !== undefined) go(elsewhere, { replace: true });
  }, [elsewhere]);
  if (elsewhere !== undefined) return null;
  return (
    <>
      {!place.bare && <Navigation />}
      <Shown place={place} texts={side.texts} params={params} />
    </>
  );
}

/** Where someone belongs who may not be here: in, if signed out; home, if on the other side. */
function wayOut(side: Side, path: string): string | undefined {
  const now = session.value;
  if (side.role === undefined) return now.state !== "in" && path.startsWith("/settings") ? entrance(path) : undefined;
  if (now.state !== "in") return entrance(path);
  if (now.me.role === side.role) return undefined;
  return now.me.role === "patient" ? "/" : "/practice";
}

/** The way in, which leads back to where somebody wanted to go. */
function entrance(path: string): string {
  return path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}
