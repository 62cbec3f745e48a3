import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { ActionError, Banner, BottomSheet, Button, Empty, NotLoaded, Skeleton, toast } from "../../ui";
import { word } from "./words";

const TONES = ["info", "attention", "done", "wait"] as const;

/** Notices in the page, a toast, and a dialog over which the toast can still be tapped. */
export function Notices() {
  const [open, setOpen] = useState(false);
  const show = (): void => toast(t("common.link.copied"), { label: t("common.retry"), run: () => undefined });
  return (
    <section class="stack">
      <h2>{word("notices")}</h2>
      {TONES.map((tone) => (
        <Banner key={tone} tone={tone} title={word("sample")}>
          <p>{word("quick")}</p>
        </Banner>
      ))}
      <div class="row">
        <Button kind="quiet" onClick={show}>{word("toast")}</Button>
        <Button kind="quiet" onClick={() => setOpen(true)}>{word("open")}</Button>
      </div>
      <BottomSheet open={open} title={word("sample")} onClose={() => setOpen(false)}>
        <p>{word("quick")}</p>
        <Button onClick={show}>{word("toast")}</Button>
      </BottomSheet>
    </section>
  );
}

/** What a screen shows instead of its content: nothing yet, still loading, failed, without a network. */
export function States() {
  return (
    <>
      <section class="stack">
        <h2>{word("loading")}</h2>
        <Skeleton lines={4} />
      </section>
      <Empty icon="diary" title={word("empty")}>
        <p>{word("long")}</p>
        <Button>{t("common.nav.check-in")}</Button>
      </Empty>
      <section class="stack">
        <h2>{word("failed")}</h2>
        <ActionError problem="bad-response" retry={() => undefined} />
        <ActionError problem="passkey-cancelled" />
        <NotLoaded again={() => undefined} />
      </section>
      <section class="stack">
        <h2>{word("offline")}</h2>
        <ActionError problem="offline" retry={() => undefined} />
      </section>
    </>
  );
}
