// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.chronocube.io.range.ContentId;
import org.junit.jupiter.api.Test;

class BlockCacheTest {

  private static final ContentId FILE = new ContentId(URI.create("file:/a.tif"), 10, "1");

  private final AtomicInteger decoded = new AtomicInteger();

  private static BlockKey key(long index) {
    return new BlockKey(FILE, 0, index);
  }

  private static List<BlockKey> keys(int from, int to) {
    return IntStream.range(from, to).mapToObj(BlockCacheTest::key).toList();
  }

  /** Decodes block i to an array of 1000 shorts that starts with i. */
  private BlockCache.Decoder decoder(List<BlockKey> missing) {
    return key -> {
      assertThat(missing).contains(key);
      decoded.incrementAndGet();
      short[] block = new short[1000];
      block[0] = (short) key.index();
      return block;
    };
  }

  @Test
  void only_what_is_missing_is_fetched_and_the_order_kept() {
    BlockCache cache = new BlockCache(1 << 20);
    cache.get(keys(2, 4), this::decoder);
    List<BlockKey> fetched = new ArrayList<>();
    Object[] blocks =
        cache.get(
            keys(0, 6),
            missing -> {
              fetched.addAll(missing);
              return decoder(missing);
            });
    assertThat(fetched).containsExactly(key(0), key(1), key(4), key(5));
    assertThat(blocks)
        .extracting(block -> ((short[]) block)[0])
        .containsExactly((short) 0, (short) 1, (short) 2, (short) 3, (short) 4, (short) 5);
    assertThat(decoded).hasValue(6);
  }

  @Test
  void counts_and_stays_within_its_bytes() {
    BlockCache cache = new BlockCache(20_000);
    for (int i = 0; i < 100; i++) {
      cache.get(keys(i, i + 1), this::decoder);
      cache.get(keys(i, i + 1), this::decoder);
    }
    BlockCache.Statistics statistics = cache.statistics();
    assertThat(statistics.hits() + statistics.misses()).isEqualTo(200);
    assertThat(statistics.misses()).isGreaterThanOrEqualTo(100).isEqualTo(decoded.get());
    assertThat(statistics.evictions()).isGreaterThanOrEqualTo(90);
    assertThat(statistics.bytes()).isBetween(2_000L, 20_000L);
  }

  @Test
  void a_block_asked_for_by_many_threads_is_decoded_once() throws Exception {
    BlockCache cache = new BlockCache(1 << 20);
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Future<Object[]> first =
          threads.submit(
              () ->
                  cache.get(
                      keys(0, 3),
                      missing -> {
                        fetching.countDown();
                        await(go);
                        return decoder(missing);
                      }));
      fetching.await();
      List<Future<Object[]>> others = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        others.add(threads.submit(() -> cache.get(keys(0, 3), this::decoder)));
      }
      go.countDown();
      for (Future<Object[]> other : others) {
        assertThat(other.get()).isEqualTo(first.get());
      }
      assertThat(decoded).hasValue(3);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_failure_is_that_block_s_only_and_is_not_kept() {
    BlockCache cache = new BlockCache(1 << 20);
    BlockCache.Loader failing =
        missing -> {
          BlockCache.Decoder decoder = decoder(missing);
          return key -> {
            if (key.index() == 1) {
              throw new RasterReadException("block 1 is broken");
            }
            return decoder.decode(key);
          };
        };
    assertThatThrownBy(() -> cache.get(keys(0, 3), failing)).hasMessage("block 1 is broken");
    assertThat(decoded).as("the others were decoded and kept").hasValue(2);
    assertThat(cache.get(keys(0, 3), this::decoder)).hasSize(3);
    assertThat(decoded).hasValue(3);
  }

  @Test
  void a_fetch_that_fails_fails_all_and_frees_them() {
    BlockCache cache = new BlockCache(1 << 20);
    assertThatThrownBy(
            () ->
                cache.get(
                    keys(0, 3),
                    missing -> {
                      throw new RasterReadException("no connection");
                    }))
        .hasMessage("no connection");
    assertThat(cache.get(keys(0, 3), this::decoder)).hasSize(3);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
