import { useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { syncState } from "../../../state/diary";
import { ButtonLink, Screen } from "../../../ui";
import { ClockBanner } from "../clock-banner";
import { SheetUpdateBanner } from "../sheet-change/update-banner";
import { SyncPill } from "../sync-pill";
import { Attention, ReplyCard } from "./attention";
import { Findings } from "./findings";
import { Glances } from "./glances";
import { Strip } from "./strip";
import "../patient.css";

/** Today for one treatment. It only reads signals, so that an author's preview can show it for a made-up treatment. */
export function Now({ treatment }: { treatment: Treatment }) {
  // until the findings are known, the arc must not be full
  const [hasFinding, setHasFinding] = useState(true);
  return (
    <Screen title={t("patient.today.title")} quietTitle beside={<Top />}>
      <Findings treatment={treatment} onKnown={setHasFinding} />
      <Strip treatment={treatment} hasFinding={hasFinding} />
      <ClockBanner />
      <Attention />
      <ReplyCard />
      <SheetUpdateBanner treatment={treatment} />
      <Glances treatment={treatment} />
    </Screen>
  );
}

function Top() {
  return (
    <span class="today__top">
      <SyncPill state={syncState.value} always />
      <ButtonLink href="/settings" kind="plain">{t("common.nav.settings")}</ButtonLink>
    </span>
  );
}
