import { useEffect } from "preact/hooks";
import { Banner, ButtonLink, Card, Screen } from "../../../ui";
import type { AssessedFinding } from "../../../domain/assessment";
import type { Treatment } from "../../../domain/diary";
import type { Finding, Symptom } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { openGrants } from "../../../state/diary";
import { RuleInFull } from "../rule-sheet";

/** After a check-in that holds something to bring to the practitioner: the rule, whom to tell, and what this app is not. */
export function WorthTelling({ treatment, raised }: { treatment: Treatment; raised: readonly AssessedFinding[] }) {
  const { clinic_phone: phone, clinic_name: clinic } = treatment;
  useEffect(() => scrollTo(0, 0), []); // it takes the place of a long form, which was read to its end
  return (
    <Screen title={t("patient.telling.title")} lead={t("patient.telling.lead")}>
      {raised.map((found) => (
        <Card key={`${found.kind} ${found.symptom ?? ""} ${found.finding ?? ""}`} tone="plum" icon="call" title={aboutText(found)}>
          <p>{t(`patient.telling.${found.kind}`)}</p>
          {found.rule && <RuleInFull rule={found.rule} />}
        </Card>
      ))}
      <div class="stack">
        {phone !== null && phone !== "" && (
          <a class="button button--primary button--wide" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
            {t("patient.telling.call", { clinic: clinic ?? "", phone })}
          </a>
        )}
        {treatment.practitioner_name !== null && openGrants.value.length === 0 && (
          <ButtonLink href="/share" kind="quiet" icon="share" wide>
            {t("patient.telling.share", { name: treatment.practitioner_name })}
          </ButtonLink>
        )}
        <Banner title={t("patient.telling.not-emergency")}>
          <p>{t("patient.telling.emergency")}</p>
        </Banner>
        <ButtonLink href="/" kind="plain">
          {t("patient.telling.done")}
        </ButtonLink>
      </div>
    </Screen>
  );
}

function aboutText({ symptom, finding, zone }: AssessedFinding): string {
  if (finding !== null) {
    const what = t(`common.finding.${finding satisfies Finding}`);
    return zone === null ? what : t("patient.telling.at", { what, zone: t(`common.zone.${zone}`) });
  }
  return symptom === "inflammation" || symptom === null ? t("patient.telling.inflammation") : t(`common.symptom.${symptom as Symptom}`);
}
