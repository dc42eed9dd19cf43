-- SPDX-License-Identifier: Apache-2.0
-- Where scenes came from. stamp tells how the files were when they were read; scenes is how many of
-- them the source gave to the index; duplicate_of is the source that holds scenes which are here too.

CREATE TABLE source (
  pk INTEGER PRIMARY KEY,
  product INTEGER NOT NULL,
  uri TEXT NOT NULL,
  stamp TEXT NOT NULL,
  scenes INTEGER NOT NULL,
  duplicate_of TEXT
);

CREATE UNIQUE INDEX source_by_uri ON source (product, uri);

ALTER TABLE scene ADD COLUMN source INTEGER;

CREATE INDEX scene_by_source ON scene (source);
