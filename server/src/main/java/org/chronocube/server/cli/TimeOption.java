// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.util.List;
import org.chronocube.analysis.TimeText;
import org.chronocube.time.TimeInterval;
import picocli.CommandLine.Option;

/** {@code --time}: when. */
final class TimeOption {

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = {
        "Year, month, day or instant (UTC), or a range with both ends in it, '..' for an open end:",
        "2023-04-05, 2023-04, 2023-04-01/2023-04-15, 2016/..; several joined by commas."
      })
  private String time;

  /** The intervals, or none when the option is not given. */
  List<TimeInterval> intervals() {
    return TimeText.parse(time, "--time");
  }
}
