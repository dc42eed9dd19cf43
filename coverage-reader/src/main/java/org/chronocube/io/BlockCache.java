// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Decoded blocks of all files, bounded by their bytes. A block that several threads ask for at once
 * is decoded by one of them while the others wait. Safe for concurrent use.
 *
 * <p>Blocks are primitive arrays ({@code byte[]}, {@code short[]}, {@code int[]}, {@code long[]},
 * {@code float[]}, {@code double[]}); whoever gets one must not write to it.
 */
public final class BlockCache {

  /** Key, future, array header and the cache's own node, estimated. */
  private static final int ENTRY_OVERHEAD = 200;

  private final AsyncCache<BlockKey, Object> blocks;

  /**
   * @param maxBytes of all blocks together, ≥ 0; blocks being decoded come on top
   */
  public BlockCache(long maxBytes) {
    this.blocks =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((BlockKey key, Object block) -> weight(block))
            .executor(Runnable::run)
            .recordStats()
            .buildAsync();
  }

  /** Fetches the bytes of blocks that nobody has, in one go. */
  @FunctionalInterface
  public interface Loader {
    /**
     * @return what decodes each of them; a failure here fails all of them
     */
    Decoder fetch(List<BlockKey> missing);
  }

  /** Turns the fetched bytes of one block into an array; a failure fails this block only. */
  @FunctionalInterface
  public interface Decoder {
    Object decode(BlockKey key);
  }

  /**
   * What the cache has done so far.
   *
   * @param hits blocks found, those another thread was just decoding included
   * @param misses blocks decoded
   * @param evictions blocks dropped to stay within the bound
   * @param bytes held now
   */
  public record Statistics(long hits, long misses, long evictions, long bytes) {}

  public Statistics statistics() {
    CacheStats stats = blocks.synchronous().stats();
    long bytes =
        blocks.synchronous().policy().eviction().orElseThrow().weightedSize().orElseThrow();
    return new Statistics(stats.hitCount(), stats.missCount(), stats.evictionCount(), bytes);
  }

  /** Gives blocks in the order of their keys, decoding those that are missing. */
  public Object[] get(List<BlockKey> keys, Loader loader) {
    List<CompletableFuture<Object>> futures = new ArrayList<>(keys.size());
    List<BlockKey> missing = new ArrayList<>();
    List<CompletableFuture<Object>> promises = new ArrayList<>();
    boolean[] own = new boolean[keys.size()];
    for (int i = 0; i < own.length; i++) {
      BlockKey key = keys.get(i);
      CompletableFuture<Object> mine = new CompletableFuture<>();
      CompletableFuture<Object> future = blocks.get(key, (k, executor) -> mine);
      futures.add(future);
      own[i] = future == mine;
      if (own[i]) {
        missing.add(key);
        promises.add(mine);
      }
    }
    if (!missing.isEmpty()) {
      load(missing, promises, loader);
    }
    Object[] result = new Object[keys.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = join(keys.get(i), futures.get(i), own[i], loader);
    }
    return result;
  }

  // Whatever happens, every future of ours gets completed: others may be waiting for it.
  private void load(
      List<BlockKey> missing, List<CompletableFuture<Object>> futures, Loader loader) {
    int done = 0;
    try {
      Decoder decoder = loader.fetch(missing);
      for (; done < futures.size(); done++) {
        Object block;
        try {
          block = decoder.decode(missing.get(done));
        } catch (RasterReadException e) {
          fail(missing.get(done), futures.get(done), e);
          continue;
        }
        futures.get(done).complete(block);
      }
    } catch (RuntimeException | Error e) {
      for (; done < futures.size(); done++) {
        fail(missing.get(done), futures.get(done), e);
      }
    }
  }

  // Not completed exceptionally: the cache would log a stack trace for every broken file.
  private void fail(BlockKey key, CompletableFuture<Object> future, Throwable cause) {
    blocks.asMap().remove(key, future);
    future.complete(new Failure(cause));
  }

  private record Failure(Throwable cause) {}

  private static Object join(
      BlockKey key, CompletableFuture<Object> future, boolean own, Loader loader) {
    Object block = future.join();
    if (!(block instanceof Failure failure)) {
      return block;
    }
    if (!own) {
      // It failed for another thread, perhaps for a reason of that thread's: try it ourselves.
      return loader.fetch(List.of(key)).decode(key);
    }
    if (failure.cause() instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure.cause();
  }

  private static int weight(Object block) {
    return ENTRY_OVERHEAD + (int) Math.min(Integer.MAX_VALUE / 2, bytes(block));
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
