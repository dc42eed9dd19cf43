// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.zip;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.ContentChangedException;
import org.chronocube.io.range.ContentId;
import org.chronocube.io.range.OpenedSource;

/**
 * Entries of zips by {@code jar:ARCHIVE!/ENTRY} URIs, wherever the archive is. Nothing is unpacked
 * to disk. What is kept in memory is bounded: directories of some archives, and for deflated
 * entries marks (see {@link Mark}) and inflated pieces.
 */
public final class ZipByteSources implements ByteSources {

  private static final long MAX_INFLATED = 16L << 30;

  /** Entries of all the directories that are kept; one takes some 200 bytes. */
  private static final long MAX_KEPT_ENTRIES = 200_000;

  private static final int LOCAL_HEADER_BYTES = 30;
  private static final int LOCAL_SIGNATURE = 0x04034b50;

  /** By how much the extra fields of a local header may exceed those of the directory's. */
  private static final int EXTRA_BYTES = 128;

  private final ByteSources archives;
  private final InflatedPieces pieces;
  private final Cache<URI, Archive> kept =
      Caffeine.newBuilder()
          .maximumWeight(MAX_KEPT_ENTRIES)
          .weigher((URI uri, Archive archive) -> 10 + archive.entries().size())
          .executor(Runnable::run)
          .build();

  private record Archive(ByteSource source, Map<String, ZipEntryInfo> entries) {}

  /**
   * @param archives opens the archives; of all schemes but {@code jar}, since zips in zips are
   *     refused
   * @param keptBytes of marks and inflated pieces, about
   */
  public ZipByteSources(ByteSources archives, long keptBytes) {
    this.archives = archives;
    this.pieces = new InflatedPieces(keptBytes);
  }

  @Override
  public OpenedSource open(URI uri) throws IOException {
    String raw = uri.getRawSchemeSpecificPart();
    int end = raw.lastIndexOf("!/");
    if (!"jar".equalsIgnoreCase(uri.getScheme()) || end < 0 || raw.startsWith("jar:")) {
      throw new IOException("it must be a URI jar:ARCHIVE!/ENTRY with an archive that is no entry");
    }
    try {
      // An opaque URI decodes whatever there is; '?' has no meaning in the name of an entry.
      String name = URI.create("entry:" + raw.substring(end + 2)).getSchemeSpecificPart();
      return open(uri, archive(URI.create(raw.substring(0, end))), name);
    } catch (IllegalArgumentException e) {
      // Its message would repeat the URI with its secrets.
      throw new IOException("it must be a URI jar:ARCHIVE!/ENTRY with a name");
    }
  }

  private Archive archive(URI uri) throws IOException {
    Archive archive = kept.getIfPresent(uri);
    if (archive == null || !archive.source().isCurrent()) {
      ByteSource source = archives.open(uri).source();
      archive = new Archive(source, ZipDirectory.read(source));
      kept.put(uri, archive);
    }
    return archive;
  }

  private OpenedSource open(URI uri, Archive archive, String name) throws IOException {
    ZipEntryInfo entry = archive.entries().get(name);
    if (entry == null) {
      throw new FileNotFoundException("the zip has no such entry");
    }
    entry.check(MAX_INFLATED);
    ByteSource source = archive.source();
    long before = LOCAL_HEADER_BYTES + utf8Length(name) + EXTRA_BYTES;
    long wanted = before + Math.min(entry.compressed(), HEAD_BYTES);
    int length = (int) Math.min(wanted, source.size() - entry.headerOffset());
    ByteBuffer header = source.read(new ByteRange(entry.headerOffset(), length)).slice();
    long dataOffset = dataOffset(entry, header, source.size());
    ContentId id =
        new ContentId(
            uri,
            entry.size(),
            "%s in %s, %d bytes, %08x at %d"
                .formatted(
                    name, source.id().tag(), source.size(), entry.crc32(), entry.headerOffset()));
    ByteSource opened =
        entry.method() == ZipEntryInfo.STORED
            ? new Stored(archive, name, id, dataOffset)
            : new Deflated(archive, name, id, new DeflatedEntry(id, source, entry, dataOffset));
    return new OpenedSource(opened, head(opened, entry, header, dataOffset));
  }

  private static long utf8Length(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  private static long dataOffset(ZipEntryInfo entry, ByteBuffer header, long archiveSize)
      throws IOException {
    header.order(ByteOrder.LITTLE_ENDIAN);
    if (header.limit() < LOCAL_HEADER_BYTES || header.getInt(0) != LOCAL_SIGNATURE) {
      throw new IOException("the zip is broken: the entry is not where its directory says");
    }
    long offset =
        entry.headerOffset()
            + LOCAL_HEADER_BYTES
            + (header.getShort(26) & 0xffff)
            + (header.getShort(28) & 0xffff);
    if (offset > archiveSize - entry.compressed()) {
      throw new IOException("the zip is broken: the entry ends outside of it");
    }
    return offset;
  }

  // Of a stored entry the first bytes came with its header, if that is not unusually long.
  private static ByteBuffer head(
      ByteSource opened, ZipEntryInfo entry, ByteBuffer header, long dataOffset)
      throws IOException {
    int length = (int) Math.min(HEAD_BYTES, entry.size());
    int from = (int) (dataOffset - entry.headerOffset());
    if (entry.method() == ZipEntryInfo.STORED && from + length <= header.limit()) {
      return header.slice(from, length);
    }
    return opened.read(new ByteRange(0, length));
  }

  /** What the entries of both methods have in common. */
  private abstract class Entry implements ByteSource {
    private final Archive archive;
    private final String name;
    private final ContentId id;

    Entry(Archive archive, String name, ContentId id) {
      this.archive = archive;
      this.name = name;
      this.id = id;
    }

    @Override
    public ContentId id() {
      return id;
    }

    @Override
    public boolean isCurrent() {
      return archive.source().isCurrent();
    }

    @Override
    public Optional<OpenedSource> sibling(String suffix) throws IOException {
      if (!archive.entries().containsKey(name + suffix)) {
        return Optional.empty();
      }
      URI beside = URI.create(id.uri() + suffix);
      return Optional.of(ZipByteSources.this.open(beside, archive, name + suffix));
    }
  }

  /** An entry that is in the archive as it is. */
  private final class Stored extends Entry {
    private final ByteSource source;
    private final long dataOffset;

    Stored(Archive archive, String name, ContentId id, long dataOffset) {
      super(archive, name, id);
      this.source = archive.source();
      this.dataOffset = dataOffset;
    }

    @Override
    public List<ByteBuffer> read(List<ByteRange> ranges) throws IOException {
      ByteRange.checkWithin(ranges, size());
      return source.read(
          ranges.stream().map(r -> new ByteRange(dataOffset + r.offset(), r.length())).toList());
    }
  }

  /** An entry that is inflated piece by piece. */
  private final class Deflated extends Entry {
    private final DeflatedEntry entry;

    Deflated(Archive archive, String name, ContentId id, DeflatedEntry entry) {
      super(archive, name, id);
      this.entry = entry;
    }

    @Override
    public List<ByteBuffer> read(List<ByteRange> ranges) throws IOException {
      ByteRange.checkWithin(ranges, size());
      if (!isCurrent()) {
        throw new ContentChangedException();
      }
      return pieces.read(entry, ranges);
    }
  }
}
