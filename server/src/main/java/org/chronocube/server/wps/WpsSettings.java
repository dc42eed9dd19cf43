// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chronocube.server.datadir.ServiceSettings;

/**
 * How the service behaves; what {@code wps.xml} of a GeoServer data directory says, and limits that
 * GeoServer has no setting for.
 *
 * @param enabled false: every request is refused
 * @param title of the service
 * @param description of the service, may be empty
 * @param keywords of the service
 * @param defaultVersion of capabilities when a client accepts any: the highest, as OWS Common wants
 *     it, unless clients of a time before it need another
 * @param maxSynchronous processes that run in requests at a time; more are told ServerBusy
 * @param maxAsynchronous processes that run in the background at a time
 * @param maxWaiting background processes that wait for a place; more are told ServerBusy
 * @param maxPerUser background processes of one user that wait or run, all who have not logged in
 *     counting as one; more are told ServerBusy
 * @param synchronousTime after which a process in a request is stopped
 * @param asynchronousTime after which a process in the background is stopped
 * @param expiry how long results of background processes are kept
 * @param maxInputBytes largest complex input
 * @param maxOutputBytes largest output
 * @param maxStoredBytes results kept on disk together; more are told NotEnoughStorage
 * @param referenceHosts hosts inputs may be read from by reference; empty: none
 * @param storage where results are kept, empty: {@code tmp/wps} of the data directory
 */
public record WpsSettings(
    boolean enabled,
    String title,
    String description,
    List<String> keywords,
    String defaultVersion,
    int maxSynchronous,
    int maxAsynchronous,
    int maxWaiting,
    int maxPerUser,
    Duration synchronousTime,
    Duration asynchronousTime,
    Duration expiry,
    long maxInputBytes,
    long maxOutputBytes,
    long maxStoredBytes,
    Set<String> referenceHosts,
    Optional<Path> storage) {

  private static final long MIB = 1 << 20;

  public WpsSettings {
    keywords = List.copyOf(keywords);
    referenceHosts = Set.copyOf(referenceHosts);
    if (!defaultVersion.equals(Wps1.VERSION) && !defaultVersion.equals(Wps2.VERSION)) {
      throw new IllegalArgumentException(
          "defaultVersion must be 1.0.0 or 2.0.0, was " + defaultVersion);
    }
    if (maxSynchronous < 1 || maxAsynchronous < 1 || maxWaiting < 0 || maxPerUser < 1) {
      throw new IllegalArgumentException(
          "maxSynchronous, maxAsynchronous and maxPerUser must be > 0 and maxWaiting >= 0, were "
              + List.of(maxSynchronous, maxAsynchronous, maxPerUser, maxWaiting));
    }
  }

  /** What holds without a {@code wps.xml}. */
  public static WpsSettings defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new WpsSettings(
        true,
        "Chronocube WPS",
        "Time series and change detection over Earth-observation datacubes",
        List.of("WPS", "time series", "change detection"),
        Wps2.VERSION,
        Math.max(2, cores),
        Math.max(1, cores / 2),
        100,
        50,
        Duration.ofMinutes(5),
        Duration.ofHours(6),
        Duration.ofHours(24),
        16 * MIB,
        2048 * MIB,
        8192 * MIB,
        Set.of(),
        Optional.empty());
  }

  /**
   * The defaults with what {@code wps.xml} of a data directory says instead. Settings GeoServer
   * writes are read by its names (times in seconds, sizes in MB); 0 means no limit there and keeps
   * the default here. {@code defaultVersion}, {@code maxWaitingProcesses}, {@code
   * maxProcessesPerUser}, {@code maxOutputSize}, {@code maxStorageSize} and {@code
   * allowedReferenceHosts} (parted by blanks or commas) are Chronocube's own.
   */
  public static WpsSettings of(ServiceSettings wps) {
    WpsSettings d = defaults();
    return new WpsSettings(
        wps.enabled(),
        wps.title(),
        wps.description(),
        wps.keywords(),
        wps.settings().getOrDefault("defaultVersion", d.defaultVersion),
        (int) number(wps, "maxSynchronousProcesses", d.maxSynchronous),
        (int) number(wps, "maxAsynchronousProcesses", d.maxAsynchronous),
        (int) number(wps, "maxWaitingProcesses", d.maxWaiting),
        (int) number(wps, "maxProcessesPerUser", d.maxPerUser),
        seconds(wps, "maxSynchronousExecutionTime", d.synchronousTime),
        seconds(wps, "maxAsynchronousExecutionTime", d.asynchronousTime),
        seconds(wps, "resourceExpirationTimeout", d.expiry),
        MIB * number(wps, "maxComplexInputSize", d.maxInputBytes / MIB),
        MIB * number(wps, "maxOutputSize", d.maxOutputBytes / MIB),
        MIB * number(wps, "maxStorageSize", d.maxStoredBytes / MIB),
        hosts(wps.settings().getOrDefault("allowedReferenceHosts", "")),
        Optional.ofNullable(wps.settings().get("storageDirectory"))
            .filter(text -> !text.isBlank())
            .map(Path::of));
  }

  private static Set<String> hosts(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s,]+"))
        .filter(host -> !host.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Duration seconds(ServiceSettings wps, String name, Duration otherwise) {
    return Duration.ofSeconds(number(wps, name, otherwise.toSeconds()));
  }

  private static long number(ServiceSettings wps, String name, long otherwise) {
    long value = wps.number(name, otherwise);
    return value > 0 ? value : otherwise;
  }
}
