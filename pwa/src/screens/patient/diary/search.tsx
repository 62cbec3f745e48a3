import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import { dayOn } from "../../../domain/diary-days";
import { search, type Hit } from "../../../domain/diary-search";
import { language, t } from "../../../i18n";
import { onPhone } from "../../../state/diary";
import { Empty, Field, Icon, Link } from "../../../ui";
import { diaryAddress } from "./address";
import { dateText } from "./day-text";
import { searchedTexts } from "./searched-texts";
import { allTreatments } from "./treatment-chooser";
import "../../../ui/rows.css";

/** More hits than these are counted, not shown: another word finds the right ones sooner. */
const MOST = 50;

/** Search in the notes, questions, replies, products, activities and signs of all treatments. It needs no network. */
export default function Search() {
  const [query, setQuery] = useState("");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("input")?.focus(), []);
  const treatments = allTreatments();
  const index = useMemo(() => searchedTexts(treatments), [onPhone.value, language.value]);
  const hits = useMemo(() => search(index, query), [index, query]);
  return (
    <>
      <div ref={box}>
        <Field label={t("patient.search.field")} value={query} onInput={setQuery} type="search" hint={t("patient.search.hint")} more={{ autocomplete: "off", enterKeyHint: "search" }} />
      </div>
      <p class="unseen" role="status">
        {query.trim() !== "" && t("patient.search.count", { count: hits.length })}
      </p>
      {query.trim() !== "" && hits.length === 0 && (
        <Empty icon="search" title={t("patient.search.nothing")}>
          <p>{t("patient.search.nothing-text")}</p>
        </Empty>
      )}
      {hits.length > 0 && (
        <ul class="rows">
          {hits.slice(0, MOST).map((hit, place) => (
            <HitRow key={place} hit={hit} treatments={treatments} />
          ))}
        </ul>
      )}
      {hits.length > MOST && <p class="soft small">{t("patient.search.more", { count: hits.length - MOST })}</p>}
    </>
  );
}

const ICONS = { note: "note", question: "ask", reply: "reply", usage: "sheet", sign: "call" } as const;

function HitRow({ hit, treatments }: { hit: Hit; treatments: readonly Treatment[] }) {
  const { treatmentId, date, kind, before, match, after } = hit;
  const treatment = treatments.find(({ id }) => id === treatmentId);
  if (!treatment) return null;
  const session = treatments.length > 1 ? [t("patient.session.number", { number: treatment.number_in_series })] : [];
  const where = [t(`patient.search.${kind}`), dateText(date), t("patient.strip.day", { day: dayOn(date, treatment.timeline) }), ...session];
  return (
    <li>
      <Link class="line" href={diaryAddress({ treatment: treatmentId, day: date })}>
        <Icon name={ICONS[kind]} />
        <span class="line__text">
          <span class="hit">
            {before}
            <mark>{match}</mark>
            {after}
          </span>
          <small>{where.join(" · ")}</small>
        </span>
        <Icon name="next" small />
      </Link>
    </li>
  );
}
