// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The boxes of a JP2 file (ISO/IEC 15444-1, annex I): where the codestream is, and the XML beside
 * it, of which GMLJP2 is one.
 *
 * @param codestream offset of the codestream
 * @param codestreamEnd where it ends at the latest
 * @param xml contents of XML boxes, nested ones included
 */
record Boxes(long codestream, long codestreamEnd, List<String> xml) {

  private static final int JP2C = 0x6a703263;
  private static final int ASOC = 0x61736f63;
  private static final int JP2H = 0x6a703268;
  private static final int PCLR = 0x70636c72;
  private static final int XML = 0x786d6c20;
  private static final int MAX_DEPTH = 8;
  private static final int MAX_BOXES = 10_000;
  private static final int MAX_XML = 1 << 20;
  static final int CODESTREAM_START = 0xff4fff51;

  static Boxes of(FileBytes file) throws IOException {
    if (file.at(0, 4, "signature").getInt() == CODESTREAM_START) {
      return new Boxes(0, file.size(), List.of());
    }
    Walker walker = new Walker(file);
    walker.walk(0, file.size(), 0);
    if (walker.codestream < 0) {
      throw new Jp2Exception("the file must hold a codestream, holds none");
    }
    return new Boxes(walker.codestream, walker.codestreamEnd, List.copyOf(walker.xml));
  }

  private static final class Walker {
    private final FileBytes file;
    private final List<String> xml = new ArrayList<>();
    private long codestream = -1;
    private long codestreamEnd;
    private int boxes;

    Walker(FileBytes file) {
      this.file = file;
    }

    void walk(long from, long to, int depth) throws IOException {
      for (long at = from; at + 8 <= to; ) {
        if (++boxes > MAX_BOXES || depth > MAX_DEPTH) {
          throw new Jp2Exception(
              "boxes must be at most " + MAX_BOXES + ", nested at most " + MAX_DEPTH);
        }
        ByteBuffer head = file.at(at, 8, "box");
        long length = head.getInt() & 0xffffffffL;
        int type = head.getInt();
        int header = 8;
        if (length == 1) {
          header = 16;
          length = file.at(at, 16, "box").getLong(8);
        } else if (length == 0) {
          length = to - at;
        }
        if (length < header || length > to - at) {
          throw new Jp2Exception("a box must have 8.." + (to - at) + " bytes, had " + length);
        }
        box(type, at + header, at + length, depth);
        at += length;
      }
    }

    private void box(int type, long from, long to, int depth) throws IOException {
      switch (type) {
        case JP2C -> {
          if (codestream < 0) {
            codestream = from;
            codestreamEnd = to;
          }
        }
        case ASOC, JP2H -> walk(from, to, depth + 1);
        case PCLR -> throw new Jp2Exception("palettes are not supported");
        case XML -> {
          if (to - from <= MAX_XML) {
            ByteBuffer text = file.at(from, (int) (to - from), "XML box");
            xml.add(StandardCharsets.UTF_8.decode(text).toString());
          }
        }
        default -> {
          // colour, resolution, rights: nothing that a band of measurements needs
        }
      }
    }
  }
}
