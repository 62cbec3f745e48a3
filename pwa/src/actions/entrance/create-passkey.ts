import { api, bodyOf, type Shapes } from "../../api";
import { language } from "../../i18n";
import { phoneTimeZone } from "../../state/clock";
import { completeSignIn } from "./complete-sign-in";
import { deviceLabel } from "./device-label";
import { makePasskey } from "./passkeys";

interface NewPasskey {
  name: string;
  /** Token of a one-time link. Without one, a new person starts alone, or a signed-in person adds a passkey. */
  link?: string;
  clinic?: { name: string; phone: string };
}

/** Create a passkey and sign this phone in: fetch the options, let the person confirm, register the result. */
export async function createPasskey({ name, link, clinic }: NewPasskey): Promise<void> {
  const { ceremony_id, options } = await bodyOf(
    api.POST("/api/passkeys/registration-options", {
      body: {
        link: link ?? null,
        display_name: name,
        language: language.value as Shapes["RegistrationStart"]["language"],
        time_zone: phoneTimeZone(),
        clinic_name: clinic?.name ?? null,
        clinic_phone: clinic?.phone ?? null,
      },
    }),
  );
  const credential = await makePasskey(options);
  const device_label = deviceLabel(navigator.userAgent);
  await completeSignIn(await bodyOf(api.POST("/api/passkeys/registration", { body: { ceremony_id, credential, device_label } })));
}
