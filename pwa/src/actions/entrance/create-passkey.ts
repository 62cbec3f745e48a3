import { answered, api, type Shapes } from "../../api";
import { language } from "../../i18n";
import { completeSignIn } from "./complete-sign-in";
import { deviceLabel } from "./device-label";
import { makePasskey } from "./passkeys";

interface NewPasskey {
  name: string;
  /** The one-time link's token; without it somebody starts alone, or a signed-in person adds a passkey. */
  link?: string;
  clinic?: { name: string; phone: string };
}

/** Makes a passkey and signs this phone in: 1 ask the server, 2 ask the person, 3 tell the server. */
export async function createPasskey({ name, link, clinic }: NewPasskey): Promise<void> {
  const { ceremony_id, options } = await answered(
    api.POST("/api/passkeys/registration-options", {
      body: {
        link: link ?? null,
        display_name: name,
        language: language.value as Shapes["RegistrationStart"]["language"],
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        clinic_name: clinic?.name ?? null,
        clinic_phone: clinic?.phone ?? null,
      },
    }),
  );
  const credential = await makePasskey(options);
  const device_label = deviceLabel(navigator.userAgent);
  await completeSignIn(await answered(api.POST("/api/passkeys/registration", { body: { ceremony_id, credential, device_label } })));
}
