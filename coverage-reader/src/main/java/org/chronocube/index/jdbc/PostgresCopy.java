// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.chronocube.grid.Extent;
import org.chronocube.index.jdbc.SceneCodec.Encoded;
import org.chronocube.index.jdbc.SceneWriter.Row;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * New scenes by {@code COPY … WITH (FORMAT binary)}, which takes the server half the time of
 * INSERT: nothing to parse, to plan or to convert. The format is that of PostgreSQL's documentation
 * of COPY.
 */
final class PostgresCopy {

  private static final String COPY =
      "COPY scene (pk, product, id, acquisition, revision, is_current, time_ms, solar_day,"
          + " cloud_cover, min_x, min_y, max_x, max_y, digest, footprint, properties, granules,"
          + " cell, source) FROM STDIN WITH (FORMAT binary)";

  private static final int COLUMNS = 19;
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int SEND_BYTES = 1 << 16;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * SEND_BYTES);
  private final DataOutputStream out = new DataOutputStream(bytes);

  private PostgresCopy() {}

  static void insert(Connection connection, List<Row> rows) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      new PostgresCopy().send(rows, copy);
      copy.endCopy();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void send(List<Row> rows, CopyIn copy) throws IOException, SQLException {
    out.write(SIGNATURE);
    out.writeInt(0); // flags
    out.writeInt(0); // length of the header's extension
    for (Row row : rows) {
      write(row);
      if (bytes.size() >= SEND_BYTES) {
        flush(copy);
      }
    }
    out.writeShort(-1);
    flush(copy);
  }

  private void flush(CopyIn copy) throws SQLException {
    copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
    bytes.reset();
  }

  private void write(Row row) throws IOException {
    Encoded e = row.encoded();
    Extent box = e.box();
    out.writeShort(COLUMNS);
    write(row.pk());
    write(Math.toIntExact(row.product()));
    write(e.scene().id());
    write(e.scene().acquisition());
    write(e.scene().revision());
    out.writeInt(Short.BYTES);
    out.writeShort(row.current() ? 1 : 0);
    write(e.scene().time().toEpochMilli());
    write(Math.toIntExact(e.solarDay()));
    if (e.scene().cloudCover().isPresent()) {
      write(e.scene().cloudCover().getAsDouble());
    } else {
      writeNull();
    }
    write(box.minX());
    write(box.minY());
    write(box.maxX());
    write(box.maxY());
    write(e.digest());
    write(e.wkb());
    write(e.properties());
    write(e.granules());
    write(row.cell());
    if (row.source() == null) {
      writeNull();
    } else {
      write((long) row.source());
    }
  }

  private void write(long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private void write(int value) throws IOException {
    out.writeInt(Integer.BYTES);
    out.writeInt(value);
  }

  private void write(double value) throws IOException {
    out.writeInt(Double.BYTES);
    out.writeDouble(value);
  }

  private void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  private void writeNull() throws IOException {
    out.writeInt(-1);
  }
}
