import { useState } from "preact/hooks";
import { handOver, loadHandover, type HandoverPreview } from "../../actions/team";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Button, ButtonLink, Card, Choice, Empty, Screen, toast, useLocation, WhenLoaded, type ScreenProps } from "../../ui";
import { FreshPasskey } from "./fresh-passkey";
import "./settings.css";

/** The patients of one member of the team go to a colleague. */
export default function Handover({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadHandover(id), id);
  return (
    <Screen title={t("settings.handover")} back="/settings/team">
      <WhenLoaded loaded={loaded} again={again}>{(preview) => <Preview id={id} preview={preview} />}</WhenLoaded>
      <FreshPasskey />
    </Screen>
  );
}

function Preview({ id, preview }: { id: string; preview: HandoverPreview }) {
  const { display_name: name, patients, successors } = preview;
  if (patients === 0) return <Empty icon="people" title={t("settings.handover.none")}><p>{t("settings.handover.none.text", { name })}</p></Empty>;
  if (successors.length === 0) return <Nobody />;
  return <Form id={id} preview={preview} />;
}

function Nobody() {
  return (
    <Empty icon="people" title={t("settings.handover.nobody")}>
      <p>{t("settings.handover.nobody.text")}</p>
      <ButtonLink href="/settings/colleague" icon="check-in">{t("settings.team.invite")}</ButtonLink>
    </Empty>
  );
}

function Form({ id, preview: { display_name: name, patients, sharing, successors } }: { id: string; preview: HandoverPreview }) {
  const [, go] = useLocation();
  const [to, setTo] = useState<string | null>(successors.length === 1 ? (successors[0]?.id ?? null) : null);
  const done = (): void => {
    toast(t("settings.handover.done", { name: successors.find((each) => each.id === to)?.display_name ?? "" }));
    go("/settings/team", { replace: true });
  };
  const moving = useAsyncAction(async () => {
    if (to !== null) await handOver(id, to);
  }, done);
  return (
    <Card title={t("settings.handover.lead", { name })} icon="people">
      <ul class="settings-list">
        <li>{t("settings.handover.patients", { count: patients })}</li>
        {sharing > 0 && <li>{t("settings.handover.sharing", { count: sharing, name })}</li>}
        <li>{t("settings.handover.stays")}</li>
      </ul>
      <Choice legend={t("settings.handover.to")} value={to} onChange={setTo} options={successors.map((each) => ({ value: each.id, label: each.display_name }))} shape="list" />
      <ActionError {...moving} />
      <Button wide busy={moving.busy} disabled={to === null} onClick={moving.run}>{t("settings.handover.do")}</Button>
    </Card>
  );
}
