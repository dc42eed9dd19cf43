-- SPDX-License-Identifier: Apache-2.0
-- Statements end with a semicolon and an empty line. Times are milliseconds, days are days, both
-- since 1970-01-01 UTC. max_x runs to 360 for a footprint across the antimeridian. Text is compared
-- by bytes (collation "C"), as SQLite does.

CREATE TABLE schema_version (
  version integer PRIMARY KEY
);

CREATE TABLE index_state (
  generation bigint NOT NULL,
  next_scene bigint NOT NULL
);

INSERT INTO index_state (generation, next_scene) VALUES (0, 1);

CREATE TABLE product (
  pk integer PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  doc text NOT NULL
);

CREATE TABLE scene (
  pk bigint PRIMARY KEY,
  time_ms bigint NOT NULL,
  cloud_cover double precision,
  min_x double precision NOT NULL,
  min_y double precision NOT NULL,
  max_x double precision NOT NULL,
  max_y double precision NOT NULL,
  product integer NOT NULL,
  solar_day integer NOT NULL,
  is_current smallint NOT NULL,
  id text COLLATE "C" NOT NULL,
  acquisition text COLLATE "C" NOT NULL,
  revision text COLLATE "C" NOT NULL,
  digest bytea NOT NULL,
  footprint bytea NOT NULL,
  properties text COLLATE "C" NOT NULL
);

CREATE TABLE scene_granules (
  pk bigint PRIMARY KEY,
  granules text NOT NULL
);

CREATE UNIQUE INDEX scene_by_id ON scene (product, id);

CREATE INDEX scene_by_acquisition ON scene (product, acquisition);

CREATE INDEX scene_by_time ON scene (product, is_current, time_ms DESC, id);

CREATE INDEX scene_by_day ON scene (product, is_current, solar_day, time_ms);

-- A range of one millisecond: ranges have a GiST operator class without any extension.
CREATE INDEX scene_by_box ON scene USING gist (
  box(point(min_x, min_y), point(max_x, max_y)),
  int8range(time_ms, time_ms, '[]')
);

-- One row, updated by every write: room for updates inside its page.
ALTER TABLE index_state SET (fillfactor = 50);
