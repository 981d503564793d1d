"""The picture of the code is that of the code as it is."""

import subprocess
import sys


def test_the_picture_of_the_parts_and_rooms_is_new():
    drawn = subprocess.run(
        [sys.executable, "scripts/draw_house.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (drawn.returncode, drawn.stdout) == (0, "")
