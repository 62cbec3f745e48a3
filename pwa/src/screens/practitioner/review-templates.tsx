import { useState } from "preact/hooks";
import { changeTemplate, createTemplate, deleteTemplate, loadTemplates, type ReplyTemplate } from "../../actions/replies";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, BottomSheet, Button, Field, Skeleton } from "../../ui";

interface TemplatesProps {
  /** What is typed: it can be saved as a template. */
  readonly text: string;
  readonly onChoose: (template: ReplyTemplate) => void;
}

/** The clinic's templates: a tap fills one in. They can be changed and deleted, and what is typed can become one. */
export function Templates({ text, onChoose }: TemplatesProps) {
  const [open, setOpen] = useState(false);
  const [templates, setTemplates] = useState<readonly ReplyTemplate[] | null>(null);
  const loading = useAsyncAction(loadTemplates, setTemplates);
  const show = (): void => {
    setOpen(true);
    loading.run();
  };
  const choose = (template: ReplyTemplate): void => {
    onChoose(template);
    setOpen(false);
  };
  return (
    <>
      <Button kind="plain" icon="note" onClick={show}>{t("practitioner.review.templates")}</Button>
      <BottomSheet open={open} title={t("practitioner.review.templates")} onClose={() => setOpen(false)}>
        <div class="stack">
          <ActionError {...loading} />
          {loading.busy && templates === null && <Skeleton lines={3} />}
          {templates?.length === 0 && <p class="soft">{t("practitioner.review.templates.none")}</p>}
          <ul class="stack-s">
            {templates?.map((template) => <Template key={template.id} template={template} onChoose={choose} onChange={setTemplates} />)}
          </ul>
          {templates !== null && <NewTemplate text={text} templates={templates} onChange={setTemplates} />}
        </div>
      </BottomSheet>
    </>
  );
}

interface TemplateProps {
  readonly template: ReplyTemplate;
  readonly onChoose: (template: ReplyTemplate) => void;
  readonly onChange: (templates: readonly ReplyTemplate[]) => void;
}

function Template({ template, onChoose, onChange }: TemplateProps) {
  const [edited, setEdited] = useState<string | null>(null);
  const deleting = useAsyncAction(() => deleteTemplate(template.id), onChange);
  const saving = useAsyncAction((text: string) => changeTemplate(template.id, text), (templates) => {
    setEdited(null);
    onChange(templates);
  });
  if (edited !== null) {
    return (
      <li class="stack-s">
        <Field label={t("practitioner.review.templates.text")} type="area" value={edited} onInput={setEdited} more={{ maxLength: 4000 }} />
        <ActionError {...saving} />
        <div class="row">
          <Button kind="quiet" busy={saving.busy} disabled={edited.trim() === ""} onClick={() => saving.run(edited)}>{t("practitioner.review.templates.save")}</Button>
          <Button kind="plain" onClick={() => setEdited(null)}>{t("practitioner.review.templates.cancel")}</Button>
        </div>
      </li>
    );
  }
  return (
    <li class="reply-template">
      <button type="button" class="reply-template__text" onClick={() => onChoose(template)}>{template.text}</button>
      <Button kind="plain" icon="edit" label={t("practitioner.review.templates.change", { text: template.text })} onClick={() => setEdited(template.text)}>{""}</Button>
      <Button kind="plain" icon="remove" busy={deleting.busy} label={t("practitioner.review.templates.delete", { text: template.text })} onClick={deleting.run}>{""}</Button>
      <ActionError {...deleting} />
    </li>
  );
}

/** Makes a template of what is typed, unless it is one already. */
function NewTemplate({ text, templates, onChange }: { text: string; templates: readonly ReplyTemplate[]; onChange: TemplateProps["onChange"] }) {
  const [id, setId] = useState(() => crypto.randomUUID());
  const saving = useAsyncAction(() => createTemplate(id, text), (saved) => {
    setId(crypto.randomUUID());
    onChange(saved);
  });
  if (text.trim() === "" || templates.some((template) => template.text === text)) return null;
  return (
    <>
      <ActionError {...saving} />
      <Button kind="quiet" icon="check-in" busy={saving.busy} onClick={saving.run}>{t("practitioner.review.templates.create")}</Button>
    </>
  );
}
