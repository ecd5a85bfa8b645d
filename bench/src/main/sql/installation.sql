-- Fills Berth's schema on PostgreSQL with an installation of :repositories repositories and :manifests tagged images of a
-- config and five layers each. The first layer is one of :bases that many images share, so an image has five blobs of its own.
--
-- The images are spread as they are in life: half of them are in a quarter of the repositories, and the first repository has
-- most. Every digest is that of the text that it stands for, a manifest's that of its bytes. The blobs have rows, but no bytes
-- in the store.

\set ON_ERROR_STOP on
set maintenance_work_mem = '512MB';
set work_mem = '256MB';
set client_min_messages = warning;

-- Indexes are made when the rows are in, as a restored backup makes them: the same definitions in a fraction of the time.
create temp table filled (relation regclass);
insert into filled values ('repository'), ('blob'), ('repository_blob'), ('manifest'), ('manifest_reference'), ('tag');

create temp table removed as
select format('alter table %s drop constraint %I', relation, conname) as removal,
       format('alter table %s add constraint %I %s', relation, conname, pg_get_constraintdef(oid)) as return
from filled join pg_constraint on conrelid = relation where contype in ('p', 'u')
union all
select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
from filled join pg_index on indrelid = relation
where not exists (select 1 from pg_constraint where conindid = indexrelid);

select removal from removed \gexec

create function pg_temp.digest(content text) returns text language sql immutable as
    $$ select 'sha256:' || encode(sha256(convert_to(content, 'UTF8')), 'hex') $$;

-- Every fourth repository is a private one of the account of the bench, the others are public ones of a hundred teams.
insert into repository (id, name, namespace, visibility, created_at)
select number, namespace || '/r' || to_char(number, 'FM000000'), namespace,
       case when number % 4 = 0 then 'private' else 'public' end, :now
from (select number, case when number % 4 = 0 then :'account' else 'team-' || to_char(number % 100, 'FM00') end as namespace
      from generate_series(0, :repositories - 1) number) named;

create temp table image as
select *, pg_temp.digest(content) as digest
from (select *, '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",'
             || '"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"' || config
             || '","size":1500},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"' || base
             || '","size":30000000},{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"' || layer1
             || '","size":4000000},{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"' || layer2
             || '","size":3000000},{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"' || layer3
             || '","size":2000000},{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"' || layer4
             || '","size":1000000}]}' as content
      from (select number, floor(:repositories * (number::float8 / :manifests) * (number::float8 / :manifests))::bigint as repository,
                   pg_temp.digest('base ' || number % :bases) as base, pg_temp.digest('config ' || number) as config,
                   pg_temp.digest('layer 1 of ' || number) as layer1, pg_temp.digest('layer 2 of ' || number) as layer2,
                   pg_temp.digest('layer 3 of ' || number) as layer3, pg_temp.digest('layer 4 of ' || number) as layer4
            from generate_series(0, :manifests - 1) number offset 0) named offset 0) described;

insert into manifest (repository_id, digest, media_type, annotations, size, content, pushed_at, pushed_by, touched_at)
select repository, digest, 'application/vnd.oci.image.manifest.v1+json', '{}', length(content), convert_to(content, 'UTF8'),
       :now, :'account', :now
from image;

insert into tag (repository_id, name, digest, updated_at, updated_by)
select repository, 'v' || to_char(number, 'FM0000000'), digest, :now, :'account' from image;

insert into manifest_reference (repository_id, manifest, kind, digest)
select repository, image.digest, kind, named.digest
from image, lateral (values ('config', config), ('layer', base), ('layer', layer1), ('layer', layer2), ('layer', layer3),
                            ('layer', layer4)) named (kind, digest);

insert into repository_blob (repository_id, digest, touched_at)
select repository, named.digest, :now
from image, lateral (values (config), (layer1), (layer2), (layer3), (layer4)) named (digest)
union all
select distinct repository, base, :now from image;

insert into blob (digest, size, location, quarantined, created_at)
select digest, 1000000, md5(digest), 0, :now
from (select named.digest from image, lateral (values (config), (layer1), (layer2), (layer3), (layer4)) named (digest)
      union all
      select distinct base from image) named;

select return from removed \gexec

vacuum analyze;
checkpoint;
