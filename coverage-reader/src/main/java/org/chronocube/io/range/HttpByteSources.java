// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Resources of HTTP(S) servers, S3 included, that support range requests; others are refused.
 * Opening costs one request, which brings the header.
 */
public final class HttpByteSources implements ByteSources {

  /** About what a connection transfers during one round trip. */
  private static final int MAX_GAP = 64 * 1024;

  private static final int MAX_SPAN = 8 * 1024 * 1024;
  private static final int PARALLEL = 6;

  private final Duration recheckAfter;
  private final HttpRanges ranges;

  /** HTTP(S) resources, with connections of their own. */
  public HttpByteSources(HttpSettings settings) {
    this(new HttpTransfer(settings), new PlainRequests(settings.allowed()));
  }

  /**
   * Resources of any kind that are read by range requests.
   *
   * @param transfer may be shared, so that its bounds hold for all together
   * @param requests for the resources
   */
  public HttpByteSources(HttpTransfer transfer, ResourceRequests requests) {
    this.recheckAfter = transfer.settings().recheckAfter();
    this.ranges = new HttpRanges(transfer, requests);
  }

  @Override
  public OpenedSource open(URI uri) throws IOException {
    HttpRanges.Part head = ranges.get(uri, new ByteRange(0, HEAD_BYTES));
    Source source = new Source(new ContentId(uri, head.size(), head.tag()));
    return new OpenedSource(source, ByteBuffer.wrap(head.bytes()));
  }

  private final class Source implements ByteSource {

    private final ContentId id;
    private final AtomicLong checkedAt = new AtomicLong(System.nanoTime());
    private volatile boolean changed;

    Source(ContentId id) {
      this.id = id;
    }

    @Override
    public ContentId id() {
      return id;
    }

    @Override
    public List<ByteBuffer> read(List<ByteRange> wanted) throws IOException {
      ByteRange.checkWithin(wanted, id.size());
      ByteBuffer[] buffers = new ByteBuffer[wanted.size()];
      List<RangeGroup> groups = RangeGroup.of(wanted, MAX_GAP, MAX_SPAN);
      for (int i = 0; i < groups.size(); i += PARALLEL) {
        fetch(groups.subList(i, Math.min(i + PARALLEL, groups.size())), wanted, buffers);
      }
      return Arrays.asList(buffers);
    }

    private void fetch(List<RangeGroup> groups, List<ByteRange> wanted, ByteBuffer[] buffers)
        throws IOException {
      List<HttpRanges.Started> started = new ArrayList<>();
      try {
        for (RangeGroup group : groups) {
          started.add(ranges.start(id.uri(), group.span()));
        }
        for (int i = 0; i < groups.size(); i++) {
          RangeGroup group = groups.get(i);
          HttpRanges.Part part = ranges.finish(started.get(i));
          check(part);
          if (part.bytes().length != group.span().length()) {
            throw new EOFException(
                "the server must send " + group.span() + ", sent " + part.bytes().length);
          }
          group.scatter(part.bytes(), wanted, buffers);
        }
      } catch (ContentChangedException e) {
        changed = true;
        throw e;
      } finally {
        started.forEach(request -> request.answer().cancel(true));
      }
    }

    private void check(HttpRanges.Part part) throws ContentChangedException {
      if (part.size() != id.size() || !part.tag().equals(id.tag())) {
        throw new ContentChangedException();
      }
      // Every answer tells, so a file that is read again and again is never asked just for that.
      checkedAt.set(System.nanoTime());
    }

    @Override
    public boolean isCurrent() {
      long last = checkedAt.get();
      boolean due = System.nanoTime() - last >= recheckAfter.toNanos();
      // One thread asks, the others go on with what they have.
      if (!changed && due && checkedAt.compareAndSet(last, System.nanoTime())) {
        try {
          check(ranges.get(id.uri(), new ByteRange(0, 1)));
        } catch (IOException e) {
          changed = true;
        }
      }
      return !changed;
    }
  }
}
