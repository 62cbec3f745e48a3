import { useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import { loadMessages, t } from "../../../i18n";
import { syncState } from "../../../state/diary";
import { ButtonLink, lazy, Screen } from "../../../ui";
import { ClockBanner } from "../clock-banner";
import { SheetUpdateBanner } from "../sheet-change/update-banner";
import { SyncPill } from "../sync-pill";
import { Attention, ReplyCard } from "./attention";
import { BoardSkeleton } from "./board-skeleton";
import { Strip } from "./strip";
import "../patient.css";

/** Loaded after the first screen, with its texts: most diaries have no finding. */
const Findings = lazy(async () => {
  await loadMessages("patient");
  return (await import("./findings")).Findings;
});

/** What needs the topics, and their names: the board and all below it. */
const Glances = lazy(async () => {
  const [{ Glances: Loaded }] = await Promise.all([import("./glances"), loadMessages("patient")]);
  return Loaded;
}, BoardSkeleton);

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
      <SyncPill state={syncState.value} />
      <ButtonLink href="/settings" kind="plain" icon="settings">
        <span class="unseen">{t("common.nav.settings")}</span>
      </ButtonLink>
    </span>
  );
}
