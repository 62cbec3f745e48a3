"""`make bench`: measure Afterglow against its limits and against alternatives. Exit 1 if a target is missed."""

import sys

from tests.bench import desk, diary, encryption, patients, photos, review, sheets
from tests.sheets import reader_score

print("\nImport of a pasted sheet, compared with rules written by hand:")
reader_score.main()
results = [each.run() for each in (sheets, desk, patients, review, photos, encryption, diary)]
sys.exit(not all(results))
