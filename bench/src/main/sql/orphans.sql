-- Adds :count blobs that no manifest names, spread over all repositories, and has the collection look at them at once.

\set ON_ERROR_STOP on
begin;

create temp table orphan on commit drop as
select 'sha256:' || encode(sha256(convert_to('orphan ' || number || ' of ' || :'round', 'UTF8')), 'hex') as digest,
       row_number() over (order by random()) as place
from generate_series(1, :count) number;

create temp table holder on commit drop as
select id, row_number() over (order by id) - 1 as place from repository;

analyze orphan, holder;

insert into blob (digest, size, location, quarantined, created_at)
select digest, 1000000, md5(digest), 0, 0 from orphan;

insert into repository_blob (repository_id, digest, touched_at)
select holder.id, digest, 0 from orphan join holder on holder.place = orphan.place % (select count(*) from holder);

insert into collection_candidate (kind, repository_id, digest, due_at)
select 'blob', repository_id, digest, orphan.place from orphan join repository_blob using (digest);

commit;
