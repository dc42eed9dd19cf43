// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files of the local file system. A file is opened for each call and closed after it, so thousands
 * of granules need no file handles; the cost is some 10 µs a call, which may read many blocks.
 */
public final class FileByteSources implements ByteSources {

  private static final int MAX_GAP = 4 * 1024;
  private static final int MAX_SPAN = 1024 * 1024;

  private final Predicate<Path> allowed;

  private FileByteSources(Predicate<Path> allowed) {
    this.allowed = allowed;
  }

  /** Every file the process can read. */
  public static FileByteSources anywhere() {
    return new FileByteSources(path -> true);
  }

  /** Only files below some directories, symbolic links resolved. */
  public static FileByteSources under(List<Path> roots) throws IOException {
    Path[] real = new Path[roots.size()];
    for (int i = 0; i < real.length; i++) {
      real[i] = roots.get(i).toRealPath();
    }
    return new FileByteSources(path -> Arrays.stream(real).anyMatch(path::startsWith));
  }

  @Override
  public OpenedSource open(URI uri) throws IOException {
    return open(uri, allowedPath(uri));
  }

  // One opening, one reading: an open file has the content of one moment when files are replaced.
  @Override
  public ByteBuffer readAll(URI uri) throws IOException {
    Path path = allowedPath(uri);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long length = file.length();
      if (length > Integer.MAX_VALUE || !Files.isRegularFile(path)) {
        throw new IOException("it must be a regular file of at most 2 GiB");
      }
      byte[] bytes = new byte[(int) length];
      file.readFully(bytes);
      return ByteBuffer.wrap(bytes);
    } catch (EOFException shorter) {
      throw new ContentChangedException();
    } catch (FileNotFoundException e) {
      throw Files.exists(path) ? new IOException("it cannot be read: " + e.getMessage(), e) : e;
    }
  }

  private Path allowedPath(URI uri) throws IOException {
    Path path = realPath(uri);
    if (!allowed.test(path)) {
      throw new IOException("it lies outside the allowed directories");
    }
    return path;
  }

  private OpenedSource open(URI uri, Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new IOException("it is no regular file");
    }
    Source source = new Source(path, contentId(uri, attributes));
    int head = (int) Math.min(HEAD_BYTES, source.size());
    return new OpenedSource(source, source.read(new ByteRange(0, head)));
  }

  private static Path realPath(URI uri) throws IOException {
    try {
      return Path.of(uri).toRealPath();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IOException("it is no valid file URI: " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException("it does not exist");
    }
  }

  private static ContentId contentId(URI uri, BasicFileAttributes attributes) {
    return new ContentId(
        uri, attributes.size(), attributes.lastModifiedTime() + " " + attributes.fileKey());
  }

  private final class Source implements ByteSource {

    private final Path path;
    private final ContentId id;

    Source(Path path, ContentId id) {
      this.path = path;
      this.id = id;
    }

    @Override
    public ContentId id() {
      return id;
    }

    @Override
    public List<ByteBuffer> read(List<ByteRange> ranges) throws IOException {
      ByteRange.checkWithin(ranges, id.size());
      ByteBuffer[] buffers = new ByteBuffer[ranges.size()];
      // Not a FileChannel: an interrupted request would close it under those who wait for the block
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
        if (!matches()) {
          throw new ContentChangedException();
        }
        for (RangeGroup group : RangeGroup.of(ranges, MAX_GAP, MAX_SPAN)) {
          byte[] bytes = new byte[group.span().length()];
          file.seek(group.span().offset());
          file.readFully(bytes);
          group.scatter(bytes, ranges, buffers);
        }
      }
      return Arrays.asList(buffers);
    }

    private boolean matches() throws IOException {
      return contentId(id.uri(), Files.readAttributes(path, BasicFileAttributes.class)).equals(id);
    }

    @Override
    public boolean isCurrent() {
      try {
        return matches();
      } catch (IOException gone) {
        return false;
      }
    }

    @Override
    public Optional<OpenedSource> sibling(String suffix) throws IOException {
      Path beside = path.resolveSibling(path.getFileName() + suffix);
      if (!Files.isRegularFile(beside)) {
        return Optional.empty();
      }
      return Optional.of(FileByteSources.this.open(beside.toUri()));
    }
  }
}
