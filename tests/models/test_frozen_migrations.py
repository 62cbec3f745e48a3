"""A merged migration never changes, because existing databases have already applied it."""

from hashlib import sha256
from pathlib import Path

import pytest

import models.migrations

FROZEN = {
    "0001_initial.py": "a488b9bd3cbc5c8d7c300eef56c28ba789993c3f8bd3786fb4ac451f00b65b25",
    "0002_authors_desk.py": "9ff9491b6404ae82c1e2125c98a6589dfb17d701ea8301fcae007fa7413b8794",
    "0003_safety_corrections.py": "cbac1dbfa741a4a217554138920866c498b22c6cfd6a261196a8ceddd048b75e",
    "0004_own_data.py": "0cfe05ab5da31d41e348e36466b68ddfa9c3f6ee4cfdd425116c9a30c6f8a72e",
    "0005_exports.py": "25de3797d60c5c89aea44b806e60a0d5f25366c9e9253d46a73fdbfe877db154",
    "0006_own_sheets.py": "c45a07568ef083cd594cc17c5757d68e8174cedfec528842037fe800e92d4560",
    "0007_photo_eyes.py": "4f88d5fec322c68dc6a19365e86b462d908726a73809ec0eb840e888f5e51676",
    "0008_sharing.py": "9f5e9e01d8f988c1ad440d6688e96c15a5d0c7dcedb2da119bbc49884ee9d6fe",
    "0009_photo_places.py": "ecf7a7353ab3980cd886441a5637e14b247838247d77270474cb4a1d078fea4a",
    "0010_answered_entries.py": "e3747e84df749734811895bbb1b34eff7c8f84b19f9a58d76bf8d6e0903c221b",
    "0011_clinic_patients.py": "2ba99047199daebf77279de81d90ab7909f4d97018341b78b465d6da84adc2da",
    "0012_record_corrections.py": "6e84fffdca45b69ccfa0e81e1750082b8e56b9f8e14710f2877980a80917a79c",
    "0013_reviews.py": "1221d5702c7d7ea1235191788bf95465d15c76c9d2ae88e755c22864d4b209f5",
    "0014_team.py": "9c237872c09ad4ad183ebe51c6e7711ae8c0870d20f6737d6e841b790881d92b",
    "0015_photo_annotations.py": "8563e84e8bec30b1675843d1b88e6461c8ee3e968180bc92feccb4bb1e0dfb53",
    "0016_treatment_plans.py": "2cf54b91a3de944fa73d66830fc3af5b82b5ff2aa2da04fe0a2dc80cd1cbb801",
    "0017_stand_ins_and_handover.py": "dd863d468b4c05dd5438193f5408a4fcb7c8cac521086289c64f9a701df4d831",
    "0018_treatment_presets.py": "1e47d717e526ee209a2fbed9d809ccbf66d2e1ccb9bea1fbf19da83a979e60d0",
    "0019_missing_indexes.py": "29df3e891cd93a00dadd3364b83940424893ea7c3acc98b518c5ff32d53786f5",
    "0020_messages_to_practitioners.py": "315d10f0b696a1d62aba2ad8747d8ec8783b89769f26f9309a4bd40a72f9f857",
    "0021_baseline_photos.py": "588a2012dfac6f95dc447b36c0f160c959931487bdd03070f267a70a93199967",
    "0022_clinic_logo.py": "0ee8423e372795b58504bf1477417ade59797348ba460e91fd44f23cf7c913c3",
    "0023_image_hashes_and_server_state.py": "af13ea28cf1c2b6e995de878ed6e5da2abf0d27a831b28160bc68d51c909667f",
    "0024_encryption_keys.py": "5a0dcf67ccb79f479b872f6e876ab54994cd07a1315d5ed2101b7ced5812a3d9",
    "0025_photo_bytes.py": "4b85bd9e7fd769449e99bfb7a6c926aca06cabd801e40ebc4f2f883dca5cd6cd",
    "0026_audit_chain.py": "bc626e3fe3a9eeda7b091f8da2cb9af6bf0cfb55bcbd10018e871819931e3084",
    "0027_ways_in.py": "3b0679ced69cfce34e6fa9ab83ba3bbd990d026fe04d92e3b7a3be446d1f23cb",
}
"""The SHA-256 of every merged migration.

A database records the name of an applied migration, not its content. An edit would therefore reach new
databases only, and the tables of old and new ones would differ from then on. To change a table, write a new
migration (models/migrations/README.md) and add its hash here when it is merged. A hash in this list is only
ever replaced before the first release.
"""
FOLDER = Path(models.migrations.__file__).parent


@pytest.mark.parametrize("name", FROZEN)
def test_a_merged_migration_is_frozen(name: str) -> None:
    assert sha256((FOLDER / name).read_bytes()).hexdigest() == FROZEN[name]


def test_every_migration_is_on_the_list() -> None:
    assert {path.name for path in FOLDER.glob("[0-9]*.py")} == set(FROZEN)
