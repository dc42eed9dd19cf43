// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortingNetworkTest {

  private static final int COLUMNS = 37;

  @Test
  void sortsEveryPatternOfZerosAndOnes() {
    // A network that sorts all of these sorts everything (Knuth 5.3.4, theorem Z).
    for (int n = 1; n <= 14; n++) {
      int[][] rows = new int[n][1 << n];
      for (int pattern = 0; pattern < 1 << n; pattern++) {
        for (int r = 0; r < n; r++) {
          rows[r][pattern] = pattern >> r & 1;
        }
      }
      new SortingNetwork(n).sort(rows, 1 << n);
      for (int pattern = 0; pattern < 1 << n; pattern++) {
        int zeros = n - Integer.bitCount(pattern);
        for (int r = 0; r < n; r++) {
          assertThat(rows[r][pattern]).isEqualTo(r < zeros ? 0 : 1);
        }
      }
    }
  }

  @Test
  void sortsAnyNumberOfRows() {
    Random random = new Random(5);
    for (int n = 1; n <= LayerRuns.MOST_ROWS; n++) {
      int[][] numbers = new int[n][COLUMNS];
      float[][] samples = new float[n][COLUMNS];
      for (int r = 0; r < n; r++) {
        for (int c = 0; c < COLUMNS; c++) {
          numbers[r][c] = random.nextInt(c % 2 == 0 ? 65536 : 5);
          samples[r][c] = c % 3 == 0 ? Float.POSITIVE_INFINITY : random.nextFloat() - 0.5f;
        }
      }
      int[][] wantedNumbers = new int[COLUMNS][n];
      float[][] wantedSamples = new float[COLUMNS][n];
      for (int c = 0; c < COLUMNS; c++) {
        for (int r = 0; r < n; r++) {
          wantedNumbers[c][r] = numbers[r][c];
          wantedSamples[c][r] = samples[r][c];
        }
        Arrays.sort(wantedNumbers[c]);
        Arrays.sort(wantedSamples[c]);
      }
      SortingNetwork network = new SortingNetwork(n);
      network.sort(numbers, COLUMNS);
      network.sort(samples, COLUMNS);
      for (int c = 0; c < COLUMNS; c++) {
        for (int r = 0; r < n; r++) {
          assertThat(numbers[r][c]).isEqualTo(wantedNumbers[c][r]);
          assertThat(samples[r][c]).isEqualTo(wantedSamples[c][r]);
        }
      }
    }
  }

  // Knuth 5.2.2, exercise 9 ff.: (p² − p + 4)·2^(p−2) − 1 exchanges for 2^p rows.
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "4, 5", "8, 19", "16, 63", "32, 191", "64, 543", "128, 1471"})
  void takesAsManyExchangesAsBatcherSays(int rows, int exchanges) {
    assertThat(new SortingNetwork(rows).size()).isEqualTo(exchanges);
  }
}
