// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chronocube.geolocation.GeolocationException;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.SensorModel;
import org.chronocube.geolocation.SensorModels;

/** Reads the sensor models of images from their metadata, and keeps them. */
public final class SensorModelReader implements SensorModels {

  private static final int MOST_MODELS = 512;

  private final Map<String, SensorModelFormat> formats;
  private final RasterView.Surroundings surroundings;
  private final Cache<ImageCrs, SensorModel> models =
      Caffeine.newBuilder().maximumSize(MOST_MODELS).executor(Runnable::run).build();

  /**
   * @param formats with unique names
   * @param surroundings where metadata and elevation models are read from
   */
  public SensorModelReader(List<SensorModelFormat> formats, RasterView.Surroundings surroundings) {
    this.formats =
        formats.stream().collect(Collectors.toMap(SensorModelFormat::name, Function.identity()));
    this.surroundings = surroundings;
  }

  @Override
  public SensorModel get(ImageCrs crs) {
    SensorModelFormat format = formats.get(crs.model());
    if (format == null) {
      throw new GeolocationException(
          "sensor model must be one of "
              + new TreeSet<>(formats.keySet())
              + ", was "
              + crs.model());
    }
    try {
      return models.get(crs, c -> format.read(c, surroundings));
    } catch (RasterReadException e) {
      throw new GeolocationException(e.getMessage(), e);
    }
  }
}
