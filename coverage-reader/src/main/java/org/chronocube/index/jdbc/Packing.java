// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Small JSON documents deflated (RFC 1951) with a dictionary of what such documents say time and
 * again; a fifth of their size. The first byte tells the form. Owned by one thread.
 */
final class Packing implements AutoCloseable {

  private static final byte FORM = 1;
  private static final int BUFFER = 2048;

  /** Stored documents need it to be read: it must never change. The most frequent comes last. */
  private static final byte[] DICTIONARY =
      ("tiff.TIF.zarr.nc.jp2/IMG_DATA/R10m/R20m/R60m/GRANULE/L2A_T_MSIL2A_.SAFE/MSIL1C_S1A_IW_GRDH_"
              + "1SDV_LC08_L2SP_EPSG:4326EPSG:3857EPSG:32732EPSG:32631\"saturated\":65535.0"
              + "float64float32int32uint32int16uint8\"nodata\":-9999.0\"nodata\":\"NaN\""
              + "\"band\":\"B8A\"\"band\":\"B12\"\"band\":\"B11\"\"band\":\"SCL\"\"band\":\"VV\""
              + "\"band\":\"VH\"\"band\":\"red\"\"band\":\"green\"\"band\":\"blue\"\"band\":\"nir\""
              + "\"shape\":[1830,1830],\"affine\":[60.0,0.0,\"shape\":[5490,5490],\"affine\":[20.0,0.0,"
              + "{\"base\":\"file:///gs://https://s3://\",\"grids\":[{\"crs\":\"EPSG:326"
              + "\",\"shape\":[10980,10980],\"affine\":[10.0,0.0,"
              + "00000.0,0.0,-10.0,00020.0,0.0,-60.0,00040.0,0.0,-20.0,]}],\"samples\":[{\"type\":"
              + "\"uint16\",\"nodata\":0.0,\"scale\":1.0,\"offset\":0.0}"
              + "\"scale\":1.0E-4,\"offset\":-0.1}],\"granules\":["
              + "{\"band\":\"B0\",\"uri\":\"B0.tif\",\"fileBand\":0,\"grid\":1,\"samples\":0},"
              + "{\"band\":\"B0\",\"uri\":\"B0.tif\",\"fileBand\":0,\"grid\":0,\"samples\":0}]}")
          .getBytes(StandardCharsets.US_ASCII);

  private final byte[] buffer = new byte[BUFFER];
  private Deflater deflater;
  private Inflater inflater;

  byte[] pack(String text) {
    if (deflater == null) {
      deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    }
    deflater.reset();
    deflater.setDictionary(DICTIONARY);
    deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.write(FORM);
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    return packed.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are not of {@link #pack}
   */
  String unpack(byte[] packed) {
    if (packed.length == 0 || packed[0] != FORM) {
      throw new IllegalArgumentException("document is not in packed form " + FORM);
    }
    if (inflater == null) {
      inflater = new Inflater(true);
    }
    inflater.reset();
    inflater.setDictionary(DICTIONARY);
    inflater.setInput(packed, 1, packed.length - 1);
    ByteArrayOutputStream text = new ByteArrayOutputStream(BUFFER);
    try {
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw new IllegalArgumentException("packed document ends early");
        }
        text.write(buffer, 0, count);
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("packed document is damaged", e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (deflater != null) {
      deflater.end();
    }
    if (inflater != null) {
      inflater.end();
    }
  }
}
