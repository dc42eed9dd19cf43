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

  /** Decodes the first samples of block i to an array of that length that starts with i. */
  private BlockCache.PartDecoder parts(List<BlockCache.Part> missing) {
    return part -> {
      assertThat(missing).contains(part);
      decoded.incrementAndGet();
      short[] block = new short[part.samples()];
      block[0] = (short) part.key().index();
      return block;
    };
  }

  private static List<BlockCache.Part> first(int samples) {
    return List.of(new BlockCache.Part(key(7), samples, 1000));
  }

  @Test
  void a_part_serves_smaller_ones_and_grows_to_the_whole() {
    BlockCache cache = new BlockCache(1 << 20);
    for (int[] wantedLengthDecoded :
        new int[][] {
          {100, 100, 1},
          {60, 100, 1},
          {100, 100, 1},
          {101, 1000, 2},
          {100, 1000, 2},
          {1000, 1000, 2}
        }) {
      Object[] blocks = cache.getParts(first(wantedLengthDecoded[0]), this::parts);
      assertThat((short[]) blocks[0]).hasSize(wantedLengthDecoded[1]).startsWith((short) 7);
      assertThat(decoded).hasValue(wantedLengthDecoded[2]);
    }
    assertThat(cache.statistics().hits()).isEqualTo(4);
    assertThat(cache.statistics().misses()).isEqualTo(2);
    assertThat(cache.statistics().bytes()).as("the part is gone").isBetween(2_000L, 2_300L);
  }

  @Test
  void more_than_was_asked_for_is_made_use_of() {
    BlockCache cache = new BlockCache(1 << 20);
    BlockCache.PartLoader generous = missing -> part -> parts(missing).decode(grown(part));
    cache.getParts(first(10), missing -> part -> new short[1000]);
    assertThat((short[]) cache.getParts(first(900), generous)[0]).hasSize(1000);
    assertThat(decoded).hasValue(0);
  }

  private static BlockCache.Part grown(BlockCache.Part part) {
    return new BlockCache.Part(part.key(), part.whole(), part.whole());
  }

  @Test
  void who_waits_for_a_part_gets_it_though_another_decodes_the_whole() throws Exception {
    BlockCache cache = new BlockCache(1 << 20);
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Object[]> small =
          threads.submit(
              () ->
                  cache.getParts(
                      first(100),
                      missing -> {
                        fetching.countDown();
                        await(go);
                        return parts(missing);
                      }));
      fetching.await();
      Future<Object[]> smaller = threads.submit(() -> cache.getParts(first(50), this::parts));
      short[] whole = (short[]) cache.getParts(first(500), this::parts)[0];
      assertThat(whole).hasSize(1000);
      go.countDown();
      assertThat((short[]) small.get()[0]).hasSize(100);
      assertThat(smaller.get()[0]).isIn(small.get()[0], whole);
      assertThat(decoded).hasValue(2);
      assertThat(cache.getParts(first(1000), this::parts)).as("kept").containsExactly(whole);
      assertThat(cache.statistics().bytes()).isBetween(2_000L, 2_300L);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void threads_of_many_wants_decode_each_block_twice_at_most() throws Exception {
    BlockCache cache = new BlockCache(1 << 20);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int thread = i;
        results.add(
            threads.submit(
                () ->
                    IntStream.range(0, 500)
                        .allMatch(
                            n -> {
                              long index = (n * 7 + thread) % 20;
                              int wanted = 1 + (n * 131 + thread * 71) % 1000;
                              var part = new BlockCache.Part(key(index), wanted, 1000);
                              short[] block =
                                  (short[]) cache.getParts(List.of(part), this::parts)[0];
                              return block.length >= wanted && block[0] == index;
                            })));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
      assertThat(decoded.get()).isBetween(20, 40);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_part_that_fails_is_not_kept() {
    BlockCache cache = new BlockCache(1 << 20);
    BlockCache.PartLoader failing =
        missing ->
            part -> {
              throw new RasterReadException("broken behind " + part.samples());
            };
    cache.getParts(first(100), this::parts);
    assertThatThrownBy(() -> cache.getParts(first(200), failing)).hasMessage("broken behind 1000");
    assertThatThrownBy(() -> cache.getParts(first(100), failing)).hasMessage("broken behind 100");
    assertThat((short[]) cache.getParts(first(100), this::parts)[0]).hasSize(100);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
