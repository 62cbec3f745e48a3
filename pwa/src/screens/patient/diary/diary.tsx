import { Banner, ButtonLink, Choice, Empty, go, Row, Rows, Screen, Skeleton, useSearchParams } from "../../../ui";
import { isStanding, type Treatment } from "../../../domain/diary";
import { isBetweenTreatments } from "../../../domain/course-progress";
import { t } from "../../../i18n";
import { dayAndMonth } from "../../../i18n/dates";
import { now } from "../../../state/clock";
import { entriesOf, statesIn, treatment as current, photosOf } from "../../../state/diary";
import { WithTreatment } from "../with-treatment";
import { diaryAddress, type View } from "./address";
import DayScreen from "./day";
import { Feed } from "./feed";
import { LazyPart } from "./lazy-part";
import { Strip } from "./strip";
import { allTreatments, TreatmentChooser } from "./treatment-chooser";
import { useDays } from "./use-days";
import "./diary.css";

const VIEWS = [
  { value: "days", icon: "diary" },
  { value: "photos", icon: "photo" },
  { value: "compare", icon: "compare" },
  { value: "lines", icon: "timeline" },
] as const;

/** The diary of the current treatment or an earlier one, in four views: days, photos, before and after, chart. */
export default function DiaryScreen() {
  return <WithTreatment title={t("patient.diary.title")} evenWithdrawn>{(latest) => <Opened latest={latest} />}</WithTreatment>;
}

/** What the address names. A treatment that is not on this phone (any more) gives way to the current one. */
function Opened({ latest }: { latest: Treatment }) {
  const [search] = useSearchParams();
  const treatment = allTreatments().find(({ id }) => id === search.get("treatment")) ?? latest;
  const day = search.get("day");
  if (day !== null && isDate(day)) return <DayScreen key={day} treatment={treatment} date={day} />;
  const part = PAGES.find((each) => each === search.get("view"));
  if (part) return <Page part={part} treatment={treatment} />;
  const view = viewsOf(treatment).find(({ value }) => value === search.get("view"))?.value ?? "days";
  return <Diary treatment={treatment} view={view} at={search.get("at")} />;
}

/** No lines for a withdrawn treatment: they are drawn over a course that never applied. */
function viewsOf(treatment: Treatment) {
  return isStanding(treatment) ? VIEWS : VIEWS.filter(({ value }) => value !== "lines");
}

/** The parts of the diary that have a page of their own. */
const PAGES = ["search", "course"] as const;

function Page({ part, treatment }: { part: (typeof PAGES)[number]; treatment: Treatment }) {
  const { number_in_series: number, treated_at, time_zone } = treatment;
  const lead = part === "course" ? { lead: t("patient.session.named", { number, day: dayAndMonth(treated_at, time_zone) }) } : {};
  return (
    <Screen title={t(`patient.${part}.title`)} back={diaryAddress({ treatment: treatment.id })} {...lead}>
      <LazyPart view={part} treatment={treatment} />
    </Screen>
  );
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

interface DiaryProps {
  readonly treatment: Treatment;
  readonly view: View;
  readonly at: string | null;
}

function Diary({ treatment, view, at }: DiaryProps) {
  const isCurrent = treatment.id === current.value?.id;
  const ways = (
    <span class="row diary__ways">
      <ButtonLink href={diaryAddress({ view: "search" })} kind="plain" icon="search">
        <span class="unseen">{t("patient.search.title")}</span>
      </ButtonLink>
      {isCurrent && (
        <ButtonLink href="/share" kind="plain" icon="share">
          {t("patient.diary.share")}
        </ButtonLink>
      )}
    </span>
  );
  return (
    <Screen title={t("patient.diary.title")} beside={ways}>
      <TreatmentChooser treatment={treatment} view={view} />
      {!isStanding(treatment) && <Banner title={t("patient.withdrawn.title")}><p>{t("patient.withdrawn.text")}</p></Banner>}
      {entriesOf(treatment.id).length === 0 ? (
        <>
          <NoEntries isCurrent={isCurrent} />
          {photosOf(treatment.id).length > 0 && <LazyPart view="photos" treatment={treatment} />}
        </>
      ) : (
        <>
          <Choice<View>
            legend={t("patient.diary.view")}
            quietLegend
            shape="segments"
            value={view}
            onChange={(next) => go(diaryAddress({ treatment: treatment.id, view: next }), { replace: true })}
            options={viewsOf(treatment).map(({ value, icon }) => ({ value, icon, label: t(`patient.diary.${value}`) }))}
          />
          {view === "days" ? <Days key={treatment.id} treatment={treatment} at={at} /> : <LazyPart key={`${view} ${treatment.id}`} view={view} treatment={treatment} />}
        </>
      )}
    </Screen>
  );
}

function Days({ treatment, at }: { treatment: Treatment; at: string | null }) {
  const shown = useDays(treatment);
  if (!shown) return <Skeleton lines={8} />;
  const { days, range } = shown;
  return (
    <>
      <Strip treatment={treatment} days={days} range={range} {...(at !== null && { at })} />
      {isStanding(treatment) && isBetweenTreatments(treatment.timeline, now.value, statesIn(treatment)) && (
        <Rows>
          <Row icon="sheet" title={t("patient.course.title")} detail={t("patient.course.detail")} href={diaryAddress({ treatment: treatment.id, view: "course" })} />
        </Rows>
      )}
      <Feed treatment={treatment} days={days} at={at} />
    </>
  );
}

function NoEntries({ isCurrent }: { isCurrent: boolean }) {
  return (
    <Empty icon="diary" title={t("patient.diary.empty")}>
      {isCurrent && (
        <>
          <p>{t("patient.diary.empty-text")}</p>
          <ButtonLink href="/check-in">{t("patient.board.check-in")}</ButtonLink>
        </>
      )}
    </Empty>
  );
}
