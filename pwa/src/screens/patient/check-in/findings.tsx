import { useEffect } from "preact/hooks";
import { Banner, ButtonLink, Screen } from "../../../ui";
import type { Finding } from "../../../domain/assessment";
import { isActive, type Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { onPhone } from "../../../state/diary";
import { ClinicOpen } from "../clinic-open";
import { FindingCard } from "../finding-card";

/** After a check-in that raised a finding: the rule behind it, whom to call, and that nobody monitors this diary. */
export function Findings({ treatment, findings }: { treatment: Treatment; findings: readonly Finding[] }) {
  const { clinic_phone: phone, clinic_name: clinic, practitioner_name: name } = treatment;
  const isShared = onPhone.value?.grants.some((grant) => grant.treatment_id === treatment.id && isActive(grant, now.value)) ?? false;
  useEffect(() => scrollTo(0, 0), []); // it replaces a long form that was scrolled to its end
  return (
    <Screen title={t("patient.finding.title")} lead={t("patient.finding.lead")}>
      {findings.map((finding) => (
        <FindingCard key={`${finding.symptom ?? ""} ${finding.sign ?? ""} ${finding.area ?? ""} ${finding.since_at}`} finding={finding} of={treatment} />
      ))}
      <div class="stack">
        {phone !== null && phone !== "" && (
          <div class="stack-s">
            {clinic !== null && <strong>{clinic}</strong>}
            <a class="button button--primary button--wide" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
              {t("patient.call.own", { phone })}
            </a>
            <ClinicOpen treatment={treatment} />
          </div>
        )}
        {name !== null && !isShared && (
          <ButtonLink href="/share" kind="quiet" icon="share" wide>
            {t("patient.finding.share", { name })}
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
