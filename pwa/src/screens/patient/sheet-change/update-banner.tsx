import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import { loadMessages } from "../../../i18n";
import { syncOutcome } from "../../../state/diary";
import { afterFirstScreen } from "../../../state/first-screen";
import { lazy } from "../../../ui";

type Offer = ComponentType<{ treatment: Treatment }>;

/** Loaded after the first screen, with its texts: corrections are rare. */
const CorrectionBanner = lazy(async () => {
  await loadMessages("patient");
  return (await import("./correction-banner")).CorrectionBanner;
});

/** On Today: a safety correction, offline too, or else whether the sheet has a newer version. The code for it is loaded once the server has answered. */
export function SheetUpdateBanner({ treatment }: { treatment: Treatment }) {
  return treatment.correction ? <CorrectionBanner treatment={treatment} /> : <NewerVersion treatment={treatment} />;
}

function NewerVersion({ treatment }: { treatment: Treatment }) {
  const [Loaded, setShown] = useState<Offer | null>(null);
  const online = syncOutcome.value === "done";
  useEffect(() => {
    if (online) {
      afterFirstScreen(() => {
        import("./offer").then((loaded) => setShown(() => loaded.default), () => undefined);
      });
    }
  }, [online]);
  return Loaded && online ? <Loaded treatment={treatment} /> : null;
}
