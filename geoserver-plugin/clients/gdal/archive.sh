#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The services with GDAL's programs (3.6 or later): a window of a coverage at a date, and a map of a date.
# usage: archive.sh [BASE [FOLDER]]
set -eu
base=${1:-http://127.0.0.1:8080/geoserver}
folder=${2:-gdal}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
for service in wcs wms; do
  sed "s#@BASE@#$base#" "$here/$service.xml" >"$folder/$service.xml"
done

echo "WCS 2.0.1, chronocube__belgium_s2 on 2023-04-05:"
gdalinfo "$folder/wcs.xml" | grep -E '^(Size|Origin|Pixel|Band)' | head -4
gdal_translate -q -of GTiff -srcwin 16 16 32 32 "$folder/wcs.xml" "$folder/field.tif"
gdalinfo -stats "$folder/field.tif" | grep STATISTICS_MEAN | head -1

echo "WMS 1.3.0, chronocube:bordeaux on 2016-05-04:"
gdal_translate -q -of PNG "$folder/wms.xml" "$folder/bordeaux.png"
gdalinfo "$folder/bordeaux.png" | grep -E '^Size'
echo "layers GDAL finds in the capabilities:"
gdalinfo "WMS:$base/wms?service=WMS&version=1.3.0&request=GetCapabilities" | grep -c 'SUBDATASET_[0-9]*_NAME'
