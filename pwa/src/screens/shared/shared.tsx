import { useEffect, useState } from "preact/hooks";
import { loadSharedDiaries, openSharedDiary, type SharedDiaries } from "../../actions/shared-diary";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Button, Empty, Field, WhenLoaded } from "../../ui";
import { Frame } from "../entrance/frame";
import { onNextToken, takeToken } from "../entrance/link-token";
import { SharedDiary } from "./shared-diary";

/** A diary for somebody without an account: first the code, then what the link shows. Read only. */
export default function Shared() {
  const [token, setToken] = useState(takeToken);
  const [opened, setOpened] = useState<SharedDiaries>();
  useEffect(
    () =>
      onNextToken((next) => {
        setOpened(undefined);
        setToken(next);
      }),
    [],
  );
  const close = (): void => {
    setOpened(undefined);
    setToken(undefined);
  };
  if (opened) return <SharedDiary diaries={opened} onClosed={close} />;
  if (token === undefined) return <OpenedBefore onClosed={close} />;
  return <CodeForm key={token} token={token} onOpened={setOpened} />;
}

/** The page was opened again without its link: what is open in this browser, if anything is. */
function OpenedBefore({ onClosed }: { onClosed: () => void }) {
  const [loaded, again] = useLoaded(loadSharedDiaries);
  const closed = (): void => {
    onClosed();
    again();
  };
  return (
    <WhenLoaded loaded={loaded} again={again} frame={(content) => <Frame title={t("shared.title")}>{content}</Frame>}>
      {(diaries) => (diaries ? <SharedDiary diaries={diaries} onClosed={closed} /> : <Closed />)}
    </WhenLoaded>
  );
}

function Closed() {
  return (
    <Frame title={t("shared.title")}>
      <Empty icon="lock" title={t("shared.closed.title")}>
        <p>{t("shared.closed.text")}</p>
      </Empty>
    </Frame>
  );
}

function CodeForm({ token, onOpened }: { token: string; onOpened: (diaries: SharedDiaries) => void }) {
  const [code, setCode] = useState("");
  const opening = useAsyncAction(() => openSharedDiary(token, code), onOpened);
  const more = { autocomplete: "off", autocapitalize: "characters", spellcheck: false, maxLength: 20 } as const;
  return (
    <Frame title={t("shared.title")} lead={t("shared.lead")}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() !== "") opening.run();
        }}
      >
        <Field label={t("shared.code")} hint={t("shared.code.hint")} value={code} onInput={setCode} more={more} />
        <ActionError problem={opening.problem} />
        <Button wide submit icon="key" busy={opening.busy} disabled={code.trim() === ""}>
          {t("shared.open")}
        </Button>
      </form>
      <p class="small soft">{t("shared.logged")}</p>
    </Frame>
  );
}
