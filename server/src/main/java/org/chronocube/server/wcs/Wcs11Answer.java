// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.ows.XmlWriter;

/**
 * What GetCoverage of WCS 1.1 answers (OGC 07-067r2, clause 9.4): Coverages, then the file it
 * refers to.
 *
 * @param coverage what is answered
 * @param format of the file
 * @param extension of the file's name
 * @param file the file
 */
record Wcs11Answer(Coverage coverage, OutputFormat format, String extension, Encoded file)
    implements Delivery.Answer {

  private static final String BOUNDARY = "wcs";
  private static final String FILE_ID = "theCoverage";

  @Override
  public String contentType() {
    // The boundary comes last: QGIS reads it up to the end, or up to a quote.
    return "multipart/related; type=\"text/xml\"; boundary=" + BOUNDARY;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    ascii(
        out,
        "--"
            + BOUNDARY
            + "\r\nContent-Type: text/xml\r\nContent-ID: <urn:ogc:wcs:1.1:coverages>\r\n\r\n");
    coverages(out);
    ascii(
        out,
        "\r\n--"
            + BOUNDARY
            + "\r\nContent-Type: "
            + format.mediaType()
            + "\r\nContent-Description: coverage data\r\nContent-Transfer-Encoding: binary"
            + "\r\nContent-ID: <"
            + FILE_ID
            + ">\r\nContent-Disposition: attachment; filename=\""
            + coverage.id()
            + "."
            + extension
            + "\"\r\n\r\n");
    file.writeTo(out);
    ascii(out, "\r\n--" + BOUNDARY + "--\r\n");
  }

  private void coverages(OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      Wcs11.declare(xml, "wcsCoverages.xsd");
      xml.open("wcs:Coverages").open("wcs:Coverage");
      xml.element("ows:Title", coverage.title());
      xml.optional("ows:Abstract", coverage.layer().description());
      xml.element("ows:Identifier", coverage.layer().prefixedName());
      xml.empty(
          "ows:Reference",
          "xlink:href",
          "cid:" + FILE_ID,
          "xlink:role",
          "urn:ogc:def:role:WCS:1.1:Pixels");
      xml.end().end();
    }
  }

  private static void ascii(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
