// SPDX-License-Identifier: Apache-2.0
/**
 * The scene index over JDBC: SQLite for one machine, PostgreSQL for many.
 *
 * <p>Entry point: {@link org.chronocube.index.jdbc.JdbcSceneIndexes#open}. Both back ends share one
 * schema, one set of statements and one class; a {@code Dialect} holds the few words in which they
 * differ. A query becomes SQL for what SQL can decide exactly, plus a box prefilter for geometry; a
 * {@code Condition} decides the rest on each row, so that no answer rests on boxes alone.
 *
 * <pre>
 *   SceneQuery -> FilterCompiler -> Condition -> QuerySql (SQL + residual Condition)
 *              -> RowCursor (rows that pass) -> SceneReader (scenes, instants, counts)
 *   Scene      -> SceneCodec -> SceneWriter (one transaction under one lock)
 * </pre>
 */
package org.chronocube.index.jdbc;
