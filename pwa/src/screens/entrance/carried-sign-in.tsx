import { useEffect, useState } from "preact/hooks";
import { createInstallLink, type InstallLink } from "../../actions/entrance/install-link";
import { language, t } from "../../i18n";
import { timeOfDay } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Banner, Button, Card } from "../../ui";
import { FreshPasskey } from "../settings/fresh-passkey";

/**
 * Takes the patient's sign-in along into the app on the home screen of iOS, which has storage of its own. A manifest without a start
 * address makes iOS start the app at the address of this page, and the one-time link is put there for as long as it works.
 */
export function CarriedSignIn() {
  const [link, setLink] = useState(linkInAddress);
  const creating = useAsyncAction(createInstallLink, setLink);
  useLinkInAddress(link, () => setLink(null));
  if (link !== null) return <Banner tone="done" title={t("entrance.install.carried")}><p>{t("entrance.install.carried.text", { when: timeOfDay(link.expiresAt) })}</p></Banner>;
  return (
    <Card tone="sand" icon="key" title={t("entrance.install.carry")}>
      <p>{t("entrance.install.carry.text")}</p>
      <ActionError {...creating} />
      <Button wide busy={creating.busy} onClick={creating.run}>{t("entrance.install.carry.do")}</Button>
      <p class="small soft">{t("entrance.install.carry.else")}</p>
      <FreshPasskey />
    </Card>
  );
}

/** The link that this page had put into its address before it was reloaded, if it still works. */
function linkInAddress(): InstallLink | null {
  const expiresAt = (history.state as { installLinkUntil?: unknown } | null)?.installLinkUntil;
  const token = location.hash.slice(1);
  if (token !== "" && typeof expiresAt === "string" && Date.parse(expiresAt) > Date.now()) return { token, expiresAt };
  return null;
}

function useLinkInAddress(link: InstallLink | null, onEnd: () => void): void {
  useEffect(() => {
    if (link === null) {
      setAddress(null, "");
      return undefined;
    }
    setAddress({ installLinkUntil: link.expiresAt }, `#${link.token}`);
    const restoreManifest = startHere();
    const ending = setTimeout(onEnd, Date.parse(link.expiresAt) - Date.now());
    return () => {
      clearTimeout(ending);
      restoreManifest();
      setAddress(null, "");
    };
  }, [link]);
}

/** Change the address without a navigation, unless the person has left the page. */
function setAddress(state: object | null, hash: string): void {
  if (location.pathname === "/install") history.replaceState(state, "", `/install${hash}`);
}

/** Link the manifest without a start address, also after a change of language. Returns how to link the usual one again. */
function startHere(): () => void {
  const element = document.querySelector('link[rel="manifest"]');
  const link = (name: string): void => {
    const address = `/${name}.${language.value}.webmanifest`;
    if (element?.getAttribute("href") !== address) element?.setAttribute("href", address);
  };
  const observer = new MutationObserver(() => link("manifest.install"));
  if (element) observer.observe(element, { attributeFilter: ["href"] });
  link("manifest.install");
  return () => {
    observer.disconnect();
    link("manifest");
  };
}
