// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

import java.util.List;
import org.chronocube.grid.Shape;

/**
 * A radar image of ground range lines: a pixel is what lies at its slant range from the satellite
 * at its time, in the plane across the flight (zero Doppler), at the height of the terrain.
 *
 * <p>Two equations tie a ground point P to the satellite's position S and velocity V: {@code |P −
 * S| = R} and {@code (P − S) · V = 0} (Curlander 1982; Schreier, SAR Geocoding, 1993). On a surface
 * of known height a third, {@code height(P) = h}, makes it a point. Higher ground at the same range
 * is nearer to the track: by {@code Δh / tan θ} to first order, θ being the incidence angle. That
 * is solved exactly here, for the ellipsoid, a constant height or an elevation model; with the
 * latter, layover maps several places to one pixel, each of which shows that pixel.
 *
 * <p>Tie points anchor the model: what is left along the track between them and the annotated orbit
 * (a third of a pixel at most in the products seen) is taken out by a plane fitted to them.
 */
public final class RangeDopplerModel implements SensorModel {

  private static final double MARGIN = 0.02;
  private static final int LEAST_MARGIN = 32;
  private static final int MOST_STEPS = 30;
  private static final double DONE = 1e-6;

  private final Timing timing;
  private final Orbit orbit;
  private final GroundRange ground;
  private final Terrain terrain;
  private final double[][] ties;
  private final double[] tieCols;
  private final double[] tieRows;
  private final double side;
  private final double[] shift;
  private final double marginX;
  private final double marginY;

  /**
   * When and where the pixels are.
   *
   * @param shape of the image
   * @param firstLine zero-Doppler time of the first line's centre, seconds in the orbit's epoch
   * @param lineInterval seconds from line to line
   * @param pixelSpacing metres of ground range from pixel centre to pixel centre
   */
  public record Timing(Shape shape, double firstLine, double lineInterval, double pixelSpacing) {

    public Timing {
      if (!(lineInterval > 0) || !(pixelSpacing > 0)) {
        throw new IllegalArgumentException(
            "line interval and pixel spacing must be > 0, were "
                + lineInterval
                + " s and "
                + pixelSpacing
                + " m");
      }
    }
  }

  /**
   * @param ties three or more, not on one line
   */
  public RangeDopplerModel(
      Timing timing, Orbit orbit, GroundRange ground, List<TiePoint> ties, Terrain terrain) {
    if (ties.size() < 3) {
      throw new IllegalArgumentException("tie points must be three or more, were " + ties.size());
    }
    this.timing = timing;
    this.orbit = orbit;
    this.ground = ground;
    this.terrain = terrain;
    this.marginX = Math.max(LEAST_MARGIN, MARGIN * timing.shape.width());
    this.marginY = Math.max(LEAST_MARGIN, MARGIN * timing.shape.height());
    this.ties = new double[ties.size()][3];
    this.tieCols = ties.stream().mapToDouble(TiePoint::col).toArray();
    this.tieRows = ties.stream().mapToDouble(TiePoint::row).toArray();
    for (int i = 0; i < this.ties.length; i++) {
      TiePoint tie = ties.get(i);
      Wgs84.toEarthFixed(tie.lon(), tie.lat(), tie.height(), this.ties[i]);
    }
    State state = new State();
    orbit.at(time(timing.shape.height() / 2.0), state.orbit);
    this.side = Math.signum(state.side(this.ties[0]));
    this.shift = new double[3];
    double[] fitted = alongTrack();
    System.arraycopy(fitted, 0, shift, 0, 3);
  }

  /** The same image seen on another terrain. */
  public RangeDopplerModel on(Terrain other) {
    return new RangeDopplerModel(this, other);
  }

