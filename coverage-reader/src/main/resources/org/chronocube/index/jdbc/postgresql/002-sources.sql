-- SPDX-License-Identifier: Apache-2.0
-- Where scenes came from. stamp tells how the files were when they were read; scenes is how many of
-- them the source gave to the index; duplicate_of is the source that holds scenes which are here too.

CREATE TABLE source (
  pk bigint PRIMARY KEY,
  product integer NOT NULL,
  uri text COLLATE "C" NOT NULL,
  stamp text COLLATE "C" NOT NULL,
  scenes integer NOT NULL,
  duplicate_of text COLLATE "C"
);

CREATE UNIQUE INDEX source_by_uri ON source (product, uri);

ALTER TABLE scene ADD COLUMN source bigint;

CREATE INDEX scene_by_source ON scene (source);
