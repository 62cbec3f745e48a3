/** The patient's Today and "Can I …?", for the scene that the page of the author sends. Runs in a frame (main.tsx). */

import "../../../ui/tokens.css";
import "../../../ui/base.css";
import "../../../ui/kit.css";
import "../../../ui/fonts.css";
import "./phone.css";
import { batch, effect, signal } from "@preact/signals";
import { render } from "preact";
import type { Treatment } from "../../../domain/diary";
import { treeOf } from "../../../domain/topics";
import { extendedTree } from "../../../domain/topics-extended";
import { language, loadMessages, setLanguage, t } from "../../../i18n";
import { now } from "../../../state/clock";
import { onPhone, treatment } from "../../../state/diary";
import { topics } from "../../../state/topic-tree";
import { Screen } from "../../../ui";
import { Question } from "../../patient/ask/question";
import { titleOf } from "../../patient/sheet-language";
import { Now } from "../../patient/today/now";
import { entriesOf, momentOf, treatmentOf, type FromPhone, type PhoneScreen, type Scene, type ToPhone } from "./scene";

/**
 * Links, and buttons that save or send something. Controls that only open or close something, and the field of "Can I
 * …?", do work.
 */
const INERT = 'a[href], .button:not(.button--plain, [type="submit"])';
const TEXTS = ["core", "problems", "today", "patient", "answers"] as const;

const shown = signal<PhoneScreen | undefined>(undefined);
const moment = signal(0);
let latest: Scene | undefined;

/** Show what the page sends. */
export function start(root: Element): void {
  addEventListener("message", ({ data, source }: MessageEvent<unknown>) => {
    if (source === parent && isOurs(data)) receive(data).catch(() => tell("phone-failed"));
  });
  for (const kind of ["click", "auxclick"] as const) document.addEventListener(kind, explainInert, { capture: true });
  // The app's clock keeps running; the preview's stands still.
  effect(() => {
    if (moment.value !== 0 && now.value !== moment.value) now.value = moment.value;
  });
  render(<Shown />, root);
  tell("phone-ready");
}

/** Browser extensions and test tools send messages of their own. */
function isOurs(data: unknown): data is ToPhone {
  return typeof data === "object" && data !== null && "type" in data && (data.type === "topics" || data.type === "scene");
}

function tell(what: FromPhone): void {
  parent.postMessage(what, origin);
}

function explainInert(event: Event): void {
  if (!(event.target instanceof Element) || !event.target.closest(INERT)) return;
  event.preventDefault();
  event.stopPropagation();
  tell("phone-inert");
}

async function receive(message: ToPhone): Promise<void> {
  if (message.type === "topics") {
    topics.value = treeOf(message.data);
    return;
  }
  const { scene, screen } = message;
  latest = scene;
  await speak(scene.language);
  if (latest === scene) show(scene, screen);
}

async function speak(code: string): Promise<void> {
  if (shown.value === undefined) {
    language.value = code;
    await loadMessages(...TEXTS);
  } else if (language.value !== code) await setLanguage(code);
}

function show(scene: Scene, screen: PhoneScreen): void {
  if (scene.theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = scene.theme;
  batch(() => {
    onPhone.value = { treatments: [treatmentOf(scene)], entries: entriesOf(scene), ...NOTHING_ELSE };
    moment.value = momentOf(scene);
    shown.value = screen;
  });
}

const NOTHING_ELSE = { photos: [], replies: [], grants: [], access_records: [], outbox: [], notices: [] } as const;

function Shown() {
  if (shown.value === undefined || treatment.value === undefined) return null;
  return shown.value === "today" ? <Now treatment={treatment.value} /> : <Ask treatment={treatment.value} />;
}

function Ask({ treatment: current }: { treatment: Treatment }) {
  return (
    <Screen title={t("patient.ask.title")} lead={t("patient.ask.lead", { sheet: titleOf(current) })}>
      {topics.value && <Question treatments={[current]} tree={extendedTree(topics.value, current.timeline.topics)} />}
    </Screen>
  );
}
