// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.range.HttpByteSources;
import org.chronocube.io.range.HttpSettings;
import org.chronocube.io.range.HttpTransfer;
import org.chronocube.io.range.PlainRequests;
import org.chronocube.io.range.SchemeByteSources;
import org.chronocube.io.range.UriText;
import org.chronocube.io.zip.ZipByteSources;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

/**
 * Where archives lie: turns locations into paths, and the URIs of paths into bytes. Safe for
 * concurrent use; holds nothing open but idle connections.
 *
 * <pre>{@code
 * Path folder = archives.path("s3://eodata/Sentinel-2/MSI/L2A/2024/05/01");
 * try (Stream<Path> products = Files.list(folder)) { … }
 * OpenedSource band = archives.files().open(folder.resolve("…/B04.jp2").toUri());
 * }</pre>
 */
public final class Archives {

  private final ArchiveSettings settings;
  private final HttpTransfer transfer;
  private final PlainRequests plain;
  private final S3Requests s3;
  private final ByteSources files;
  private final Map<String, RemoteFileSystem> systems = new ConcurrentHashMap<>();

  /**
   * @param http connections, timeouts and retries, of S3 too; what it allows is not asked for
   * @param credentials of buckets that are not read anonymously
   */
  Archives(
      ArchiveSettings settings,
      HttpSettings http,
      Function<S3Bucket, AwsCredentialsProvider> credentials,
      Clock clock) {
    this.settings = settings;
    this.transfer = new HttpTransfer(http);
    this.plain = new PlainRequests(HttpSettings.hosts(settings.hosts()));
    this.s3 = new S3Requests(settings.buckets(), credentials, clock);
    HttpByteSources web = new HttpByteSources(transfer, plain);
    Map<String, ByteSources> sources = new HashMap<>();
    sources.put("file", FileByteSources.anywhere());
    sources.put("http", web);
    sources.put("https", web);
    sources.put(S3Uris.SCHEME, new HttpByteSources(transfer, s3));
    sources.put(
        "jar", new ZipByteSources(new SchemeByteSources(sources), settings.inflatedBytes()));
    this.files = new SchemeByteSources(sources);
  }

  /** The local file system only, and the zips in it. */
  public static Archives local() {
    return of(ArchiveSettings.LOCAL);
  }

  /** The local file system, and of others what the settings name. */
  public static Archives of(ArchiveSettings settings) {
    return new Archives(
        settings,
        HttpSettings.allowing(HttpSettings.hosts(settings.hosts())),
        Archives::credentials,
        Clock.systemUTC());
  }

  private static AwsCredentialsProvider credentials(S3Bucket bucket) {
    return bucket.profile() == null
        ? DefaultCredentialsProvider.builder().build()
        : ProfileCredentialsProvider.create(bucket.profile());
  }

  /** True when a location is no local path; {@code C:\} is one. */
  public static boolean isUri(String location) {
    return location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
  }

  /** The bytes of files by the URIs of their paths, also of those inside a zip. */
  public ByteSources files() {
    return files;
  }

  /**
   * The path that a location names. Whether something is there is not looked at. What is inside a
   * zip has no location: open the zip's path with {@link
   * java.nio.file.FileSystems#newFileSystem(Path)}.
   *
   * @param location a local path, or a URI: {@code file:///…}, {@code s3://bucket/key}, {@code
   *     https://host/path}
   * @throws IOException when it is none of these, or may not be read; the message shows no secrets
   */
  public Path path(String location) throws IOException {
    try {
      return isUri(location) ? path(new URI(location)) : Path.of(location);
    } catch (URISyntaxException e) {
      // Its message would repeat the location with its secrets.
      throw new IOException("location must be a URI with special characters encoded");
    } catch (IllegalArgumentException e) {
      throw new IOException("location must be a path, was " + location, e);
    }
  }

  private Path path(URI uri) throws IOException {
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "file" -> Path.of(uri);
      case S3Uris.SCHEME ->
          system(uri, S3Uris.SCHEME + "://" + s3.bucket(uri).name()).path(S3Uris.key(uri), null);
      case "http", "https" -> system(uri, root(uri)).path(uri.getPath(), uri.getRawQuery());
      default ->
          throw new IOException(
              "location must be a path, or a URI with scheme file, s3, http or https, was "
                  + UriText.of(uri));
    };
  }

  private String root(URI uri) throws IOException {
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IOException("location must be a URL with a host and without user or password");
    }
    if (!plain.allowed().test(uri)) {
      throw new IOException(
          "the host must be one of the products' hosts or locations, was " + uri.getHost());
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return (uri.getScheme() + "://" + uri.getHost()).toLowerCase(Locale.ROOT) + port;
  }

  private RemoteFileSystem system(URI uri, String root) {
    return systems.computeIfAbsent(
        root,
        key ->
            new RemoteFileSystem(
                S3Uris.SCHEME.equalsIgnoreCase(uri.getScheme())
                    ? new S3Store(key, transfer, s3, files)
                    : new HttpStore(key, transfer, plain, files)));
  }

  /** What it was made of. */
  public ArchiveSettings settings() {
    return settings;
  }
}
