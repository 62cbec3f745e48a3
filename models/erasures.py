"""What was erased: ids and times, never content."""

from tortoise import fields
from tortoise.models import Model


class Erasure(Model):
    """An entry, a photo, a treatment or an account that its patient has erased; or a device of an erased account.

    `revision` is the patient's revision at that time, so that the other phones of the patient learn of it.
    `pending_files` are keys of images that must still be deleted; a key that ends with a slash stands for all images
    below it.
    """

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    kind = fields.CharField(max_length=16)  # server.domain.vocabulary.ErasedKind
    item_id = fields.UUIDField()  # of the erased row; of a device: derived from the hash of its token
    revision = fields.BigIntField()
    erased_at = fields.DatetimeField()
    pending_files = fields.JSONField[list[str]](default=list)

    class Meta:
        table = "erasure"
        unique_together = (("person_id", "kind", "item_id"),)
        indexes = (("person_id", "revision"), ("item_id",))
