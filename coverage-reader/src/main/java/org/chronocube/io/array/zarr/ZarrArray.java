// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import java.io.IOException;
import java.lang.reflect.Array;
import java.net.URI;
import java.util.Optional;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.io.array.ArraySource;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.ContentChangedException;
import org.chronocube.io.range.ContentId;

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
    return data.isEmpty() ? filled(index) : decoded(data.get(), index);
  }

  private Object filled(int[] index) {
    return info().type().filled(info().elements(index), layout.fill());
  }

  private Object decoded(byte[] data, int[] index) throws IOException {
    int[] whole = info().chunk().stream().mapToInt(i -> i).toArray();
    return cropped(layout.coding().decode(data, info().type(), whole), whole, index);
  }

  @Override
  public Object kept(int[] index) throws IOException {
    if (!layout.coding().isShuffledShorts(info().type()) || !isCutInFirstOnly(index)) {
      return chunk(index);
    }
    Optional<byte[]> data = current(index);
    if (data.isEmpty()) {
      return filled(index);
    }
    int wanted = info().elements(index) * Short.BYTES;
    Optional<ShuffledShorts> shuffled = Blosc.shorts(data.get(), wanted, bytesOfChunk());
    return shuffled.isPresent() ? shuffled.get().bytes() : decoded(data.get(), index);
  }

  // Of two bytes are elements here that are not shuffled, of one byte those that are.
  @Override
  public void copy(Object kept, int from, Object to, int at, int count) {
    if (kept instanceof byte[] shuffled && to instanceof short[] shorts) {
      new ShuffledShorts(shuffled).copy(from, shorts, at, count);
    } else {
      System.arraycopy(kept, from, to, at, count);
    }
  }

  private int bytesOfChunk() {
    return info().chunk().stream().reduce(info().type().bytes(), Math::multiplyExact);
  }

  // Elements of such a chunk lie where they would in a whole one.
  private boolean isCutInFirstOnly(int[] index) {
    for (int d = 1; d < index.length; d++) {
      if (info().extent(d, index[d]) != info().chunk().get(d)) {
        return false;
      }
    }
    return true;
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
    if (sharding == null) {
      return store.read(layout.key(file));
    }
    Optional<ByteSource> shard = store.get(layout.key(file));
    Optional<ByteRange> range =
        shard.isEmpty() ? Optional.empty() : sharding.find(shard.get(), index);
    return range.isEmpty()
        ? Optional.empty()
        : Optional.of(Store.array(shard.get().read(range.get())));
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
