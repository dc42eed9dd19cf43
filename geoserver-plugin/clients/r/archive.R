#!/usr/bin/env Rscript
# SPDX-License-Identifier: Apache-2.0
# The services from R, with the requests that ows4R sends: capabilities, the values of a coverage at a
# date as GeoTIFF, and a time series by WPS, drawn as a chart.
# usage: Rscript archive.R [BASE [FOLDER]]
# Where processes take a login, it is in the environment: CHRONOCUBE_USER and CHRONOCUBE_PASSWORD.
# Needs the packages httr, xml2 and jsonlite (Debian: r-cran-httr, r-cran-xml2).
library(httr)
library(xml2)
library(jsonlite)

arguments <- commandArgs(trailingOnly = TRUE)
base <- if (length(arguments) >= 1) arguments[1] else "http://127.0.0.1:8080/geoserver"
folder <- if (length(arguments) >= 2) arguments[2] else "r-output"
dir.create(folder, showWarnings = FALSE, recursive = TRUE)

ask <- function(path, query) {
  answer <- GET(paste0(base, path), query = query)
  stop_for_status(answer, paste("ask", path))
  answer
}

document <- function(answer) read_xml(content(answer, "raw"))

# Maps: names and dates of the layers (ows4R: WMSClient$new(url, "1.3.0")$getLayers()).
wms <- document(ask("/wms", list(service = "WMS", version = "1.3.0", request = "GetCapabilities")))
space <- c(wms = "http://www.opengis.net/wms")
layers <- xml_find_all(wms, "//wms:Layer[wms:Dimension[@name='time']]", space)
for (layer in layers) {
  times <- strsplit(xml_text(xml_find_first(layer, "wms:Dimension[@name='time']", space)), ",")[[1]]
  cat(sprintf("%s: %d dates\n", xml_text(xml_find_first(layer, "wms:Name", space)), length(times)))
}

# A coverage: what it is, and its values at a date (ows4R: WCSClient$new(url, "2.0.1")$getCoverage(...)).
coverage <- "chronocube__belgium_ndvi"
description <- document(ask("/wcs", list(
  service = "WCS", version = "2.0.1", request = "DescribeCoverage", coverageId = coverage)))
envelope <- xml_find_first(description, "//*[local-name()='boundedBy']/*")
cat(coverage, xml_attr(envelope, "axisLabels"), xml_text(xml_find_first(envelope, "*[1]")), "\n")
tiff <- file.path(folder, "belgium-ndvi-2023-04-05.tif")
values <- ask("/wcs", list(
  service = "WCS", version = "2.0.1", request = "GetCoverage", coverageId = coverage, format = "image/tiff",
  subset = 'time("2023-04-05T00:00:00.000Z")'))
writeBin(content(values, "raw"), tiff)
cat(sprintf("%s: %d bytes\n", tiff, file.size(tiff)))

# A time series at a point by WPS 1.0.0 (ows4R: WPSClient$new(url, "1.0.0")$execute(...)).
execute <- '<?xml version="1.0" encoding="UTF-8"?>
<wps:Execute service="WPS" version="1.0.0" xmlns:wps="http://www.opengis.net/wps/1.0.0"
    xmlns:ows="http://www.opengis.net/ows/1.1">
  <ows:Identifier>datacube:TimeSeries</ows:Identifier>
  <wps:DataInputs>
    <wps:Input><ows:Identifier>cube</ows:Identifier>
      <wps:Data><wps:LiteralData>slovenia_ndvi</wps:LiteralData></wps:Data></wps:Input>
    <wps:Input><ows:Identifier>area</ows:Identifier>
      <wps:Data><wps:ComplexData mimeType="application/wkt">POINT (14.557 45.87)</wps:ComplexData></wps:Data></wps:Input>
  </wps:DataInputs>
  <wps:ResponseForm>
    <wps:RawDataOutput mimeType="application/json"><ows:Identifier>series</ows:Identifier></wps:RawDataOutput>
  </wps:ResponseForm>
</wps:Execute>'
user <- Sys.getenv("CHRONOCUBE_USER")
login <- if (nzchar(user)) authenticate(user, Sys.getenv("CHRONOCUBE_PASSWORD"))
answer <- POST(paste0(base, "/wps"), login, body = execute, content_type("text/xml"))
stop_for_status(answer, "run datacube:TimeSeries")
features <- fromJSON(content(answer, "text", encoding = "UTF-8"))$features$properties
print(head(features, 3))
instants <- as.POSIXct(features$time, format = "%Y-%m-%dT%H:%M:%S", tz = "UTC")
png(file.path(folder, "series.png"), width = 700, height = 360, type = "cairo")
plot(instants, features$mean, type = "b", pch = 19, cex = 0.6, col = "darkgreen", xlab = "", ylab = "NDVI",
     main = "NDVI at 14.557 E, 45.870 N (datacube:TimeSeries)")
invisible(dev.off())
cat(sprintf("%s: %d dates\n", file.path(folder, "series.png"), length(instants)))
