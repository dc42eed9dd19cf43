-- SPDX-License-Identifier: Apache-2.0
-- Statements end with a semicolon and an empty line. Times are milliseconds, days are days, both
-- since 1970-01-01 UTC. max_x runs to 360 for a footprint across the antimeridian.

CREATE TABLE schema_version (
  version INTEGER PRIMARY KEY
);

CREATE TABLE index_state (
  generation INTEGER NOT NULL,
  next_scene INTEGER NOT NULL
);

INSERT INTO index_state (generation, next_scene) VALUES (0, 1);

CREATE TABLE product (
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  doc TEXT NOT NULL
);

CREATE TABLE scene (
  pk INTEGER PRIMARY KEY,
  product INTEGER NOT NULL,
  id TEXT NOT NULL,
  acquisition TEXT NOT NULL,
  revision TEXT NOT NULL,
  is_current INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  solar_day INTEGER NOT NULL,
  cloud_cover REAL,
  min_x REAL NOT NULL,
  min_y REAL NOT NULL,
  max_x REAL NOT NULL,
  max_y REAL NOT NULL,
  digest BLOB NOT NULL,
  footprint BLOB NOT NULL,
  properties TEXT NOT NULL
);

CREATE TABLE scene_granules (
  pk INTEGER PRIMARY KEY,
  granules TEXT NOT NULL
);

CREATE UNIQUE INDEX scene_by_id ON scene (product, id);

CREATE INDEX scene_by_acquisition ON scene (product, acquisition);

CREATE INDEX scene_by_time ON scene (product, is_current, time_ms DESC, id);

CREATE INDEX scene_by_day ON scene (product, is_current, solar_day, time_ms);

-- Days as real numbers: the tree keeps 32-bit floats and rounds minima down and maxima up.
CREATE VIRTUAL TABLE scene_box USING rtree (
  pk, min_x, max_x, min_y, max_y, min_day, max_day
);

CREATE TRIGGER scene_box_insert AFTER INSERT ON scene BEGIN
  INSERT INTO scene_box VALUES (
    new.pk, new.min_x, new.max_x, new.min_y, new.max_y,
    new.time_ms / 86400000.0, new.time_ms / 86400000.0);
END;

CREATE TRIGGER scene_box_update AFTER UPDATE OF time_ms, min_x, min_y, max_x, max_y ON scene BEGIN
  UPDATE scene_box SET
    min_x = new.min_x, max_x = new.max_x, min_y = new.min_y, max_y = new.max_y,
    min_day = new.time_ms / 86400000.0, max_day = new.time_ms / 86400000.0
  WHERE pk = new.pk;
END;

CREATE TRIGGER scene_box_delete AFTER DELETE ON scene BEGIN
  DELETE FROM scene_box WHERE pk = old.pk;
END;
