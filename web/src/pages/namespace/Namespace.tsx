import { Anchor, Avatar, Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { get } from '../../api/client';
import { useList } from '../../api/lists';
import { Problem } from '../../api/problem';
import { useSession } from '../../api/session';
import type { RepositorySummary } from '../../api/types';
import { Empty, ProblemNotice } from '../../parts/Notice';
import { Page } from '../../parts/Page';
import { RepositoryList } from '../../parts/RepositoryList';
import NotFound from '../home/NotFound';

interface NamespaceDetails {
  name?: string;
  /** Nobody has the namespace of official images. */
  kind: 'person' | 'organisation' | null;
  display_name: string | null;
  bio?: string | null;
  location?: string | null;
  website?: string | null;
}

/** A person or an organisation, as others see them. */
export default function Namespace() {
  const { namespace = '' } = useParams();
  const { me } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['namespace', namespace],
    queryFn: ({ signal }) => get<NamespaceDetails>(`/namespaces/${encodeURIComponent(namespace)}`, {}, signal),
  });
  const list = useList<RepositorySummary>('/repositories', { namespace });
  if (error instanceof Problem && error.isGone) {
    return <NotFound />;
  }
  const isOrganisation = data?.kind === 'organisation';
  return (
    <Page
      title={namespace}
      heading={
        <Group gap="md" wrap="nowrap" align="flex-start">
          <Avatar name={namespace} size={56} color="tide" alt="" radius={isOrganisation ? 'sm' : 'xl'} />
          <Stack gap={2}>
            <Group gap="xs">
              <Title order={1}>{data?.display_name || namespace}</Title>
              {isOrganisation && (
                <Badge variant="default" tt="none">
                  organisation
                </Badge>
              )}
            </Group>
            {data ? (
              <>
                <Text c="dimmed">
                  {[data.display_name ? namespace : undefined, data.location].filter(Boolean).join(' · ')}
                </Text>
                {data.bio && <Text>{data.bio}</Text>}
                <Website address={data.website} />
              </>
            ) : (
              <Skeleton height={20} width={160} />
            )}
          </Stack>
        </Group>
      }
      actions={
        me?.username === namespace ? (
          <Button component={Link} to="/account" variant="default">
            Edit profile
          </Button>
        ) : isOrganisation && me ? (
          <Button component={Link} to={`/orgs/${namespace}`} variant="default">
            Organisation
          </Button>
        ) : undefined
      }
    >
      {error && <ProblemNotice problem={error} retry={() => void refetch()} />}
      <RepositoryList
        list={list}
        label={`Repositories of ${namespace}`}
        empty={<Empty title="Nothing to see here">There are no repositories that you may see.</Empty>}
      />
    </Page>
  );
}

/** A link that a person wrote: followed when it leads to a web page, shown as text otherwise. */
function Website({ address }: { address: string | null | undefined }) {
  if (!address) {
    return null;
  }
  return /^https?:\/\//i.test(address) ? (
    <Anchor href={address} rel="nofollow noopener noreferrer" target="_blank" size="sm">
      {address.replace(/^https?:\/\//i, '')}
    </Anchor>
  ) : (
    <Text size="sm">{address}</Text>
  );
}
