import { answered, api, type Shapes } from "../../api";
import { signedIn } from "../../state/session";

/** Changes what the server knows of the person: name, language, skin cues. Parts left out stay. */
export async function changeMe(change: Partial<Shapes["MeChange"]>): Promise<void> {
  signedIn(await answered(api.PATCH("/api/me", { body: change as Shapes["MeChange"] })));
}
