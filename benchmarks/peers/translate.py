# SPDX-License-Identifier: Apache-2.0
"""gdal_translate as a command, its start included: that is how it is used."""
import shutil
import subprocess
import sys

import peer

command = shutil.which("gdal_translate")
if command is None:
    sys.exit("gdal_translate is not installed")


def window(source, target, window, options):
    creation = [text for option in options for text in ("-co", option)]
    subprocess.run(
        [command, "-q", "-srcwin", *map(str, window), source, target, *creation], check=True)
    return []


version = subprocess.run([command, "--version"], capture_output=True, text=True).stdout
peer.serve(version.split(",")[0], window=window)
