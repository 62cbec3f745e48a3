import { useState } from "preact/hooks";
import { makeShareLink, type ShareLinkMade } from "../../../actions/sharing";
import type { Treatment } from "../../../domain/diary";
import { MAX_LINK_NAME, MAX_SHARE_LINK_DAYS } from "../../../domain/vocabulary";
import { loadMessages, t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { ActionError, Button, Card, Field, lazy } from "../../../ui";
import { ScopeForm, useScope } from "./scope-form";

/** Asks for the passkey that the server wants before it makes a link. Loaded with the form, before it can be needed. */
const FreshPasskey = lazy(async () => {
  const [dialog] = await Promise.all([import("../../settings/fresh-passkey"), loadMessages("entrance")]);
  return dialog.FreshPasskey;
});

interface MakeLinkProps {
  readonly treatments: readonly Treatment[];
  readonly onMade: (made: ShareLinkMade) => void;
}

/** Make a link with a separate code, for somebody without an account. */
export function MakeLink({ treatments, onMade }: MakeLinkProps) {
  const [open, setOpen] = useState(false);
  return (
    <Card title={t("patient.share.link.title")} icon="qr">
      <p>{t("patient.share.link.what")}</p>
      {open ? (
        <LinkForm treatments={treatments} onMade={onMade} />
      ) : (
        <Button kind="quiet" icon="share" onClick={() => setOpen(true)}>
          {t("patient.share.link.open")}
        </Button>
      )}
    </Card>
  );
}

function LinkForm({ treatments, onMade }: MakeLinkProps) {
  const scope = useScope({ treatments, lengths: ["7", "14", "30"], usual: "14", days: MAX_SHARE_LINK_DAYS });
  const [name, setName] = useState("");
  const { consent } = scope;
  const making = useAsyncAction(() => (consent ? makeShareLink({ ...consent, name }) : Promise.resolve(undefined)), (made) => made && onMade(made));
  return (
    <>
      <Field
        label={t("patient.share.link.name")}
        optional
        value={name}
        onInput={setName}
        hint={t("patient.share.link.name-hint")}
        more={{ maxLength: MAX_LINK_NAME, autocomplete: "off" }}
      />
      <ScopeForm scope={scope} byLink />
      <FreshPasskey />
      <ActionError {...making} />
      <Button icon="qr" busy={making.busy} disabled={!consent} onClick={making.run}>
        {t("patient.share.link.make")}
      </Button>
    </>
  );
}
