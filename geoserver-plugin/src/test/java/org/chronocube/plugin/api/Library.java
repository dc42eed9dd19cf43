// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The classes of some jars, to look members up in as the JVM does. */
final class Library {

  /**
   * A class.
   *
   * @param supers its superclass and interfaces
   * @param members {@code name descriptor} of what it declares and others may use
   * @param open those of its methods that have no body
   */
  private record Type(
      boolean isAbstract, List<String> supers, Set<String> members, Set<String> open) {}

  private final Map<String, Type> types = new HashMap<>();

  Library(Collection<byte[]> classFiles) {
    classFiles.forEach(this::add);
  }

  private Type add(byte[] file) {
    List<String> supers = new ArrayList<>();
    Set<String> members = new HashSet<>();
    Set<String> open = new HashSet<>();
    ClassReader reader = new ClassReader(file);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public FieldVisitor visitField(
              int access, String name, String descriptor, String signature, Object value) {
            declare(access, name, descriptor);
            return null;
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            declare(access, name, descriptor);
            if ((access & Opcodes.ACC_ABSTRACT) != 0) {
              open.add(name + " " + descriptor);
            }
            return null;
          }

          private void declare(int access, String name, String descriptor) {
            if ((access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0) {
              members.add(name + " " + descriptor);
            }
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    if (reader.getSuperName() != null) {
      supers.add(reader.getSuperName());
    }
    supers.addAll(List.of(reader.getInterfaces()));
    boolean isAbstract = (reader.getAccess() & Opcodes.ACC_ABSTRACT) != 0;
    Type type = new Type(isAbstract, supers, members, open);
    types.putIfAbsent(reader.getClassName(), type);
    return type;
  }

  /** Those of the needed classes and members that are not here; one inherited counts as here. */
  Set<String> missing(Collection<String> needed) {
    Set<String> missing = new TreeSet<>();
    for (String member : needed) {
      int dot = member.indexOf('.');
      boolean there =
          dot < 0 ? type(member) != null : has(member.substring(0, dot), member.substring(dot + 1));
      if (!there) {
        missing.add(member);
      }
    }
    return missing;
  }

  private boolean has(String owner, String member) {
    Type type = type(owner);
    return type != null
        && (type.members().contains(member)
            || type.supers().stream().anyMatch(parent -> has(parent, member))
            || has(owner, type, member));
  }

  // Interfaces have Object's methods too.
  private boolean has(String owner, Type type, String member) {
    return type.supers().isEmpty()
        && !owner.equals("java/lang/Object")
        && has("java/lang/Object", member);
  }

  /**
   * Methods without a body that classes which can be made inherit from here and do not implement:
   * {@code class lacks owner.name descriptor}.
   */
  Set<String> unimplemented(Collection<byte[]> classFiles) {
    Set<String> lacking = new TreeSet<>();
    for (byte[] file : classFiles) {
      Type type = add(file);
      if (!type.isAbstract()) {
        String name = new ClassReader(file).getClassName();
        Set<String> bodies = new HashSet<>();
        Map<String, String> open = new HashMap<>();
        collect(name, bodies, open);
        open.forEach(
            (method, owner) -> {
              if (owner.startsWith(GeotoolsApi.PREFIX) && !bodies.contains(method)) {
                lacking.add(name + " lacks " + owner + "." + method);
              }
            });
      }
    }
    return lacking;
  }

  private void collect(String name, Set<String> bodies, Map<String, String> open) {
    Type type = type(name);
    if (type == null) {
      return;
    }
    for (String member : type.members()) {
      if (type.open().contains(member)) {
        open.putIfAbsent(member, name);
      } else {
        bodies.add(member);
      }
    }
    type.supers().forEach(parent -> collect(parent, bodies, open));
  }

  // The JDK's own classes are read from the JVM that runs this.
  private Type type(String name) {
    Type known = types.get(name);
    if (known != null || !(name.startsWith("java/") || name.startsWith("javax/"))) {
      return known;
    }
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      return in == null ? null : add(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
