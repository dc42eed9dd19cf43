// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import java.io.IOException;
import java.lang.reflect.Array;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.io.array.ArraySource;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.ContentChangedException;
import org.chronocube.io.range.ContentId;
import org.chronocube.io.range.OpenedSource;

/**
 * One array of a store.
 *
 * @param store it is in
 * @param layout of its chunks
 * @param metadata the file that describes it, {@code .zarray} or {@code zarr.json}, or all arrays
 *     of the store
 * @param content of the array: its name, and which metadata
 */
record ZarrArray(Store store, ZarrLayout layout, ByteSource metadata, ContentId content)
    implements ArraySource {

  /** How often a chunk is read that others replace meanwhile. */
  private static final int ATTEMPTS = 5;

  ZarrArray(Store store, ZarrLayout layout, ByteSource metadata) {
    this(store, layout, metadata, content(store, layout, metadata.id()));
  }

  private static ContentId content(Store store, ZarrLayout layout, ContentId metadata) {
    String name = layout.info().name().replace(" ", "%20");
    return new ContentId(URI.create(store.root() + name), metadata.size(), metadata.tag());
  }

  @Override
  public ArrayInfo info() {
    return layout.info();
  }

  // Chunks are opened anew each time; only what is decoded is kept.
  @Override
  public boolean isCurrent() {
    return metadata.isCurrent();
  }

  @Override
  public Object chunk(int[] index) throws IOException {
    Optional<byte[]> data = current(index);
    if (data.isEmpty()) {
      return info().type().filled(info().elements(index), layout.fill());
    }
    int[] whole = info().chunk().stream().mapToInt(i -> i).toArray();
    Object elements = layout.coding().decode(data.get(), info().type(), whole);
    return cropped(elements, whole, index);
  }

  // A chunk to which dates are added is replaced as a whole; the elements asked for stay the same.
  private Optional<byte[]> current(int[] index) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return bytes(index);
      } catch (ContentChangedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Optional<byte[]> bytes(int[] index) throws IOException {
    int[] file = index.clone();
    Sharding sharding = layout.sharding();
    if (sharding != null) {
      for (int d = 0; d < file.length; d++) {
        file[d] = sharding.shard(d, index[d]);
      }
    }
    Optional<OpenedSource> opened = store.open(layout.key(file));
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    ByteSource source = opened.get().source();
    if (sharding != null) {
      Optional<ByteRange> range = sharding.find(source, index);
      return range.isEmpty() ? Optional.empty() : Optional.of(array(source.read(range.get())));
    }
    boolean isAllThere = opened.get().head().remaining() == source.size();
    ByteRange whole = new ByteRange(0, Math.toIntExact(source.size()));
    return Optional.of(array(isAllThere ? opened.get().head() : source.read(whole)));
  }

  private static byte[] array(ByteBuffer bytes) {
    if (bytes.hasArray() && bytes.arrayOffset() == 0 && bytes.remaining() == bytes.array().length) {
      return bytes.array();
    }
    byte[] data = new byte[bytes.remaining()];
    bytes.duplicate().get(data);
    return data;
  }

  // Chunks at the far edges are stored whole.
  private Object cropped(Object elements, int[] whole, int[] index) {
    int rank = whole.length;
    int[] part = new int[rank];
    boolean isWhole = true;
    for (int d = 0; d < rank; d++) {
      part[d] = info().extent(d, index[d]);
      isWhole &= part[d] == whole[d];
    }
    if (isWhole) {
      return elements;
    }
    int count = info().elements(index);
    Object out = Array.newInstance(elements.getClass().componentType(), count);
    int width = part[rank - 1];
    for (int to = 0; to < count; to += width) {
      int from = 0;
      int rest = to / width;
      int stride = whole[rank - 1];
      for (int d = rank - 2; d >= 0; d--) {
        from += rest % part[d] * stride;
        rest /= part[d];
        stride *= whole[d];
      }
      System.arraycopy(elements, from, out, to, width);
    }
    return out;
  }
}
