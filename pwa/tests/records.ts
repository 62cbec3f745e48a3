/** Records as the server sends them, complete and valid. */
import type { Grant, Photo, Reply, Treatment } from "../src/domain/diary";
import type { Timeline } from "../src/domain/timeline";

export function timeline(version = 1): Timeline {
  return {
    sheet: { id: "s", version, title: "Sheet", publisher: "", language: "en" },
    ...{ treated_at: "2026-11-18T10:00:00Z", time_zone: "Europe/Berlin", day_one: 1 },
    ...{ windows: [], milestones: [], series: null },
  };
}

export function treatment(version = 1): Treatment {
  return {
    ...{ id: "treatment", clinic_name: "Clinic", clinic_phone: null, clinic_hours: null, practitioner_name: "Bob", practitioner_id: "bob", handover_open: false },
    sheet: { key: "s", version, title: "Sheet", pasted: false },
    ...{ treated_at: "2026-11-18T10:00:00Z", time_zone: "Europe/Berlin" },
    applied: { kind: "needling", areas: [], device: "", products: [], numbing: "", end_point: "" },
    ...{ number_in_series: 1, next_treatment_at: null, withdrawn_at: null, timeline: timeline(version), plain_sentences: [], correction: null, revision: version },
  };
}

export function photo(id: string): Photo {
  return {
    ...{ id, entry_id: "e1", treatment_id: "treatment", angle: "front", area: null, place: null, taken_at: "2026-11-20T11:00:00Z", clock_offset_ms: null },
    ...{ width: 3, height: 4, sharpness: 120, brightness: 128, eyes: null, sha256: "ab".repeat(32), revision: 2 },
  };
}

export function reply(id: string): Reply {
  return { id, treatment_id: "treatment", entry_id: null, author_name: "Bob", text: "All good.", created_at: "2026-11-20T11:00:00Z", read_at: null, revision: 2 };
}

export function grant(id: string): Grant {
  return {
    ...{ id, treatment_id: "treatment", practitioner_name: "Bob", clinic_name: "Clinic", everyone: false, photos: true, notes: true },
    ...{ starts_at: "2026-11-18T10:00:00Z", ends_at: "2026-12-18T10:00:00Z", revoked_at: null, revision: 2 },
  };
}
