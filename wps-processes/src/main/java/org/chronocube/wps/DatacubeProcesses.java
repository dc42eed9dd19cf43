// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import java.util.stream.Stream;

/** All processes. */
final class DatacubeProcesses {

  private DatacubeProcesses() {}

  /** What compares two times. */
  static List<PairDeclaration> pairs() {
    return List.of(
        new ChangeVectorAnalysisDeclaration(),
        new IndexDifferenceDeclaration(),
        new MultivariateAlterationDetectionDeclaration(),
        new OmnibusPairDeclaration(),
        new PcaKMeansDeclaration(),
        new RadiometricNormalisationDeclaration(),
        new SarCfarDeclaration(),
        new SarChangeDeclaration(),
        new SlowFeatureAnalysisDeclaration());
  }

  static List<DatacubeProcess> all(CubeSource cubes) {
    Stream<EstimableProcess> pairs =
        pairs().stream().map(declaration -> new PairProcess(declaration, cubes));
    Stream<EstimableProcess> series =
        Stream.<SeriesDeclaration>of(
                new BayesianAlertsDeclaration(),
                new BfastMonitorDeclaration(),
                new ContinuousChangeDetectionDeclaration(),
                new CusumDeclaration(),
                new EwmaDeclaration(),
                new HarmonicRegressionDeclaration(),
                new LandTrendrDeclaration(),
                new OmnibusTestDeclaration(),
                new TrendDeclaration())
            .map(declaration -> new PixelSeriesProcess(declaration, cubes));
    List<EstimableProcess> estimable = Stream.concat(pairs, series).toList();
    Stream<DatacubeProcess> others =
        Stream.of(
            new EstimateProcess(estimable),
            new SpeckleFilterProcess(cubes),
            new TimeSeriesProcess(cubes),
            new ZonalStatisticsProcess(cubes));
    return Stream.concat(estimable.stream(), others).toList();
  }
}
