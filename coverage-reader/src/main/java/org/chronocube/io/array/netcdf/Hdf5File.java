// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.netcdf;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.FixedPoint;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.io.array.ArrayDataset;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.io.array.ArraySource;
import org.chronocube.io.array.ElementType;
import org.chronocube.io.range.ContentId;

/**
 * A NetCDF-4 file, or an HDF5 file that names its dimensions as NetCDF-4 does: with dimension
 * scales. Opened anew for each read, so that no files stay open.
 */
final class Hdf5File implements ArrayDataset {

  private static final int CHUNK_ELEMENTS = 1 << 18;

  private final HdfBytes bytes;

  Hdf5File(HdfBytes bytes) {
    this.bytes = bytes;
  }

  @Override
  public List<ArrayInfo> arrays() throws IOException {
    try (HdfFile file = bytes.open()) {
      Map<Long, String> scales = new HashMap<>();
      List<Dataset> datasets = new ArrayList<>();
      collect(file, datasets, scales);
      List<ArrayInfo> arrays = new ArrayList<>();
      for (Dataset dataset : datasets) {
        info(dataset, scales).ifPresent(arrays::add);
      }
      return arrays;
    } catch (HdfException e) {
      throw broken(e);
    }
  }

  @Override
  public Map<String, Map<String, Object>> attributes() throws IOException {
    try (HdfFile file = bytes.open()) {
      List<Dataset> datasets = new ArrayList<>();
      collect(file, datasets, new HashMap<>());
      Map<String, Map<String, Object>> attributes = new LinkedHashMap<>();
      datasets.forEach(dataset -> attributes.put(path(dataset), attributes(dataset)));
      return attributes;
    } catch (HdfException e) {
      throw broken(e);
    }
  }

  private static IOException broken(HdfException e) {
    return new IOException("the HDF5 file cannot be read: " + e.getMessage(), e);
  }

  private static void collect(Group group, List<Dataset> datasets, Map<Long, String> scales) {
    for (Node node : group.getChildren().values()) {
      if (node instanceof Group inner) {
        collect(inner, datasets, scales);
      } else if (node instanceof Dataset dataset) {
        datasets.add(dataset);
        scales.put(dataset.getAddress(), path(dataset));
      }
    }
  }

  private static String path(Node node) {
    return node.getPath().substring(1);
  }

  // Of types other than numbers nothing can be shown.
  private static Optional<ArrayInfo> info(Dataset dataset, Map<Long, String> scales) {
    Optional<ElementType> type = type(dataset);
    if (type.isEmpty() || dataset.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> shape = new ArrayList<>();
    for (int n : dataset.getDimensions()) {
      shape.add(n);
    }
    return Optional.of(
        new ArrayInfo(
            path(dataset),
            type.get(),
            dimensions(dataset, shape.size(), scales),
            shape,
            chunk(dataset, shape),
            attributes(dataset)));
  }

  private static Optional<ElementType> type(Dataset dataset) {
    if (dataset.isCompound() || dataset.isVariableLength()) {
      return Optional.empty();
    }
    Class<?> java = primitive(dataset);
    if (java == float.class) {
      return Optional.of(ElementType.FLOAT32);
    } else if (java == double.class) {
      return Optional.of(ElementType.FLOAT64);
    } else if (dataset.getDataType() instanceof FixedPoint integer) {
      String sign = integer.isSigned() ? "int" : "uint";
      // jHDF gives unsigned 64-bit integers as objects, one each.
      return ElementType.of(sign + 8 * integer.getSize()).filter(t -> t != ElementType.UINT64);
    }
    return Optional.empty();
  }

  // The type of a single number is said to be that of an object.
  private static Class<?> primitive(Dataset dataset) {
    return MethodType.methodType(dataset.getJavaType()).unwrap().returnType();
  }

  private static List<String> dimensions(Dataset dataset, int rank, Map<Long, String> scales) {
    List<String> names = new ArrayList<>();
    Attribute list = dataset.getAttributes().get("DIMENSION_LIST");
    Object references = list == null ? null : list.getData();
    for (int d = 0; d < rank; d++) {
      String name = rank == 1 && references == null ? path(dataset) : "";
      if (references != null && d < Array.getLength(references)) {
        Object scale = Array.get(references, d);
        Object first = scale != null && Array.getLength(scale) > 0 ? Array.get(scale, 0) : null;
        name = first instanceof Long address ? scales.getOrDefault(address, "") : "";
      }
      names.add(name);
    }
    return names;
  }

  // Data that is not chunked lies in one piece: whole rows of one plane are read at a time.
  private static List<Integer> chunk(Dataset dataset, List<Integer> shape) {
    List<Integer> chunk = new ArrayList<>();
    if (dataset instanceof ChunkedDataset chunked) {
      for (int n : chunked.getChunkDimensions()) {
        chunk.add(n);
      }
      return chunk;
    }
    int rank = shape.size();
    for (int d = 0; d < rank; d++) {
      int width = Math.max(1, shape.get(rank - 1));
      int rows = Math.max(1, Math.min(shape.get(d), CHUNK_ELEMENTS / width));
      chunk.add(d == rank - 1 ? width : d == rank - 2 ? rows : 1);
    }
    return chunk;
  }

  private static Map<String, Object> attributes(Dataset dataset) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    dataset
        .getAttributes()
        .forEach(
            (name, attribute) -> {
              // References of dimension scales are of types that say nothing of the data.
              if (!name.equals("REFERENCE_LIST") && !name.equals("DIMENSION_LIST")) {
                Object value = value(attribute.getData());
                if (value != null) {
                  attributes.put(name, value);
                }
              }
            });
    return attributes;
  }

