import { Alert, Anchor, Badge, Group, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { get } from '../../api/client';
import { Problem } from '../../api/problem';
import { useRegistryHost } from '../../api/session';
import type { ImageDetails, Repository, Tag } from '../../api/types';
import { Ago } from '../../parts/Ago';
import { Command } from '../../parts/Command';
import { Digest } from '../../parts/Digest';
import { bytes, plural } from '../../parts/format';
import { Empty, ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { repositoryApi, repositoryPath } from './address';
import { Configuration } from './Configuration';
import classes from './Image.module.css';
import { Layers } from './Layers';
import { platformName } from './Platforms';
import { TagHistory } from './TagHistory';

/** What is inside an image, by its tag or by its digest. */
export default function Image({ repository, tag, digest }: { repository: Repository; tag?: string; digest?: string }) {
  useTitle(`${repository.name}${tag ? `:${tag}` : '@…'}`);
  const tagged = useQuery({
    queryKey: ['repository', repository.name, 'tag', tag],
    queryFn: ({ signal }) => get<Tag>(repositoryApi(repository.name, 'tags', tag!), {}, signal),
    enabled: tag !== undefined,
  });
  const top = digest ?? tagged.data?.digest;
  const image = useImage(repository, top);
  const problem = tagged.error ?? image.error;

  if (problem instanceof Problem && problem.isGone) {
    return (
      <Empty title={tag ? `There is no tag ${tag}` : 'There is no such image here'}>
        It may have been deleted.{' '}
        <Anchor component={Link} to={repositoryPath(repository.name, 'tags')}>
          See the tags there are
        </Anchor>
      </Empty>
    );
  }
  if (problem) {
    return <ProblemNotice problem={problem} retry={() => void (tagged.error ? tagged.refetch() : image.refetch())} />;
  }
  return (
    <Stack gap="md">
      <Group gap="sm" justify="space-between" mih={32}>
        <Title order={2} className={classes.title}>
          {tag ?? 'Image by digest'}
        </Title>
        {top && <Digest digest={top} />}
      </Group>
      {image.data ? (
        <Loaded repository={repository} image={image.data} tag={tag} tagged={tagged.data} />
      ) : (
        <>
          <Skeleton height={96} />
          <Skeleton height={280} />
        </>
      )}
    </Stack>
  );
}

function useImage(repository: Repository, digest: string | undefined) {
  return useQuery({
    queryKey: ['repository', repository.name, 'image', digest],
    queryFn: ({ signal }) => get<ImageDetails>(repositoryApi(repository.name, 'manifests', digest!), {}, signal),
    enabled: digest !== undefined,
  });
}

interface LoadedProps {
  repository: Repository;
  image: ImageDetails;
  tag: string | undefined;
  tagged: Tag | undefined;
}

function Loaded({ repository, image, tag, tagged }: LoadedProps) {
  const host = useRegistryHost();
  const isIndex = image.platforms.some((platform) => platform.digest !== image.digest);
  const preferred = image.platforms.find((it) => it.os === 'linux' && it.architecture === 'amd64');
  const [chosen, setChosen] = useState((preferred ?? image.platforms[0])?.digest);
  const child = useImage(repository, isIndex ? chosen : undefined);
  const shown = isIndex ? child.data : image;
  const reference = tag ? `${host}/${repository.name}:${tag}` : `${host}/${repository.name}@${image.digest}`;

  return (
    <>
      <div className={classes.top}>
        <Panel title="Pull">
          <Stack gap="xs">
            <Command>{`docker pull ${reference}`}</Command>
            {tag && <Command>{`docker pull ${host}/${repository.name}@${image.digest}`}</Command>}
          </Stack>
        </Panel>
        <Panel>
          <dl className={classes.facts}>
            <Fact name="Size">{bytes(shown?.size ?? image.size)}</Fact>
            <Fact name="Platforms">{plural(Math.max(1, image.platforms.length), 'platform')}</Fact>
            {shown?.created_at && (
              <Fact name="Built">
                <Ago at={shown.created_at} />
              </Fact>
            )}
            {tagged && (
              <Fact name="Pushed">
                <Ago at={tagged.pushed_at} />
                {tagged.pushed_by && ` by ${tagged.pushed_by}`}
              </Fact>
            )}
            <Fact name="Type">
              <span className="mono">{shortType(image.media_type)}</span>
            </Fact>
            <Fact name="Tags">
              <Group gap={4}>
                {image.tags.length === 0
                  ? 'none'
                  : image.tags.map((name) => (
                      <Badge
                        key={name}
                        component={Link}
                        to={repositoryPath(repository.name, 'tags', name)}
                        variant="light"
                        size="sm"
                        tt="none"
                        style={{ cursor: 'pointer' }}
                      >
                        {name}
                      </Badge>
                    ))}
              </Group>
            </Fact>
          </dl>
        </Panel>
      </div>
      {isIndex && (
        <NativeSelect
          label="Platform"
          className={classes.platform}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={image.platforms.map((platform) => ({
            value: platform.digest,
            label: `${platform.os}/${platformName({ ...platform, os: 'linux' })} · ${bytes(platform.size)}`,
          }))}
        />
      )}
      {child.error ? (
        <Alert color="yellow" title="This platform's image is not here">
          The index names it, but nobody has pushed it.
        </Alert>
      ) : shown ? (
        <>
          {shown.layers.length > 0 && <Layers layers={shown.layers} />}
          {shown.config && <Configuration config={shown.config} />}
        </>
      ) : (
        <Skeleton height={280} />
      )}
      <Referrers repository={repository} image={image} />
      {tag && <TagHistory repository={repository} tag={tag} current={image.digest} />}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The part of a media type that tells it from others. */
function shortType(mediaType: string): string {
  return mediaType.replace(/^application\/vnd\./, '').replace(/\+json$/, '');
}

function Referrers({ repository, image }: { repository: Repository; image: ImageDetails }) {
  if (image.referrers.length === 0) {
    return null;
  }
  return (
    <Panel title="What refers to it" flush>
      <ul className={classes.referrers}>
        {image.referrers.map((referrer) => (
          <li key={referrer.digest}>
            <Link to={repositoryPath(repository.name, 'manifests', referrer.digest)} className={classes.referrer}>
              {referrerKind(referrer.artifact_type ?? referrer.media_type)}
            </Link>
            <Text size="xs" c="dimmed" className="mono">
              {referrer.artifact_type ?? referrer.media_type}
            </Text>
            <Digest digest={referrer.digest} />
            <Text size="sm">{bytes(referrer.size)}</Text>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What people call the kinds of artifacts that builders and signers attach. */
function referrerKind(type: string): string {
  const known: [RegExp, string][] = [
    [/cosign|sigstore|notary|signature/i, 'Signature'],
    [/spdx|cyclonedx|sbom/i, 'List of components (SBOM)'],
    [/in-toto|attestation|provenance|slsa/i, 'Attestation'],
    [/sarif|vuln/i, 'Scan report'],
  ];
  return known.find(([pattern]) => pattern.test(type))?.[1] ?? 'Artifact';
}
