import { Avatar, Badge, Group, Text, Title } from '@mantine/core';
import { lazy } from 'react';
import { Link, Route, Routes, useParams } from 'react-router';
import { useOrganisation, type Organisation } from '../../api/organisations';
import { Problem } from '../../api/problem';
import type { Me } from '../../api/session';
import { ProblemNotice } from '../../parts/Notice';
import { PageSkeleton } from '../../parts/PageSkeleton';
import { RequireAccount } from '../../parts/RequireAccount';
import { Sections } from '../../parts/Sections';
import NotFound from '../home/NotFound';

const Overview = lazy(() => import('./Overview'));
const People = lazy(() => import('./People'));
const Teams = lazy(() => import('./Teams'));
const TeamPage = lazy(() => import('./TeamPage'));
const Robots = lazy(() => import('./Robots'));
const Webhooks = lazy(() => import('./Webhooks'));
const Audit = lazy(() => import('./Audit'));
const Settings = lazy(() => import('./Settings'));

/** What every part of an organisation's page is told. */
export interface InOrganisation {
  org: Organisation;
  /** Whether who looks may change things: its owners, and administrators. */
  owns: boolean;
  me: Me;
}

/** An organisation, for who is in it. */
export default function OrganisationPage() {
  const { org = '' } = useParams();
  return <RequireAccount>{(me) => <Shown key={org} name={org} me={me} />}</RequireAccount>;
}

function Shown({ name, me }: { name: string; me: Me }) {
  const { data: org, error, refetch } = useOrganisation(name);
  if (error instanceof Problem && error.isGone) {
    return <NotFound />;
  }
  if (!org) {
    return error ? <ProblemNotice problem={error} retry={() => void refetch()} /> : <PageSkeleton />;
  }
  const owns = org.role === 'owner' || me.administrator;
  const given = { org, owns, me };
  return (
    <Sections heading={<Heading org={org} />} label="Organisation" sections={sectionsOf(name, owns)}>
      <Routes>
        <Route index element={<Overview {...given} />} />
        <Route path="people" element={<People {...given} />} />
        <Route path="teams" element={<Teams {...given} />} />
        <Route path="teams/:team" element={<TeamPage {...given} />} />
        {owns && (
          <>
            <Route path="robots" element={<Robots {...given} />} />
            <Route path="webhooks" element={<Webhooks {...given} />} />
            <Route path="audit" element={<Audit {...given} />} />
          </>
        )}
        <Route path="settings" element={<Settings {...given} />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Sections>
  );
}

function sectionsOf(name: string, owns: boolean) {
  const at = `/orgs/${name}`;
  return [
    { label: 'Overview', to: at, end: true },
    { label: 'People', to: `${at}/people` },
    { label: 'Teams', to: `${at}/teams` },
    ...(owns
      ? [
          { label: 'Robots', to: `${at}/robots` },
          { label: 'Webhooks', to: `${at}/webhooks` },
          { label: 'Audit', to: `${at}/audit` },
        ]
      : []),
    { label: 'Settings', to: `${at}/settings` },
  ];
}

function Heading({ org }: { org: Organisation }) {
  return (
    <Group gap="sm" wrap="nowrap">
      <Avatar name={org.name} size={44} color="tide" alt="" radius="sm" />
      <div style={{ minWidth: 0 }}>
        <Group gap="xs">
          <Title order={1}>{org.display_name || org.name}</Title>
          {org.role && (
            <Badge variant="default" tt="none">
              {org.role === 'owner' ? 'you own it' : 'you are a member'}
            </Badge>
          )}
        </Group>
        <Text c="dimmed" component={Link} to={`/u/${org.name}`} style={{ textDecoration: 'none' }}>
          {org.name}
        </Text>
      </div>
    </Group>
  );
}
