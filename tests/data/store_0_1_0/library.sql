BEGIN TRANSACTION;
CREATE TABLE audit(
  number integer primary key autoincrement, at text not null, who text not null,
  what text not null, item text not null, value text not null);
INSERT INTO "audit" VALUES(1,'2026-01-01','ann','add','0000000000000000000000000000000000000000000000000000000000000003','{"at":"2026-01-01","who":"ann","base":"b","what":"add","item":"0000000000000000000000000000000000000000000000000000000000000003","before":null,"after":null,"note":""}');
INSERT INTO "audit" VALUES(2,'2026-01-01','ann','add','0000000000000000000000000000000000000000000000000000000000000001','{"at":"2026-01-01","who":"ann","base":"b","what":"add","item":"0000000000000000000000000000000000000000000000000000000000000001","before":null,"after":null,"note":""}');
INSERT INTO "audit" VALUES(3,'2026-01-01','ann','add','0000000000000000000000000000000000000000000000000000000000000002','{"at":"2026-01-01","who":"ann","base":"b","what":"add","item":"0000000000000000000000000000000000000000000000000000000000000002","before":null,"after":null,"note":""}');
INSERT INTO "audit" VALUES(4,'2026-01-01','ann','add','0000000000000000000000000000000000000000000000000000000000000004','{"at":"2026-01-01","who":"ann","base":"b","what":"add","item":"0000000000000000000000000000000000000000000000000000000000000004","before":null,"after":null,"note":""}');
INSERT INTO "audit" VALUES(5,'2026-01-01','ann','describe','0000000000000000000000000000000000000000000000000000000000000003','{"at":"2026-01-01","who":"ann","base":"b","what":"describe","item":"0000000000000000000000000000000000000000000000000000000000000003","before":null,"after":null,"note":""}');
INSERT INTO "audit" VALUES(6,'2026-01-01','ann','revoke','0000000000000000000000000000000000000000000000000000000000000002','{"at":"2026-01-01","who":"ann","base":"b","what":"revoke","item":"0000000000000000000000000000000000000000000000000000000000000002","before":null,"after":null,"note":""}');
CREATE TABLE base(one integer primary key check(one = 1), value text not null);
INSERT INTO "base" VALUES(1,'{"id":"b","title":"B","purpose":"","spaces":[],"index":"","index_options":{},"store":"","store_options":{},"grants":{"ann":"owner"},"policy":{"consent":"where people are named","licence":false,"aspect":{"mode":"fit","colour":"#000000"},"floor":null},"generation":1,"made_at":"2026-01-01","made_by":"ann"}');
CREATE TABLE counters(name text primary key, value integer not null) without rowid;
INSERT INTO "counters" VALUES('approved',2);
INSERT INTO "counters" VALUES('handed',1);
CREATE TABLE items(
  id text primary key, kind text not null, state text not null, revision integer not null,
  name text not null, dhash text not null, tags text not null, words text not null,
  value text not null);
