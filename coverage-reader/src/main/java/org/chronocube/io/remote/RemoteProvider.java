// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@link java.nio.file.Files} does with the paths of one {@link RemoteFileSystem}. */
final class RemoteProvider extends FileSystemProvider {

  private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ);

  private final RemoteFileSystem system;

  RemoteProvider(RemoteFileSystem system) {
    this.system = system;
  }

  @Override
  public String getScheme() {
    return URI.create(system.store().root()).getScheme().toLowerCase(Locale.ROOT);
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw new UnsupportedOperationException("remote file systems come from Archives");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    if (!uri.toString().startsWith(system.store().root())) {
      throw new FileSystemNotFoundException("this is " + system);
    }
    return system;
  }

  @Override
  public Path getPath(URI uri) {
    getFileSystem(uri);
    return system.path(uri.getPath(), uri.getRawQuery());
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!READING.containsAll(options)) {
      throw new ReadOnlyFileSystemException();
    }
    return named(path, p -> new RemoteChannel(system.store().open(p.toUri())));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    RemotePath parent = remote(directory);
    if (parent.listed() != null && !parent.listed().isDirectory()) {
      throw new NotDirectoryException(directory.toString());
    }
    List<Path> accepted = new ArrayList<>();
    for (RemoteStore.Child child : named(directory, p -> system.store().list(p.toUri()))) {
      Path path = parent.child(child);
      if (filter.accept(path)) {
        accepted.add(path);
      }
    }
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return accepted.iterator();
      }

      @Override
      public void close() {
        // all of it is there already
      }
    };
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException("attributes must be basic ones, were " + type);
    }
    return type.cast(attributes(path));
  }

  /** What a listing told when the path comes from one, else what the server says. */
  private RemoteAttributes attributes(Path path) throws IOException {
    RemoteAttributes listed = remote(path).listed();
    return listed != null ? listed : named(path, p -> system.store().attributes(p.toUri()));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    RemoteAttributes read = attributes(path);
    Map<String, Object> all =
        Map.of(
            "isDirectory", read.isDirectory(),
            "isRegularFile", read.isRegularFile(),
            "isSymbolicLink", false,
            "isOther", false,
            "size", read.size(),
            "lastModifiedTime", read.lastModifiedTime());
    Set<String> wanted = Set.of(names.replaceFirst("^basic:", "").split(","));
    return all.entrySet().stream()
        .filter(e -> wanted.contains("*") || wanted.contains(e.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return type == BasicFileAttributeView.class ? type.cast(new View(path)) : null;
  }

  private final class View implements BasicFileAttributeView {
    private final Path path;

    View(Path path) {
      this.path = path;
    }

    @Override
    public String name() {
      return "basic";
    }

    @Override
    public BasicFileAttributes readAttributes() throws IOException {
      return attributes(path);
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created) {
      throw new ReadOnlyFileSystemException();
    }
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    if (Arrays.stream(modes).anyMatch(mode -> mode != AccessMode.READ)) {
      throw new AccessDeniedException(path.toString(), null, "it can only be read");
    }
    attributes(path);
  }

  @Override
  public boolean isSameFile(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    throw new FileSystemException(path.toString(), null, "remote files have no file store");
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void delete(Path path) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @FunctionalInterface
  private interface Access<T> {
    T of(RemotePath path) throws IOException;
  }

  /** Does something with a path; failures become those of files, and name it. */
  private <T> T named(Path path, Access<T> access) throws IOException {
    try {
      return access.of(remote(path));
    } catch (FileNotFoundException e) {
      NoSuchFileException missing = new NoSuchFileException(path.toString(), null, e.getMessage());
      missing.initCause(e);
      throw missing;
    } catch (IOException e) {
      FileSystemException failed = new FileSystemException(path.toString(), null, e.getMessage());
      failed.initCause(e);
      throw failed;
    }
  }

  private RemotePath remote(Path path) {
    if (path instanceof RemotePath remote && remote.getFileSystem() == system) {
      return remote;
    }
    throw new ProviderMismatchException("the path must be one of " + system + ", was " + path);
  }
}
