#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes centre.tif and touched.tif, what gdal_rasterize burns of area.wkt. Needs GDAL's tools.
# Usage: make-expected.sh [path to gdal_rasterize]
set -eu
cd "$(dirname "$0")"
rasterize=${1:-gdal_rasterize}
printf 'id,WKT\n1,"%s"\n' "$(tr -d '\n' < area.wkt)" > area.csv
for mode in centre touched; do
  flag=
  if [ $mode = touched ]; then flag=-at; fi
  rm -f $mode.tif
  # shellcheck disable=SC2086
  "$rasterize" -q $flag -burn 1 -a_srs EPSG:32631 -te 600000 5000000 601000 5001000 -tr 10 10 \
    -ot Byte -co COMPRESS=DEFLATE area.csv $mode.tif
done
rm area.csv
"$rasterize" --version > version.txt