INSERT INTO "items" VALUES('0000000000000000000000000000000000000000000000000000000000000001','image','approved',1,'1.png','0000000000000001','["base=b", "kind=image", "state=approved"]','tea w1','{"id":"0000000000000000000000000000000000000000000000000000000000000001","base":"b","kind":"image","asset":{"sha256":"0000000000000000000000000000000000000000000000000000000000000001","media_type":"image/png","bytes":1,"name":"1.png"},"captions":[{"text":"number 1","source":"person"}],"keywords":[],"facets":{},"rights":{"holder":"","licence":"","expires":null,"people_consented":null},"state":"approved","picture":null,"seconds":null,"views":[],"quality":{"sharpness":0.0,"brightness":0.5,"dark":0.0,"bright":0.0,"dhash":"0000000000000001","findings":[]},"source":{"uri":"","run":"","by":"","added_at":""},"like":[],"revision":1}');
INSERT INTO "items" VALUES('0000000000000000000000000000000000000000000000000000000000000004','image','draft',1,'4.png','0000000000000004','["base=b", "kind=image", "state=draft"]','cup','{"id":"0000000000000000000000000000000000000000000000000000000000000004","base":"b","kind":"image","asset":{"sha256":"0000000000000000000000000000000000000000000000000000000000000004","media_type":"image/png","bytes":1,"name":"4.png"},"captions":[{"text":"number 4","source":"person"}],"keywords":[],"facets":{},"rights":{"holder":"","licence":"","expires":null,"people_consented":null},"state":"draft","picture":null,"seconds":null,"views":[],"quality":{"sharpness":0.0,"brightness":0.5,"dark":0.0,"bright":0.0,"dhash":"0000000000000004","findings":[]},"source":{"uri":"","run":"","by":"","added_at":""},"like":[],"revision":1}');
INSERT INTO "items" VALUES('0000000000000000000000000000000000000000000000000000000000000003','image','approved',2,'3.png','0000000000000003','["base=b", "kind=image", "state=approved"]','tea w3','{"id":"0000000000000000000000000000000000000000000000000000000000000003","base":"b","kind":"image","asset":{"sha256":"0000000000000000000000000000000000000000000000000000000000000003","media_type":"image/png","bytes":1,"name":"3.png"},"captions":[{"text":"number 3","source":"person"}],"keywords":["k"],"facets":{},"rights":{"holder":"","licence":"","expires":null,"people_consented":null},"state":"approved","picture":null,"seconds":null,"views":[],"quality":{"sharpness":0.0,"brightness":0.5,"dark":0.0,"bright":0.0,"dhash":"0000000000000003","findings":[]},"source":{"uri":"","run":"","by":"","added_at":""},"like":[],"revision":2}');
INSERT INTO "items" VALUES('0000000000000000000000000000000000000000000000000000000000000002','image','revoked',2,'2.png','0000000000000002','["base=b", "kind=image", "state=revoked"]','tea w2','{"id":"0000000000000000000000000000000000000000000000000000000000000002","base":"b","kind":"image","asset":{"sha256":"0000000000000000000000000000000000000000000000000000000000000002","media_type":"image/png","bytes":1,"name":"2.png"},"captions":[{"text":"number 2","source":"person"}],"keywords":[],"facets":{},"rights":{"holder":"","licence":"","expires":null,"people_consented":null},"state":"revoked","picture":null,"seconds":null,"views":[],"quality":{"sharpness":0.0,"brightness":0.5,"dark":0.0,"bright":0.0,"dhash":"0000000000000002","findings":[]},"source":{"uri":"","run":"","by":"","added_at":""},"like":[],"revision":2}');
CREATE TABLE parts(id text primary key, item text not null, text text not null);
INSERT INTO "parts" VALUES('0000000000000000000000000000000000000000000000000000000000000003#0','0000000000000000000000000000000000000000000000000000000000000003','tea w3');
INSERT INTO "parts" VALUES('0000000000000000000000000000000000000000000000000000000000000001#0','0000000000000000000000000000000000000000000000000000000000000001','tea w1');
INSERT INTO "parts" VALUES('0000000000000000000000000000000000000000000000000000000000000002#0','0000000000000000000000000000000000000000000000000000000000000002','tea w2');
INSERT INTO "parts" VALUES('0000000000000000000000000000000000000000000000000000000000000004#0','0000000000000000000000000000000000000000000000000000000000000004','cup');
CREATE TABLE pending(
  number integer primary key autoincrement, part text not null unique, gone integer not null);
INSERT INTO "pending" VALUES(2,'0000000000000000000000000000000000000000000000000000000000000001#0',0);
INSERT INTO "pending" VALUES(4,'0000000000000000000000000000000000000000000000000000000000000003#0',0);
INSERT INTO "pending" VALUES(5,'0000000000000000000000000000000000000000000000000000000000000002#0',1);
CREATE TABLE readers(place text primary key) without rowid;
INSERT INTO "readers" VALUES('/campaigns/one/.reelwright/catalogue.db');
CREATE TABLE receipts(
  number integer primary key autoincrement, id text not null unique, value text not null);
