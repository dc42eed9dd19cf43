// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import java.util.stream.Stream;

/** All processes. */
final class DatacubeProcesses {

  private DatacubeProcesses() {}

  static List<DatacubeProcess> all(CubeSource cubes, ProcessLimits limits) {
    Stream<DatacubeProcess> pairs =
        Stream.<PairDeclaration>of(
                new ChangeVectorAnalysisDeclaration(),
                new MultivariateAlterationDetectionDeclaration(),
                new RadiometricNormalisationDeclaration(),
                new SlowFeatureAnalysisDeclaration())
            .map(declaration -> new PairProcess(declaration, cubes, limits));
    Stream<DatacubeProcess> series =
        Stream.<SeriesDeclaration>of()
            .map(declaration -> new PixelSeriesProcess(declaration, cubes, limits));
    Stream<DatacubeProcess> others =
        Stream.of(new SpeckleFilterProcess(cubes, limits), new TimeSeriesProcess(cubes));
    return Stream.of(pairs, series, others).flatMap(s -> s).toList();
  }
}
