import { useState } from "preact/hooks";
import { createPreset, deletePreset, loadPresets, renamePreset, type Preset } from "../../actions/recording";
import { MAX_NAME } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Button, ButtonLink, Empty, Field, Row, Rows, Screen, toast, WhenLoaded } from "../../ui";
import { areaLabel } from "../labels";
import "./presets.css";

type OnChange = (presets: readonly Preset[]) => void;

/** The clinic's presets for recording a treatment: rename and remove them. Everyone in the team may. */
export default function Presets() {
  const [loaded, again] = useLoaded(loadPresets);
  const [changed, setChanged] = useState<readonly Preset[] | null>(null);
  return (
    <Screen title={t("settings.presets")} lead={t("settings.presets.lead")} back="/settings">
      <WhenLoaded loaded={loaded} again={again}>
        {(presets) => <List presets={changed ?? presets} onChange={setChanged} />}
      </WhenLoaded>
    </Screen>
  );
}

function List({ presets, onChange }: { presets: readonly Preset[]; onChange: OnChange }) {
  const bringingBack = useAsyncAction((preset: Preset) => createPreset(preset), onChange);
  const onRemoved = (preset: Preset, rest: readonly Preset[]): void => {
    onChange(rest);
    toast(t("settings.presets.removed", { name: preset.name }), { label: t("settings.presets.undo"), run: () => bringingBack.run(preset) });
  };
  return (
    <>
      <ActionError {...bringingBack} />
      {presets.length === 0 && (
        <Empty icon="sheet" title={t("settings.presets.none")}>
          <ButtonLink kind="quiet" icon="check-in" href="/clinic/record">{t("settings.presets.record")}</ButtonLink>
        </Empty>
      )}
      {presets.length > 0 && (
        <Rows label={t("settings.presets")}>
          {presets.map((preset) => <PresetRow key={preset.id} preset={preset} onRenamed={onChange} onRemoved={(rest) => onRemoved(preset, rest)} />)}
        </Rows>
      )}
    </>
  );
}

function PresetRow({ preset, onRenamed, onRemoved }: { preset: Preset; onRenamed: OnChange; onRemoved: OnChange }) {
  const [isRenaming, setRenaming] = useState(false);
  const removing = useAsyncAction(() => deletePreset(preset.id), onRemoved);
  const { name } = preset;
  const detail = (
    <>
      {summary(preset)}
      <ActionError {...removing} />
      {isRenaming ? (
        <Renaming preset={preset} onDone={() => setRenaming(false)} onRenamed={onRenamed} />
      ) : (
        <span class="preset__buttons">
          <Button kind="plain" label={t("settings.presets.rename-named", { name })} onClick={() => setRenaming(true)}>{t("settings.presets.rename")}</Button>
          <Button kind="plain" busy={removing.busy} label={t("settings.presets.remove-named", { name })} onClick={removing.run}>{t("settings.presets.remove")}</Button>
        </span>
      )}
    </>
  );
  return <Row icon="sheet" title={name} detail={detail} />;
}

function Renaming({ preset, onDone, onRenamed }: { preset: Preset; onDone: () => void; onRenamed: OnChange }) {
  const [name, setName] = useState(preset.name);
  const saving = useAsyncAction(() => renamePreset(preset.id, name.trim()), (presets) => {
    onDone();
    onRenamed(presets);
  });
  return (
    <form class="preset__form" noValidate onSubmit={(event) => { event.preventDefault(); if (name.trim() !== "") saving.run(); }}>
      <Field label={t("settings.presets.name")} value={name} onInput={setName} more={{ maxLength: MAX_NAME, autocomplete: "off" }} />
      <ActionError {...saving} />
      <span class="preset__buttons">
        <Button submit kind="quiet" busy={saving.busy} disabled={name.trim() === ""}>{t("common.save")}</Button>
        <Button kind="plain" onClick={onDone}>{t("settings.presets.cancel")}</Button>
      </span>
    </form>
  );
}

/** What is filled in, in short: areas with depth, then devices and products. */
function summary({ applied }: Preset): string {
  const areas = applied.kind === "needling"
    ? applied.areas.map(({ area, depth_mm: depth }) => t("settings.presets.depth", { area: areaLabel(area), depth }))
    : applied.areas.map(({ area }) => areaLabel(area));
  const values = Object.entries<unknown>(applied).flatMap(([field, value]): readonly unknown[] => (field === "kind" ? [] : Array.isArray(value) ? value : [value]));
  return [areas.join(", "), ...values.filter((value) => typeof value === "string" && value !== "")].join(" · ");
}