  private static Object value(Object data) {
    if (data instanceof Number || data instanceof String) {
      return data;
    }
    if (data != null && data.getClass().isArray()) {
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < Array.getLength(data); i++) {
        Object element = value(Array.get(data, i));
        if (element == null) {
          return null;
        }
        list.add(element);
      }
      return list.size() == 1 ? list.get(0) : list;
    }
    return null;
  }

  @Override
  public ArraySource array(String name) throws IOException {
    for (ArrayInfo info : arrays()) {
      if (info.name().equals(name)) {
        return new Source(info);
      }
    }
    throw new IOException("file must have a variable of numbers named " + name);
  }

  private final class Source implements ArraySource {

    private final ArrayInfo info;

    Source(ArrayInfo info) {
      this.info = info;
    }

    @Override
    public ArrayInfo info() {
      return info;
    }

    @Override
    public ContentId content() {
      ContentId file = bytes.source().id();
      return new ContentId(file.uri(), file.size(), file.tag() + "/" + info.name());
    }

    @Override
    public boolean isCurrent() {
      return bytes.source().isCurrent();
    }

    @Override
    public Object chunk(int[] index) throws IOException {
      if (!isCurrent()) {
        throw new IOException("it has changed since it was opened");
      }
      try (HdfFile file = bytes.open()) {
        Dataset dataset = file.getDatasetByPath(info.name());
        int elements = info.elements(index);
        Object flat = Array.newInstance(primitive(dataset), elements);
        if (info.rank() == 0) {
          Array.set(flat, 0, dataset.getData());
        } else {
          long[] offset = new long[index.length];
          int[] size = new int[index.length];
          for (int d = 0; d < index.length; d++) {
            offset[d] = (long) index[d] * info.chunk().get(d);
            size[d] = info.extent(d, index[d]);
          }
          flatten(dataset.getData(offset, size), flat, 0);
        }
        return narrowed(info.type(), flat);
      } catch (HdfException e) {
        throw broken(e);
      }
    }

    // jHDF gives unsigned integers in the next larger type.
    private static Object narrowed(ElementType type, Object given) {
      int n = Array.getLength(given);
      return switch (type) {
        case UINT8 -> {
          byte[] to = new byte[n];
          for (int i = 0; i < n; i++) {
            to[i] = (byte) ((int[]) given)[i];
          }
          yield to;
        }
        case UINT16 -> {
          short[] to = new short[n];
          for (int i = 0; i < n; i++) {
            to[i] = (short) ((int[]) given)[i];
          }
          yield to;
        }
        case UINT32 -> {
          int[] to = new int[n];
          for (int i = 0; i < n; i++) {
            to[i] = (int) ((long[]) given)[i];
          }
          yield to;
        }
        default -> given;
      };
    }

    private int flatten(Object nested, Object flat, int at) {
      int length = Array.getLength(nested);
      if (nested.getClass().componentType().isPrimitive()) {
        System.arraycopy(nested, 0, flat, at, length);
        return at + length;
      }
      int next = at;
      for (int i = 0; i < length; i++) {
        next = flatten(Array.get(nested, i), flat, next);
      }
      return next;
    }
  }
}