  private RangeDopplerModel(RangeDopplerModel same, Terrain terrain) {
    this.timing = same.timing;
    this.orbit = same.orbit;
    this.ground = same.ground;
    this.terrain = terrain;
    this.ties = same.ties;
    this.tieCols = same.tieCols;
    this.tieRows = same.tieRows;
    this.side = same.side;
    this.shift = same.shift;
    this.marginX = same.marginX;
    this.marginY = same.marginY;
  }

  // Rows by which the tie points lie off: constant, along columns, along rows.
  private double[] alongTrack() {
    double[][] normal = new double[3][4];
    double[] image = new double[2];
    State state = new State();
    for (int i = 0; i < ties.length; i++) {
      if (!locate(ties[i], state, image)) {
        continue;
      }
      double[] terms = terms(tieCols[i], tieRows[i]);
      double off = tieRows[i] - image[1];
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          normal[r][c] += terms[r] * terms[c];
        }
        normal[r][3] += terms[r] * off;
      }
    }
    return LinearSystem.solve(normal);
  }

  private double[] terms(double col, double row) {
    return new double[] {1, col / timing.shape.width() - 0.5, row / timing.shape.height() - 0.5};
  }

  private double shift(double col, double row) {
    return shift[0]
        + shift[1] * (col / timing.shape.width() - 0.5)
        + shift[2] * (row / timing.shape.height() - 0.5);
  }

  private double time(double row) {
    return timing.firstLine + (row - 0.5) * timing.lineInterval;
  }

  @Override
  public void toImage(double[] points, int count) {
    State state = new State();
    double[] xyz = new double[3];
    double[] image = new double[2];
    for (int i = 0; i < 2 * count; i += 2) {
      double height = terrain.height(points[i], points[i + 1]);
      Wgs84.toEarthFixed(points[i], points[i + 1], height, xyz);
      boolean seen = Double.isFinite(xyz[0]) && locate(xyz, state, image);
      points[i] = seen ? image[0] : Double.NaN;
      points[i + 1] = seen ? image[1] : Double.NaN;
    }
  }

  // Where a point in space is seen, without and then with the shift along the track.
  private boolean locate(double[] xyz, State state, double[] image) {
    double low = time(-marginY);
    double high = time(timing.shape.height() + marginY);
    double t = time(timing.shape.height() / 2.0);
    double step = Double.NaN;
    for (int n = 0; n < MOST_STEPS && !(Math.abs(step) < 1e-11); n++) {
      orbit.at(t, state.orbit);
      step = state.doppler(xyz) / state.dopplerRate(xyz);
      t -= step;
      if (t < low - (high - low) || t > high + (high - low)) {
        return false;
      }
    }
    if (!(t >= low && t <= high) || Math.signum(state.side(xyz)) != side) {
      return false;
    }
    orbit.at(t, state.orbit);
    double spacing = timing.pixelSpacing;
    double range =
        ground.groundRange(
            t,
            state.range(xyz),
            -marginX * spacing,
            (timing.shape.width() + marginX) * spacing,
            state.scratch);
    image[0] = range / spacing + 0.5;
    image[1] = (t - timing.firstLine) / timing.lineInterval + 0.5;
    image[1] += shift(image[0], image[1]);
    return !Double.isNaN(image[0]);
  }

  @Override
  public void toGround(double[] points, int count) {
    State state = new State();
    double[] geodetic = new double[3];
    for (int i = 0; i < 2 * count; i += 2) {
      boolean known = project(points[i], points[i + 1], state, geodetic);
      points[i] = known ? geodetic[0] : Double.NaN;
      points[i + 1] = known ? geodetic[1] : Double.NaN;
    }
  }

  private boolean project(double col, double row, State state, double[] geodetic) {
    if (!(col >= -marginX && col <= timing.shape.width() + marginX)
        || !(row >= -marginY && row <= timing.shape.height() + marginY)) {
      return false;
    }
    // The shift is a small plane: that of the shifted row is that of the row.
    double t = time(row - shift(col, row));
    orbit.at(t, state.orbit);
    double range = ground.slantRange(t, (col - 0.5) * timing.pixelSpacing, state.scratch);
    double[] xyz = nearestTie(col, row).clone();
    Wgs84.toGeodetic(xyz[0], xyz[1], xyz[2], geodetic);
    double height = terrain.height(geodetic[0], geodetic[1]);
    for (int n = 0; n < MOST_STEPS; n++) {
      if (!state.solve(xyz, range, height, geodetic)) {
        return false;
      }
      double next = terrain.height(geodetic[0], geodetic[1]);
      if (Math.abs(next - height) < 1e-4) {
        return true;
      }
      // Where the ground is steeper than the line of sight is, plain substitution would swing.
      height = n < 5 ? next : (height + next) / 2;
    }
    return Double.isFinite(height);
  }

  private double[] nearestTie(double col, double row) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ties.length; i++) {
      double distance = Math.hypot(tieCols[i] - col, tieRows[i] - row);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return ties[best];
  }

  /** The satellite at one time, and room to calculate. */
  private static final class State {

    final double[] orbit = new double[9];
    final double[] scratch = new double[1];
    private final double[][] equations = new double[3][4];

    private double dot(double[] xyz, int at) {
      return (xyz[0] - orbit[0]) * orbit[at]
          + (xyz[1] - orbit[1]) * orbit[at + 1]
          + (xyz[2] - orbit[2]) * orbit[at + 2];
    }

    private double speedSquared() {
      return orbit[3] * orbit[3] + orbit[4] * orbit[4] + orbit[5] * orbit[5];
    }

    double doppler(double[] xyz) {
      return dot(xyz, 3);
    }

    double dopplerRate(double[] xyz) {
      return dot(xyz, 6) - speedSquared();
    }

    double range(double[] xyz) {
      double x = xyz[0] - orbit[0];
      double y = xyz[1] - orbit[1];
      double z = xyz[2] - orbit[2];
      return Math.sqrt(x * x + y * y + z * z);
    }

    /** Positive on one side of the track, negative on the other: (S × V) · P. */
    double side(double[] xyz) {
      return (orbit[1] * orbit[5] - orbit[2] * orbit[4]) * xyz[0]
          + (orbit[2] * orbit[3] - orbit[0] * orbit[5]) * xyz[1]
          + (orbit[0] * orbit[4] - orbit[1] * orbit[3]) * xyz[2];
    }

    /** Moves a point to the range and height given, by Newton's method; false when it does not. */
    boolean solve(double[] xyz, double range, double height, double[] geodetic) {
      double speed = Math.sqrt(speedSquared());
      for (int n = 0; n < MOST_STEPS; n++) {
        Wgs84.toGeodetic(xyz[0], xyz[1], xyz[2], geodetic);
        double lon = Math.toRadians(geodetic[0]);
        double lat = Math.toRadians(geodetic[1]);
        double now = range(xyz);
        for (int k = 0; k < 3; k++) {
          equations[0][k] = (xyz[k] - orbit[k]) / now;
          equations[1][k] = orbit[k + 3] / speed;
        }
        equations[2][0] = Math.cos(lat) * Math.cos(lon);
        equations[2][1] = Math.cos(lat) * Math.sin(lon);
        equations[2][2] = Math.sin(lat);
        equations[0][3] = range - now;
        equations[1][3] = -doppler(xyz) / speed;
        equations[2][3] = height - geodetic[2];
        double[] step = LinearSystem.solve(equations);
        for (int k = 0; k < 3; k++) {
          xyz[k] += step[k];
        }
        double size = Math.abs(step[0]) + Math.abs(step[1]) + Math.abs(step[2]);
        if (size < DONE) {
          Wgs84.toGeodetic(xyz[0], xyz[1], xyz[2], geodetic);
          return true;
        }
        if (!(size < Wgs84.A)) {
          return false;
        }
      }
      return false;
    }
  }
}
