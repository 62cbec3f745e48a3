import { useState } from "preact/hooks";
import { ButtonLink, Choice, Empty, Screen } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { entries } from "../../../state/diary";
import { WithTreatment } from "../with-treatment";
import { Days } from "./days";
import { LazyPart } from "./lazy-part";
import "./diary.css";

type View = "days" | "photos" | "compare" | "lines";

const VIEWS = [
  { value: "days", icon: "diary" },
  { value: "photos", icon: "photo" },
  { value: "compare", icon: "compare" },
  { value: "lines", icon: "timeline" },
] as const;

/** The diary in four views: days, photos, before and after, chart. */
export default function DiaryScreen() {
  return <WithTreatment title={t("patient.diary.title")}>{(treatment) => <Diary treatment={treatment} />}</WithTreatment>;
}

function Diary({ treatment }: { treatment: Treatment }) {
  const [view, setView] = useState<View>("days");
  const share = (
    <ButtonLink href="/share" kind="plain" icon="share">
      {t("patient.diary.share")}
    </ButtonLink>
  );
  return (
    <Screen title={t("patient.diary.title")} beside={share}>
      {entries.value.length === 0 ? (
        <Empty icon="diary" title={t("patient.diary.empty")}>
          <p>{t("patient.diary.empty-text")}</p>
          <ButtonLink href="/check-in">{t("patient.board.check-in")}</ButtonLink>
        </Empty>
      ) : (
        <>
          <Choice<View>
            legend={t("patient.diary.view")}
            quietLegend
            shape="segments"
            value={view}
            onChange={setView}
            options={VIEWS.map(({ value, icon }) => ({ value, icon, label: t(`patient.diary.${value}`) }))}
          />
          {view === "days" ? <Days treatment={treatment} /> : <LazyPart key={view} view={view} treatment={treatment} />}
        </>
      )}
    </Screen>
  );
}
