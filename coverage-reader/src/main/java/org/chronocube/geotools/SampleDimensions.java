// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import javax.measure.Unit;
import javax.measure.format.MeasurementParseException;
import org.chronocube.band.Band;
import org.chronocube.band.Scaling;
import org.geotools.coverage.Category;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.measure.UnitFormat;
import org.geotools.util.NumberRange;
import tech.units.indriya.AbstractUnit;

/**
 * Bands as GeoTools describes them: name, the nodata value as the category "No data", the values
 * data can have. Pixels hold stored samples: where they are scaled, the dimension has scale and
 * offset; where they are physical values themselves, it has the unit (GeoTools keeps only one of
 * the two with categories of our own).
 */
final class SampleDimensions {

  private static final Color TRANSPARENT = new Color(0, 0, 0, 0);

  private SampleDimensions() {}

  /**
   * @param noData what pixels without data hold
   */
  static GridSampleDimension of(Band band, double noData) {
    Category[] categories = categories(band, noData);
    if (band.scaling().equals(Scaling.IDENTITY)) {
      return new GridSampleDimension(band.name(), categories, unit(band.unit()));
    }
    return new GridSampleDimension(
        band.name(), categories, band.scaling().scale(), band.scaling().offset());
  }

  private static Category[] categories(Band band, double noData) {
    double min = band.type().min();
    double max = band.type().max();
    List<Category> categories = new ArrayList<>();
    categories.add(new Category(Category.NODATA.getName(), TRANSPARENT, noData));
    if (Double.isNaN(noData) || noData < min || noData > max) {
      categories.add(data(band, "", min, max));
    } else {
      if (noData > min) {
        categories.add(data(band, "", min, below(band, noData)));
      }
      if (noData < max) {
        // Two categories of one name would be one too many for those who list them.
        categories.add(data(band, noData > min ? " above nodata" : "", above(band, noData), max));
      }
    }
    return categories.toArray(Category[]::new);
  }

  private static Category data(Band band, String suffix, double min, double max) {
    return new Category(
        band.title() + suffix, Color.WHITE, NumberRange.create(min, true, max, true));
  }

  private static double below(Band band, double value) {
    return band.type().isFloating() ? Math.nextDown(value) : value - 1;
  }

  private static double above(Band band, double value) {
    return band.type().isFloating() ? Math.nextUp(value) : value + 1;
  }

  /** Null when GeoTools does not know it, as decibel. */
  private static Unit<?> unit(String symbol) {
    if (symbol.isEmpty()) {
      return null;
    }
    if (symbol.equals("1")) {
      return AbstractUnit.ONE;
    }
    try {
      return UnitFormat.getInstance().parse(symbol);
    } catch (MeasurementParseException | IllegalArgumentException unknown) {
      return null;
    }
  }
}
