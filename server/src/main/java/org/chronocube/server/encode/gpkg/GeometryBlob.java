// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.gpkg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/**
 * Geometries as StandardGeoPackageBinary (OGC 12-128r17 clause 2.1.3): a header with the envelope,
 * then little-endian WKB, x first whatever the CRS. Used by one thread.
 */
final class GeometryBlob {

  private static final int HEADER = 8;
  private static final int ENVELOPE = 32;
  private static final int LITTLE_ENDIAN_FLAG = 1;
  private static final int XY_ENVELOPE_FLAG = 1 << 1;
  private static final int EMPTY_FLAG = 1 << 4;

  private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN);
  private final int srsId;
  private final boolean multi;

  /**
   * @param multi true to write polygons as multipolygons
   */
  GeometryBlob(int srsId, boolean multi) {
    this.srsId = srsId;
    this.multi = multi;
  }

  byte[] of(Geometry geometry) {
    Geometry written =
        multi && geometry instanceof Polygon polygon
            ? geometry.getFactory().createMultiPolygon(new Polygon[] {polygon})
            : geometry;
    byte[] body = wkb.write(written);
    boolean empty = geometry.isEmpty();
    ByteBuffer blob =
        ByteBuffer.allocate(HEADER + (empty ? 0 : ENVELOPE) + body.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 'G')
            .put((byte) 'P')
            .put((byte) 0)
            .put((byte) (LITTLE_ENDIAN_FLAG | (empty ? EMPTY_FLAG : XY_ENVELOPE_FLAG)))
            .putInt(srsId);
    if (!empty) {
      Envelope e = geometry.getEnvelopeInternal();
      blob.putDouble(e.getMinX())
          .putDouble(e.getMaxX())
          .putDouble(e.getMinY())
          .putDouble(e.getMaxY());
    }
    return blob.put(body).array();
  }
}
