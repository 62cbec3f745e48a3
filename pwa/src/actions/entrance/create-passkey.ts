import { api, bodyOf, type Shapes } from "../../api";
import { language } from "../../i18n";
import { phoneTimeZone } from "../../state/clock";
import { withFreshPasskey } from "../../state/fresh-passkey";
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
export async function createPasskey(asked: NewPasskey): Promise<void> {
  await register(await withFreshPasskey(() => start(asked)));
}

/** Create a passkey for the signed-in person in answer to a request for a fresh one. Throws `Problem` (passkey-not-fresh if only another passkey may allow it). */
export async function createMissingPasskey(name: string): Promise<void> {
  await register(await start({ name }));
}

function start({ name, link, clinic }: NewPasskey): Promise<Shapes["Ceremony"]> {
  const body = {
    link: link ?? null,
    display_name: name,
    language: language.value as Shapes["RegistrationStart"]["language"],
    time_zone: phoneTimeZone(),
    clinic_name: clinic?.name ?? null,
    clinic_phone: clinic?.phone ?? null,
  };
  return bodyOf(api.POST("/api/passkeys/registration-options", { body }));
}

async function register({ ceremony_id, options }: Shapes["Ceremony"]): Promise<void> {
  const credential = await makePasskey(options);
  const device_label = deviceLabel(navigator.userAgent);
  await completeSignIn(await bodyOf(api.POST("/api/passkeys/registration", { body: { ceremony_id, credential, device_label } })));
}
