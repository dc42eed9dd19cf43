#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes expected/*.tif, what gdalwarp makes of sample scenes, from cases.txt.
# Needs GDAL's command-line tools; version.txt says which made what is stored here.
# Usage: make-expected.sh [path to gdalwarp]
set -eu
cd "$(dirname "$0")"
gdalwarp=${1:-gdalwarp}
archive=../../../../../../../../data-dir/archive
rm -rf expected
mkdir expected
"$gdalwarp" --version > version.txt
sed -e '/^#/d' -e '/^$/d' cases.txt | while IFS='|' read -r name source method options; do
  overviews="-ovr NONE"
  case $options in *-ovr*) overviews= ;; esac
  # shellcheck disable=SC2086
  "$gdalwarp" -q -et 0 $overviews -wo SAMPLE_GRID=YES -r "$(echo $method)" $options \
    -co COMPRESS=DEFLATE -co PREDICTOR=2 -co ZLEVEL=9 \
    "$archive/$(echo $source)" "expected/$(echo $name).tif"
done
