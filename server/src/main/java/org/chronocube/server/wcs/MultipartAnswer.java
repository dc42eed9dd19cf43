// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.RasterSource;

/**
 * A coverage as GML with its pixels in a second part (OGC 09-146r2, clause 10; RFC 2387).
 *
 * @param document the first part but for its range set
 * @param fileName of the second part
 * @param mediaType of the second part
 * @param source what the first part describes
 * @param file the second part
 */
record MultipartAnswer(
    GmlDocument document, String fileName, String mediaType, RasterSource source, Encoded file)
    implements Delivery.Answer {

  private static final String BOUNDARY = "wcs";

  @Override
  public String contentType() {
    return "multipart/related; boundary="
        + BOUNDARY
        + "; type=\"application/gml+xml\"; start=\"<gml>\"";
  }

  @Override
  public void write(OutputStream out) throws IOException {
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
    document.write(
        source,
        out,
        xml -> {
          xml.open("gml:File");
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
          xml.end();
        });
  }

  private static void ascii(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
