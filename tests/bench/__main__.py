"""`make bench`: against the limits of the house, and against others in turns. Exit 1 below what is wanted."""

import sys

from tests.bench import diary, photos, sheets
from tests.sheets import reader_score

print("\nReading a pasted sheet, against what was written down by hand:")
reader_score.main()
sys.exit(not all([sheets.run(), photos.run(), diary.run()]))
