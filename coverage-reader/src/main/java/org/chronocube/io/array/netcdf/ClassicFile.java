// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.netcdf;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chronocube.io.array.ArrayDataset;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.io.array.ArraySource;
import org.chronocube.io.array.netcdf.ClassicHeader.Dimension;
import org.chronocube.io.array.netcdf.ClassicHeader.Variable;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.ContentId;

/**
 * A file of the classic NetCDF formats. Its variables lie in the file uncompressed, so chunks are
 * what is convenient to read: some rows of one plane.
 */
final class ClassicFile implements ArrayDataset {

  private static final int FIRST_HEAD = 64 << 10;
  private static final int MOST_HEAD = 64 << 20;
  private static final int CHUNK_BYTES = 256 << 10;

  private final ByteSource source;
  private final ClassicHeader header;
  private final long records;

  ClassicFile(ByteSource source) throws IOException {
    this.source = source;
    this.header = header(source);
    this.records = header.records(source.size());
  }

  // Nothing says how long the header is: it is read anew, twice as long, until it is whole.
  private static ClassicHeader header(ByteSource source) throws IOException {
    for (int length = FIRST_HEAD; ; length *= 2) {
      int part = (int) Math.min(length, source.size());
      try {
        return ClassicHeader.read(source.read(new ByteRange(0, part)));
      } catch (BufferUnderflowException e) {
        if (part == source.size() || length >= MOST_HEAD) {
          throw new IOException("the header of the NetCDF file ends too early", e);
        }
      } catch (ArithmeticException | IllegalArgumentException e) {
        throw new IOException("the header of the NetCDF file is broken: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public List<ArrayInfo> arrays() throws IOException {
    List<ArrayInfo> arrays = new ArrayList<>();
    for (Variable variable : header.variables()) {
      if (variable.type() != null) {
        arrays.add(info(variable));
      }
    }
    return arrays;
  }

  @Override
  public Map<String, Map<String, Object>> attributes() {
    return header.variables().stream()
        .collect(Collectors.toMap(Variable::name, Variable::attributes, (first, same) -> first));
  }

  private ArrayInfo info(Variable variable) throws IOException {
    List<String> names = new ArrayList<>();
    List<Integer> shape = new ArrayList<>();
    for (Dimension dimension : variable.dimensions()) {
      long length = dimension.length() == 0 ? records : dimension.length();
      if (length > Integer.MAX_VALUE) {
        throw new IOException("dimensions must have less than 2^31 elements, has " + dimension);
      }
      names.add(dimension.name());
      shape.add((int) length);
    }
    return new ArrayInfo(
        variable.name(),
        variable.type(),
        names,
        shape,
        chunk(shape, variable.type().bytes()),
        variable.attributes());
  }

  private static List<Integer> chunk(List<Integer> shape, int bytes) {
    List<Integer> chunk = new ArrayList<>();
    int rank = shape.size();
    for (int d = 0; d < rank; d++) {
      int size = Math.max(1, shape.get(d));
      if (d == rank - 2) {
        int rows = CHUNK_BYTES / (bytes * Math.max(1, shape.get(rank - 1)));
        chunk.add(Math.max(1, Math.min(size, rows)));
      } else {
        chunk.add(d == rank - 1 ? size : 1);
      }
    }
    return chunk;
  }

  @Override
  public ArraySource array(String name) throws IOException {
    for (Variable variable : header.variables()) {
      if (variable.name().equals(name) && variable.type() != null) {
        return new Source(variable, info(variable));
      }
    }
    throw new IOException("file must have a variable of numbers named " + name);
  }

  private final class Source implements ArraySource {

    private final Variable variable;
    private final ArrayInfo info;

    Source(Variable variable, ArrayInfo info) {
      this.variable = variable;
      this.info = info;
    }

    @Override
    public ArrayInfo info() {
      return info;
    }

    @Override
    public ContentId content() {
      return new ContentId(
          source.id().uri(), source.id().size(), source.id().tag() + "/" + variable.name());
    }

    @Override
    public boolean isCurrent() {
      return source.isCurrent();
    }

    // A chunk lies in one piece, or is one record after the other.
    @Override
    public Object chunk(int[] index) throws IOException {
      int size = info.type().bytes();
      int elements = info.elements(index);
      int first = variable.isRecord() ? info.extent(0, index[0]) : 1;
      byte[] data = new byte[elements * size];
      int part = data.length / Math.max(1, first);
      List<ByteRange> ranges = new ArrayList<>();
      for (int r = 0; r < first; r++) {
        ranges.add(new ByteRange(offset(index, r), part));
      }
      int at = 0;
      for (ByteBuffer bytes : source.read(ranges)) {
        bytes.duplicate().get(data, at, part);
        at += part;
      }
      return info.type().decode(data, ByteOrder.BIG_ENDIAN, elements);
    }

    private long offset(int[] index, int record) {
      int rank = info.rank();
      long element = 0;
      int start = variable.isRecord() ? 1 : 0;
      for (int d = start; d < rank; d++) {
        element = element * info.shape().get(d) + (long) index[d] * info.chunk().get(d);
      }
      long offset = variable.begin() + element * info.type().bytes();
      return start == 0
          ? offset
          : offset + ((long) index[0] * info.chunk().get(0) + record) * header.stride();
    }
  }
}
