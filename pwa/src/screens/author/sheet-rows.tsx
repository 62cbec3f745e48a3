import type { NewSheet } from "../../actions/sheet-drafts";
import { chooseDefault, hideSheet, retireSheet } from "../../actions/sheets";
import { language as screen, t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import type { SheetVersionSummary } from "../../state/authoring";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Icon, Link, Pill } from "../../ui";
import { textIn } from "./editing";
import "../../ui/rows.css";

interface SheetRowProps {
  readonly version: SheetVersionSummary;
  /** Whether it is the newest published version of its sheet: only this one can be offered. */
  readonly newest: boolean;
  readonly onChange: (versions: readonly SheetVersionSummary[]) => void;
}

/** One version with its state, and whether it is offered for new treatments. */
export function SheetRow({ version, newest, onChange }: SheetRowProps) {
  const { id, title, titles, language, treatments, published_at: published } = version;
  const number = t("practitioner.sheets.version", { version: version.version });
  const detail = published === null ? number : `${number} · ${t("practitioner.sheets.treatments", { count: treatments })}`;
  return (
    <li class="sheet-row">
      <Link class="line" href={`/clinic/sheets/${id}`}>
        <Icon name="sheet" />
        <span class="line__text">
          <span lang={titles[screen.value] === undefined ? language : undefined}>{titles[screen.value] ?? title}</span>
          <small>{detail}</small>
        </span>
        <State version={version} />
      </Link>
      {newest && <Offer version={version} onChange={onChange} />}
    </li>
  );
}

function State({ version }: { version: SheetVersionSummary }) {
  return (
    <span class="sheet-row__state">
      {version.default && <Pill tone="teal" icon="yes">{t("practitioner.desk.sheets.default")}</Pill>}
      {version.retired && <Pill icon="leave">{t("practitioner.desk.sheets.retired")}</Pill>}
      {version.hidden && <Pill icon="leave">{t("practitioner.desk.sheets.hidden")}</Pill>}
      {version.safety_correction && <Pill tone="plum" icon="attention">{t("practitioner.desk.sheets.correction")}</Pill>}
      <Published version={version} />
    </span>
  );
}

function Published({ version: { built_in: builtIn, published_at: at } }: { version: SheetVersionSummary }) {
  if (at === null) return <Pill tone="ochre" icon="edit">{t("practitioner.sheets.draft")}</Pill>;
  return builtIn ? null : <Pill>{t("practitioner.sheets.published", { date: shortDate(at) })}</Pill>;
}

/** Offer a sheet for new treatments or not, and choose the one that they start with. */
function Offer({ version, onChange }: Omit<SheetRowProps, "newest">) {
  const { id, key, built_in: builtIn, retired, hidden, default: chosen } = version;
  const off = retired || hidden;
  const offering = useAsyncAction(() => (builtIn ? hideSheet(key, !off) : retireSheet(id, !off)), onChange);
  const choosing = useAsyncAction(() => chooseDefault(chosen ? null : key), onChange);
  const offer = builtIn ? (off ? "show" : "hide") : off ? "take-back" : "retire";
  return (
    <div class="sheet-row__actions">
      {!off && <Button kind="plain" busy={choosing.busy} onClick={choosing.run}>{t(`practitioner.desk.sheets.${chosen ? "no-default" : "make-default"}`)}</Button>}
      <Button kind="plain" busy={offering.busy} onClick={offering.run}>{t(`practitioner.desk.sheets.${offer}`)}</Button>
      <ActionError {...offering} />
      <ActionError {...choosing} />
    </div>
  );
}

/** A sheet that the server does not have yet. */
export function DeviceRow({ sheet: { id, document } }: { sheet: NewSheet }) {
  return (
    <li class="sheet-row">
      <Link class="line" href={`/clinic/sheets/${id}`}>
        <Icon name="sheet" />
        <span class="line__text">
          <span lang={document.language}>{textIn(document.title, document.language)}</span>
        </span>
        <Pill tone="ochre" icon="phone">{t("practitioner.desk.sheets.on-device")}</Pill>
      </Link>
    </li>
  );
}
