import { useEffect } from "preact/hooks";
import { Banner, ButtonLink, Card, Screen } from "../../../ui";
import type { Finding } from "../../../domain/assessment";
import type { Treatment } from "../../../domain/diary";
import type { Sign, Symptom } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { openGrants } from "../../../state/diary";
import { RuleDetails } from "../rule-dialog";

/** Shown after a check-in with findings: what the sheet says, whom to call, and that this app is no emergency service. */
export function Findings({ treatment, findings }: { treatment: Treatment; findings: readonly Finding[] }) {
  const { clinic_phone: phone, clinic_name: clinic } = treatment;
  useEffect(() => scrollTo(0, 0), []); // it replaces a long form that was scrolled to its end
  return (
    <Screen title={t("patient.finding.title")} lead={t("patient.finding.lead")}>
      {findings.map((finding) => (
        <Card key={`${finding.kind} ${finding.symptom ?? ""} ${finding.sign ?? ""}`} tone="plum" icon="call" title={aboutText(finding)}>
          <p>{t(`patient.finding.${finding.kind}`)}</p>
          {finding.rule && <RuleDetails rule={finding.rule} />}
        </Card>
      ))}
      <div class="stack">
        {phone !== null && phone !== "" && (
          <a class="button button--primary button--wide" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
            {t("patient.finding.call", { clinic: clinic ?? "", phone })}
          </a>
        )}
        {treatment.practitioner_name !== null && openGrants.value.length === 0 && (
          <ButtonLink href="/share" kind="quiet" icon="share" wide>
            {t("patient.finding.share", { name: treatment.practitioner_name })}
          </ButtonLink>
        )}
        <Banner title={t("patient.finding.not-emergency")}>
          <p>{t("patient.finding.emergency")}</p>
        </Banner>
        <ButtonLink href="/" kind="plain">
          {t("patient.finding.done")}
        </ButtonLink>
      </div>
    </Screen>
  );
}

function aboutText({ symptom, sign, area }: Finding): string {
  if (sign !== null) {
    const what = t(`common.sign.${sign satisfies Sign}`);
    return area === null ? what : t("patient.finding.at", { what, area: t(`common.area.${area}`) });
  }
  return symptom === "inflammation" || symptom === null ? t("patient.finding.inflammation") : t(`common.symptom.${symptom as Symptom}`);
}
