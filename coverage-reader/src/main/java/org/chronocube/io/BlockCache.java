// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * Decoded blocks of all files, bounded by their bytes. A block that several threads ask for at once
 * is decoded by one of them while the others wait. Of a block only the first samples may be there:
 * whoever needs more has it decoded again, as a whole. Safe for concurrent use.
 *
 * <p>Blocks are primitive arrays ({@code byte[]}, {@code short[]}, {@code int[]}, {@code long[]},
 * {@code float[]}, {@code double[]}); whoever gets one must not write to it.
 */
public final class BlockCache {

  /** Key, future and the cache's own node, estimated. */
  private static final int ENTRY_OVERHEAD = 200;

  private final AsyncCache<BlockKey, Object> blocks;
  private final ArrayMemory memory;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /**
   * @param maxBytes of all blocks together as they lie in this machine's heap, ≥ 0; blocks being
   *     decoded come on top
   */
  public BlockCache(long maxBytes) {
    this(maxBytes, ArrayMemory.ofThisMachine());
  }

  /**
   * As above.
   *
   * @param memory what an array counts
   */
  public BlockCache(long maxBytes, ArrayMemory memory) {
    this.memory = memory;
    this.blocks =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((BlockKey key, Object block) -> weight(block))
            .executor(Runnable::run)
            .recordStats()
            .buildAsync();
  }

  /**
   * What is wanted of a block: its first samples at least.
   *
   * @param samples that are wanted, ≤ whole; 0 when the block is never decoded in part
   * @param whole samples of the block
   */
  public record Part(BlockKey key, int samples, int whole) {

    private static Part any(BlockKey key) {
      return new Part(key, 0, 0);
    }

    private Part grown() {
      return new Part(key, whole, whole);
    }
  }

  /** Fetches the bytes of blocks that nobody has, in one go. */
  @FunctionalInterface
  public interface PartLoader {
    /**
     * @return what decodes each of them; a failure here fails all of them
     */
    PartDecoder fetch(List<Part> missing);
  }

  /**
   * Turns the fetched bytes of one block into an array of as many samples as are wanted, or more; a
   * failure fails this block only.
   */
  @FunctionalInterface
  public interface PartDecoder {
    Object decode(Part part);
  }

  /** A {@link PartLoader} of blocks that are never decoded in part. */
  @FunctionalInterface
  public interface Loader {
    Decoder fetch(List<BlockKey> missing);
  }

  /** A {@link PartDecoder} of blocks that are never decoded in part. */
  @FunctionalInterface
  public interface Decoder {
    Object decode(BlockKey key);
  }

  /**
   * What the cache has done so far.
   *
   * @param hits blocks found, those another thread was just decoding included
   * @param misses blocks decoded, again because more of them was wanted included
   * @param evictions blocks dropped to stay within the bound
   * @param bytes held now
   */
  public record Statistics(long hits, long misses, long evictions, long bytes) {}

  public Statistics statistics() {
    var policy = blocks.synchronous().policy().eviction().orElseThrow();
    return new Statistics(
        hits.sum(),
        misses.sum(),
        blocks.synchronous().stats().evictionCount(),
        policy.weightedSize().orElseThrow());
  }

  /** Gives blocks in the order of their keys, decoding those that are missing. */
  public Object[] get(List<BlockKey> keys, Loader loader) {
    return getParts(
        keys.stream().map(Part::any).toList(),
        missing -> {
          Decoder decoder = loader.fetch(missing.stream().map(Part::key).toList());
          return part -> decoder.decode(part.key());
        });
  }

  /**
   * Gives blocks, or their first parts, in the order they are asked for; what is missing is decoded
   * so far as it is wanted. A block of which too little is there is decoded again as a whole.
   *
   * @return arrays of the wanted number of samples or more
   */
  public Object[] getParts(List<Part> parts, PartLoader loader) {
    Promise[] promises = new Promise[parts.size()];
    List<Promise> own = new ArrayList<>();
    for (int i = 0; i < promises.length; i++) {
      promises[i] = promise(parts.get(i), own);
    }
    hits.add(promises.length - own.size());
    misses.add(own.size());
    if (!own.isEmpty()) {
      load(own, loader);
    }
    Object[] result = new Object[promises.length];
    int next = 0;
    for (int i = 0; i < result.length; i++) {
      boolean mine = next < own.size() && own.get(next) == promises[i];
      next += mine ? 1 : 0;
      result[i] = join(parts.get(i), promises[i], mine, loader);
    }
    return result;
  }

  /** A block that is decoded, or being decoded by whoever made this. */
  private static final class Promise extends CompletableFuture<Object> {
    final Part part;

    Promise(Part part) {
      this.part = part;
    }

    boolean holds(int samples) {
      return part.samples() >= samples || (isDone() && length(join()) >= samples);
    }
  }

  /** Somebody's promise that is enough, or one of our own. */
  private Promise promise(Part part, List<Promise> own) {
    while (true) {
      Promise first = new Promise(part);
      Promise there = (Promise) blocks.get(part.key(), (key, executor) -> first);
      if (there == first) {
        own.add(first);
        return first;
      }
      if (there.holds(part.samples())) {
        return there;
      }
      // Who waits for the smaller part still gets it.
      Promise whole = new Promise(part.grown());
      if (blocks.asMap().replace(part.key(), there, whole)) {
        own.add(whole);
        return whole;
      }
    }
  }

  // Whatever happens, every promise of ours is kept: others may be waiting for it.
  private void load(List<Promise> own, PartLoader loader) {
    int done = 0;
    try {
      PartDecoder decoder = loader.fetch(own.stream().map(promise -> promise.part).toList());
      for (; done < own.size(); done++) {
        Object block;
        try {
          block = decoder.decode(own.get(done).part);
        } catch (RasterReadException e) {
          fail(own.get(done), e);
          continue;
        }
        own.get(done).complete(block);
      }
    } catch (RuntimeException | Error e) {
      for (; done < own.size(); done++) {
        fail(own.get(done), e);
      }
    }
  }

  // Not completed exceptionally: the cache would log a stack trace for every broken file.
  private void fail(Promise promise, Throwable cause) {
    blocks.asMap().remove(promise.part.key(), promise);
    promise.complete(new Failure(cause));
  }

  private record Failure(Throwable cause) {}

  private static Object join(Part part, Promise promise, boolean own, PartLoader loader) {
    Object block = promise.join();
    if (!(block instanceof Failure failure)) {
      return block;
    }
    if (!own) {
      // It failed for another thread, perhaps for a reason of that thread's: try it ourselves.
      return loader.fetch(List.of(part)).decode(part);
    }
    if (failure.cause() instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure.cause();
  }

  private static int length(Object block) {
    return block instanceof Failure ? Integer.MAX_VALUE : Array.getLength(block);
  }

  private int weight(Object block) {
    return ENTRY_OVERHEAD + (int) Math.min(Integer.MAX_VALUE / 2, memory.bytes(bytes(block)));
  }

  private static long bytes(Object block) {
    if (block instanceof byte[] a) {
      return a.length;
    } else if (block instanceof short[] a) {
      return 2L * a.length;
    } else if (block instanceof int[] a) {
      return 4L * a.length;
    } else if (block instanceof float[] a) {
      return 4L * a.length;
    } else if (block instanceof long[] a) {
      return 8L * a.length;
    } else if (block instanceof double[] a) {
      return 8L * a.length;
    }
    if (block instanceof Failure) {
      return 0;
    }
    throw new IllegalArgumentException(
        "block must be an array of primitives, was " + block.getClass());
  }
}
