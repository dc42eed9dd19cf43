// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files at and below one path of any file system, for reading metadata while that file system is
 * open. Pixels are read through {@link SchemeByteSources}, which need no open file system.
 *
 * @param root the path; its URI is what the URIs of files begin with
 */
public record PathByteSources(Path root) implements ByteSources {

  @Override
  public OpenedSource open(URI uri) throws IOException {
    Path path = path(uri);
    long size;
    try {
      if (!Files.isRegularFile(path)) {
        throw new FileNotFoundException("it does not exist");
      }
      size = Files.size(path);
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException("it does not exist");
    }
    String tag = Files.getLastModifiedTime(path).toString();
    Source source = new Source(path, new ContentId(uri, size, tag));
    return new OpenedSource(
        source, source.read(new ByteRange(0, (int) Math.min(HEAD_BYTES, size))));
  }

  private Path path(URI uri) throws IOException {
    String base = root.toUri().toString();
    String text = uri.toString();
    if (text.equals(base)) {
      return root;
    }
    String folder = base.endsWith("/") ? base : base + "/";
    if (!text.startsWith(folder)) {
      throw new IOException("it lies outside of what is looked at");
    }
    String relative = URI.create("x:/" + text.substring(folder.length())).getPath().substring(1);
    Path path = root.resolve(relative).normalize();
    if (!path.startsWith(root)) {
      throw new IOException("it lies outside of what is looked at");
    }
    return path;
  }

  private record Source(Path path, ContentId id) implements ByteSource {

    @Override
    public List<ByteBuffer> read(List<ByteRange> ranges) throws IOException {
      List<ByteBuffer> buffers = new ArrayList<>();
      try (SeekableByteChannel channel = Files.newByteChannel(path)) {
        for (ByteRange range : ranges) {
          if (range.end() > id.size()) {
            throw new EOFException("bytes up to " + range.end() + " lie beyond the file's end");
          }
          ByteBuffer buffer = ByteBuffer.allocate(range.length());
          channel.position(range.offset());
          while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
              throw new ContentChangedException();
            }
          }
          buffers.add(buffer.flip());
        }
      }
      return buffers;
    }

    @Override
    public boolean isCurrent() {
      return true;
    }
  }
}
