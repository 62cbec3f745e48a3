import { useState } from "preact/hooks";
import { changeMe } from "../../actions/account";
import { SKIN_CUES, type SkinCue } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { me } from "../../state/auth-session";
import { ActionError, Card, Choices, Screen } from "../../ui";
import { useAutosave } from "./use-autosave";

/** How irritation shows on this person's skin, which decides what the check-in asks for. */
export default function Skin() {
  const [cues, setCues] = useState<readonly SkinCue[]>(me()?.skin_cues ?? []);
  const saving = useAutosave(cues, (chosen) => changeMe({ skin_cues: [...chosen] }));
  return (
    <Screen title={t("settings.skin")} lead={t("settings.cues.why")} back="/settings">
      <Card>
        <Choices
          legend={t("settings.cues")}
          options={SKIN_CUES.map((value) => ({ value, label: t(`settings.cue.${value}`) }))}
          values={cues}
          onChange={setCues}
        />
        <ActionError {...saving} />
      </Card>
    </Screen>
  );
}
