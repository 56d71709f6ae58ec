BEGIN TRANSACTION;
CREATE TABLE jobs(
  id text primary key, batch text not null, request text not null, state text not null,
  step text not null default '', share real not null default 0, reason text not null default '',
  result text, asked_at text not null, began_at text not null default '',
  ended_at text not null default '', seconds real not null default 0, limit_s real not null);
INSERT INTO "jobs" VALUES('z','x','{"prompt": "one"}','done','',1.0,'','{"clips": []}','2026-11-29T07:42:30+00:00','2026-11-29T07:42:30+00:00','2026-11-29T07:42:30+00:00',1.5,60.0);
INSERT INTO "jobs" VALUES('a','x','{"prompt": "two"}','running','film',0.5,'',NULL,'2026-11-29T07:42:30+00:00','2026-11-29T07:42:30+00:00','',0.0,60.0);
INSERT INTO "jobs" VALUES('m','x','{"prompt": "drei €"}','failed','',0.0,'no picture',NULL,'2026-11-29T07:42:30+00:00','2026-11-29T07:42:30+00:00','2026-11-29T07:42:30+00:00',0.0,60.0);
INSERT INTO "jobs" VALUES('b','y','{"prompt": "four"}','queued','',0.0,'',NULL,'2026-11-29T07:42:30+00:00','','',0.0,30.0);
CREATE INDEX jobs_batch on jobs(batch, asked_at);
COMMIT;
