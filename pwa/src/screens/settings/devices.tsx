import { t } from "../../i18n";
import { Screen, Row, Rows } from "../../ui";
import { DeviceList } from "./device-list";
import { FreshPasskey } from "./fresh-passkey";
import { PasskeyList } from "./passkey-list";
import { RecoveryLinkList } from "./recovery-link-list";
import { SignOutEverywhere } from "./sign-out";
import "./settings.css";

/** How the person signs in, and where they are signed in. */
export default function SignInAndDevices() {
  return (
    <Screen title={t("settings.devices")} lead={t("settings.devices.lead")} back="/settings">
      <PasskeyList />
      <DeviceList />
      <RecoveryLinkList />
      <Rows>
        <Row icon="phone" title={t("settings.new-phone")} detail={t("settings.new-phone.detail")} href="/settings/new-phone" />
      </Rows>
      <SignOutEverywhere />
      <FreshPasskey />
    </Screen>
  );
}
