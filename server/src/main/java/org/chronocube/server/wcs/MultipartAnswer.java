// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.time.TimeInterval;

/** A coverage as GML with its pixels in a second part (OGC 09-146r2, clause 10; RFC 2387). */
final class MultipartAnswer {

  private static final String BOUNDARY = "wcs";

  /** Content-Type of the whole. */
  static final String CONTENT_TYPE =
      "multipart/related; boundary=" + BOUNDARY + "; type=\"application/gml+xml\"; start=\"<gml>\"";

  private final String id;
  private final String fileName;
  private final String mediaType;
  private final Axes axes;
  private final RasterSource source;

  /**
   * @param id of the coverage
   * @param fileName of the second part
   * @param mediaType of the second part
   */
  MultipartAnswer(String id, String fileName, String mediaType, Axes axes, RasterSource source) {
    this.id = id;
    this.fileName = fileName;
    this.mediaType = mediaType;
    this.axes = axes;
    this.source = source;
  }

  void write(Encoded file, OutputStream out) throws IOException {
    String reference = "coverage/" + fileName;
    ascii(
        out,
        "--" + BOUNDARY + "\r\nContent-Type: application/gml+xml\r\nContent-ID: <gml>\r\n\r\n");
    gml("cid:" + reference, out);
    ascii(
        out,
        "\r\n--"
            + BOUNDARY
            + "\r\nContent-Type: "
            + mediaType
            + "\r\nContent-Description: coverage data\r\nContent-Transfer-Encoding: binary"
            + "\r\nContent-ID: <"
            + reference
            + ">\r\nContent-Disposition: attachment; filename=\""
            + fileName
            + "\"\r\n\r\n");
    file.writeTo(out);
    ascii(out, "\r\n--" + BOUNDARY + "--\r\n");
  }

  private void gml(String reference, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      GmlCoverage.declare(xml);
      xml.schemaLocation(
          "http://www.opengis.net/gmlcov/1.0",
          "http://schemas.opengis.net/gmlcov/1.0/gmlcovAll.xsd");
      GmlCoverage gml = new GmlCoverage(xml, id, source.grid(), axes);
      xml.open("gmlcov:RectifiedGridCoverage", "gml:id", id);
      gml.boundedBy(time());
      gml.domainSet();
      xml.open("gml:rangeSet").open("gml:File");
      xml.empty(
          "gml:rangeParameters",
          "xlink:arcrole",
          "fileReference",
          "xlink:href",
          reference,
          "xlink:role",
          mediaType);
      xml.element("gml:fileReference", reference);
      xml.empty("gml:fileStructure");
      xml.element("gml:mimeType", mediaType);
      xml.end().end();
      gml.coverageFunction();
      gml.rangeType(source.bands());
      xml.end();
    }
  }

  private Optional<TimeInterval> time() {
    if (source.times().isEmpty()) {
      return Optional.empty();
    }
    TimeInterval first = source.times().get(0);
    TimeInterval last = source.times().get(source.times().size() - 1);
    return Optional.of(TimeInterval.ofClosed(first.start(), last.last()));
  }

  private static void ascii(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
