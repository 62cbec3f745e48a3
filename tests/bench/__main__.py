"""`make bench`: what the house measures against others, in turns. Exit 1 below what is wanted."""

import sys

from tests.bench import diary, photos

sys.exit(not all([photos.run(), diary.run()]))