INSERT INTO "receipts" VALUES(1,'r1','{"id":"r1","at":"2026-01-01","who":"ann","query":{"words":"tea","picture":"","where":[],"k":5},"floor":0.3,"index":{"b":"1"},"spaces":{},"candidates":[],"chosen":[{"id":"0000000000000000000000000000000000000000000000000000000000000001","base":"b","kind":"image","asset":{"sha256":"0000000000000000000000000000000000000000000000000000000000000001","media_type":"image/png","bytes":1,"name":"1.png"},"captions":[{"text":"number 1","source":"person"}],"keywords":[],"facets":{},"rights":{"holder":"","licence":"","expires":null,"people_consented":null},"state":"approved","picture":null,"seconds":null,"views":[],"quality":{"sharpness":0.0,"brightness":0.5,"dark":0.0,"bright":0.0,"dhash":"0000000000000001","findings":[]},"source":{"uri":"","run":"","by":"","added_at":""},"like":[],"revision":1}],"notes":[]}');
CREATE TABLE seen(
  place text primary key, stamp text not null, item text not null) without rowid;
INSERT INTO "seen" VALUES('/p/1.png','s1','0000000000000000000000000000000000000000000000000000000000000001');
INSERT INTO "seen" VALUES('/p/2.png','s1','0000000000000000000000000000000000000000000000000000000000000002');
INSERT INTO "seen" VALUES('/p/3.png','s1','0000000000000000000000000000000000000000000000000000000000000003');
INSERT INTO "seen" VALUES('/p/bad.png','s','!broken');
CREATE TABLE spread(word text primary key, items integer not null) without rowid;
INSERT INTO "spread" VALUES('tea',2);
INSERT INTO "spread" VALUES('w1',1);
INSERT INTO "spread" VALUES('w2',0);
INSERT INTO "spread" VALUES('w3',1);
CREATE TABLE took(
  receipt text not null, item text not null, primary key(item, receipt)) without rowid;
INSERT INTO "took" VALUES('r1','0000000000000000000000000000000000000000000000000000000000000001');
CREATE TABLE uses(
  item text not null, film text not null, made_by text not null, receipt text not null,
  at text not null, primary key(item, film, made_by)) without rowid;
INSERT INTO "uses" VALUES('0000000000000000000000000000000000000000000000000000000000000001','f1','job','r1','2026-01-01');
CREATE TABLE vectors(
  part text not null, space text not null, vector blob not null,
  primary key(part, space)) without rowid;
INSERT INTO "vectors" VALUES('0000000000000000000000000000000000000000000000000000000000000001#0','minilm',X'0101010101010101');
INSERT INTO "vectors" VALUES('0000000000000000000000000000000000000000000000000000000000000002#0','minilm',X'0202020202020202');
INSERT INTO "vectors" VALUES('0000000000000000000000000000000000000000000000000000000000000003#0','minilm',X'0303030303030303');
CREATE INDEX items_state on items(state, id);
CREATE INDEX items_name on items(name);
CREATE INDEX parts_item on parts(item);
CREATE INDEX audit_item on audit(item) where item != '';
CREATE TRIGGER audit_stands before update on audit
  begin select raise(abort, 'the audit is never changed'); end;
CREATE TRIGGER audit_stays before delete on audit
  begin select raise(abort, 'the audit is never shortened'); end;
CREATE TRIGGER receipts_stand before update on receipts
  begin select raise(abort, 'a receipt is never changed'); end;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('pending',5);
INSERT INTO "sqlite_sequence" VALUES('audit',6);
INSERT INTO "sqlite_sequence" VALUES('receipts',1);
COMMIT;
