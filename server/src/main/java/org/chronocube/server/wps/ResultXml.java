// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Base64;
import org.chronocube.server.ows.XmlWriter;

/** The content of an output inside the open element of a document, of either version. */
final class ResultXml {

  // A multiple of 3, so that the pieces of base64 join without padding.
  private static final int BASE64_PIECE = 3 * 4096;

  private static final int TEXT_PIECE = 1 << 15;

  private ResultXml() {}

  /** Writes an element, base64 or text, as the output's format has it. */
  static void write(Execution.Result result, XmlWriter xml) throws IOException {
    Format format = result.plan().format();
    if (format.fragment() != null) {
      format.fragment().write(result.value(), xml);
    } else if (format.binary()) {
      base64(result, xml);
    } else if (result.plan().field().binding() instanceof Binding.Complex) {
      cdata(result, xml);
    } else {
      xml.text(Files.readString(result.file()));
    }
  }

  // Piece by piece: neighbouring sections are one text to a parser.
  private static void cdata(Execution.Result result, XmlWriter xml) throws IOException {
    char[] piece = new char[TEXT_PIECE + 1];
    try (Reader in = Files.newBufferedReader(result.file())) {
      for (int n = in.read(piece, 0, TEXT_PIECE); n > 0; n = in.read(piece, 0, TEXT_PIECE)) {
        if (Character.isHighSurrogate(piece[n - 1])) {
          // The other half of a character goes with this one; a file that ends here has none.
          n += Math.max(0, in.read(piece, n, 1));
        }
        xml.cdata(new String(piece, 0, n));
      }
    }
  }

  private static void base64(Execution.Result result, XmlWriter xml) throws IOException {
    Base64.Encoder encoder = Base64.getEncoder();
    try (InputStream in = Files.newInputStream(result.file())) {
      for (byte[] b = in.readNBytes(BASE64_PIECE); b.length > 0; b = in.readNBytes(BASE64_PIECE)) {
        xml.text(encoder.encodeToString(b));
      }
    }
  }
}
