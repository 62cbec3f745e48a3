import { useState } from "preact/hooks";
import { createPreset, loadPresets, type Preset } from "../../actions/recording";
import { MAX_NAME } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Banner, Button, Card, Field, toast, WhenLoaded } from "../../ui";
import { fillIn, missing, takeOut, toPreset, type RecordForm } from "./record-form";

interface PresetsProps {
  readonly form: RecordForm;
  readonly setForm: (form: RecordForm) => void;
}

/** The clinic's presets for this kind of treatment: a tap fills one in, to be checked. What is in the form can become one. */
export function Presets({ form, setForm }: PresetsProps) {
  const [loaded, again] = useLoaded(loadPresets);
  const [saved, setSaved] = useState<readonly Preset[] | null>(null);
  return (
    <Card title={t("practitioner.record.presets")} icon="sheet">
      <WhenLoaded loaded={loaded} again={again} lines={1}>
        {(presets) => <Chosen presets={(saved ?? presets).filter(({ applied }) => applied.kind === form.kind)} form={form} setForm={setForm} />}
      </WhenLoaded>
      <NewPreset form={form} onSaved={setSaved} />
    </Card>
  );
}

function Chosen({ presets, form, setForm }: PresetsProps & { presets: readonly Preset[] }) {
  if (presets.length === 0) return <p class="soft">{t("practitioner.record.presets.none")}</p>;
  return (
    <>
      <ul class="record__presets" aria-label={t("practitioner.record.presets")}>
        {presets.map((preset) => <li key={preset.id}><button type="button" class="last-value" onClick={() => setForm(fillIn(form, preset))}>{preset.name}</button></li>)}
      </ul>
      {form.filled && (
        <Banner alert title={t("practitioner.record.presets.filled", { name: form.filled.name })}>
          <p>{t("practitioner.record.presets.check")}</p>
          <Button kind="quiet" onClick={() => setForm(takeOut(form))}>{t("practitioner.record.presets.undo")}</Button>
        </Banner>
      )}
    </>
  );
}

/** Saves areas, depths, device and products under a name. Its lot numbers and its end point are of today, and are left out. */
function NewPreset({ form, onSaved }: { form: RecordForm; onSaved: (presets: readonly Preset[]) => void }) {
  const [name, setName] = useState<string | null>(null);
  const [id, setId] = useState(() => crypto.randomUUID());
  const saving = useAsyncAction((chosen: string) => createPreset({ id, name: chosen, applied: toPreset(form) }), (presets) => {
    toast(t("practitioner.record.presets.saved", { name: name ?? "" }));
    onSaved(presets);
    setId(crypto.randomUUID());
    setName(null);
  });
  if (!canBeSaved(form)) return null;
  if (name === null) return <Button kind="plain" icon="check-in" onClick={() => setName("")}>{t("practitioner.record.presets.create")}</Button>;
  const save = (): void => { if (name.trim() !== "") saving.run(name.trim()); };
  return (
    <div class="stack-s" ref={focusField}>
      <Field
        label={t("practitioner.record.presets.name")} hint={t("practitioner.record.presets.hint")} value={name} onInput={setName}
        more={{ maxLength: MAX_NAME, autocomplete: "off", onKeyDown: (event) => { if (event.key === "Enter") { event.preventDefault(); save(); } } }}
      />
      <ActionError {...saving} />
      <div class="row">
        <Button kind="quiet" busy={saving.busy} disabled={name.trim() === ""} onClick={save}>{t("practitioner.record.presets.save")}</Button>
        <Button kind="plain" onClick={() => setName(null)}>{t("practitioner.record.presets.cancel")}</Button>
      </div>
    </div>
  );
}

/** The button that was pressed is gone: go on where the name is typed. */
function focusField(box: HTMLElement | null): void {
  box?.querySelector("input")?.focus();
}

function canBeSaved(form: RecordForm): boolean {
  const ofToday = ["name", "at", "sheet", "acknowledged"];
  return Object.keys(missing(form)).every((fault) => ofToday.includes(fault));
}
