// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.spectral;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.chronocube.algorithm.pair.IndexDifference.Form;

/** Differences of indices that have a name. */
public enum IndexPreset {
  NDVI(SpectralIndex.NDVI, Form.AFTER_MINUS_BEFORE),
  NBR(SpectralIndex.NBR, Form.AFTER_MINUS_BEFORE),
  DNBR(SpectralIndex.NBR, Form.BEFORE_MINUS_AFTER),
  RDNBR(SpectralIndex.NBR, Form.RELATIVE),
  RBR(SpectralIndex.NBR, Form.RELATIVISED),
  NDWI(SpectralIndex.NDWI, Form.AFTER_MINUS_BEFORE),
  MNDWI(SpectralIndex.MNDWI, Form.AFTER_MINUS_BEFORE),
  NDMI(SpectralIndex.NDMI, Form.AFTER_MINUS_BEFORE),
  NDBI(SpectralIndex.NDBI, Form.AFTER_MINUS_BEFORE);

  private final SpectralIndex index;
  private final Form form;

  IndexPreset(SpectralIndex index, Form form) {
    this.index = index;
    this.form = form;
  }

  public SpectralIndex index() {
    return index;
  }

  public Form form() {
    return form;
  }

  /** The preset of a name, in any case; empty when it is none, and so an expression. */
  public static Optional<IndexPreset> of(String name) {
    String wanted = name.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(p -> p.name().equals(wanted)).findFirst();
  }
}
