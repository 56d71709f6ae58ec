BEGIN TRANSACTION;
CREATE TABLE current(
  stage text not null, item text not null, key text not null, primary key(stage, item));
INSERT INTO "current" VALUES('brief','young','k3');
INSERT INTO "current" VALUES('film','carers--wide','k0');
INSERT INTO "current" VALUES('brief','carers','k1');
INSERT INTO "current" VALUES('brief','twin','k1');
CREATE TABLE decisions(
  id integer primary key, gate text not null, item text not null, digest text not null,
  decision text not null, who text not null, note text not null, at text not null);
INSERT INTO "decisions" VALUES(1,'briefs','carers','d1','approve','ann','','2026-06-01T12:00:00+00:00');
INSERT INTO "decisions" VALUES(2,'briefs','carers','d1','reject','bob','too long','2026-06-01T12:00:00+00:00');
CREATE TABLE edges(
  child text not null, parent text not null, role text not null,
  primary key(child, parent, role));
INSERT INTO "edges" VALUES('carers--wide','picture-1','reference');
INSERT INTO "edges" VALUES('carers--wide','voice','narration');
CREATE TABLE edits(
  item text not null, base text not null, value text not null, who text not null,
  at text not null, primary key(item, base));
INSERT INTO "edits" VALUES('board','b1','{"scenes": [1]}','ann','2026-11-29T07:42:30+00:00');
CREATE TABLE events(
  id integer primary key, run text not null, at text not null, kind text not null,
  stage text not null, item text not null, body text not null);
INSERT INTO "events" VALUES(1,'run1','2026-11-29T07:42:30+00:00','began','brief','','{}');
INSERT INTO "events" VALUES(2,'run1','2026-11-29T07:42:30+00:00','done','brief','carers','{"seconds": 0.5}');
INSERT INTO "events" VALUES(3,'run2','2026-11-29T07:42:30+00:00','stopped','film','','{}');
CREATE TABLE failures(
  item text primary key, why text not null, at text not null);
INSERT INTO "failures" VALUES('film--tall','no picture fits','2026-11-29T07:42:30+00:00');
CREATE TABLE results(
  key text primary key, stage text not null, item text not null, inputs text not null,
  value text not null, digest text not null, seconds real not null, made_at text not null);
INSERT INTO "results" VALUES('k1','brief','carers','{"segment": "s1"}','{"title": "Lämp"}','d1',0.5,'2026-06-01T12:00:00+00:00');
INSERT INTO "results" VALUES('k3','brief','young','{"segment": "s3"}','{"title": "Chair"}','d3',0.25,'2026-06-01T12:00:00+00:00');
INSERT INTO "results" VALUES('k2','brief','carers','{"segment": "s2"}','{"title": "A lamp, again"}','d2',1.5,'2026-06-01T12:00:00+00:00');
INSERT INTO "results" VALUES('k0','film','carers--wide','{"timeline": "t1"}','{"id": "carers--wide"}','d4',3.0,'2026-06-01T12:00:00+00:00');
CREATE INDEX results_item on results(stage, item, made_at);
CREATE INDEX edges_parent on edges(parent);
COMMIT;
