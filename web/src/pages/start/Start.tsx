import { Anchor, List, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useRegistryHost, useSession } from '../../api/session';
import { Command } from '../../parts/Command';
import { Page } from '../../parts/Page';
import classes from './Start.module.css';

const CLIENTS = ['docker', 'podman', 'skopeo'] as const;
type Client = (typeof CLIENTS)[number];

/** How to push a first image to this very server. */
export default function Start() {
  const { me, session } = useSession();
  const host = useRegistryHost();
  const [client, setClient] = useState<Client>('docker');
  const you = me?.username ?? 'you';
  const plain = window.location.protocol === 'http:' && !/^(localhost|127\.|\[::1\])/.test(host);

  return (
    <Page
      title="First steps"
      actions={
        <SegmentedControl
          size="xs"
          data={[...CLIENTS]}
          value={client}
          onChange={(value) => setClient(value as Client)}
          aria-label="Your client"
        />
      }
    >
      <ol className={classes.steps}>
        {!session?.open && (
          <Step title="Log in">
            <Command>{login(client, host, me?.username)}</Command>
            <Text size="sm" c="dimmed">
              With your password, or better with a{' '}
              <Anchor component={Link} to="/account/tokens">
                token
              </Anchor>{' '}
              that can be taken back alone. With a second factor it has to be a token.
            </Text>
          </Step>
        )}
        <Step title="Push an image">
          <Command>{push(client, host, you)}</Command>
          <Text size="sm" c="dimmed">
            The repository is made by the first push, private until you say otherwise.
          </Text>
        </Step>
        <Step title="Pull it elsewhere">
          <Command>{pull(client, host, you)}</Command>
        </Step>
        <Step title="Tell what it is">
          <Text size="sm">
            Open{' '}
            <Anchor component={Link} to="/repositories">
              your repositories
            </Anchor>
            , write a description, decide who may see it, and let a webhook tell others about pushes.
          </Text>
        </Step>
      </ol>
      {plain && (
        <Stack gap="xs" className={classes.plain}>
          <Title order={2}>This server is reached without TLS</Title>
          <Text size="sm">Clients refuse that unless they are told otherwise:</Text>
          <List size="sm" spacing={4}>
            <List.Item>
              Docker: <code className="mono">{`{"insecure-registries": ["${host}"]}`}</code> in{' '}
              <code className="mono">/etc/docker/daemon.json</code>, then restart it
            </List.Item>
            <List.Item>
              Podman: <code className="mono">--tls-verify=false</code>; skopeo:{' '}
              <code className="mono">--dest-tls-verify=false</code>
            </List.Item>
          </List>
        </Stack>
      )}
    </Page>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <Stack gap="xs">
        <Title order={2}>{title}</Title>
        {children}
      </Stack>
    </li>
  );
}

function login(client: Client, host: string, username?: string): string {
  return `${client} login ${username ? `-u ${username} ` : ''}${host}`;
}

function push(client: Client, host: string, you: string): string {
  const image = `${host}/${you}/hello:v1`;
  switch (client) {
    case 'docker':
      return `docker pull alpine\ndocker tag alpine ${image}\ndocker push ${image}`;
    case 'podman':
      return `podman pull docker.io/library/alpine\npodman push alpine ${image}`;
    case 'skopeo':
      return `skopeo copy docker://docker.io/library/alpine docker://${image}`;
  }
}

function pull(client: Client, host: string, you: string): string {
  const image = `${host}/${you}/hello:v1`;
  return client === 'skopeo' ? `skopeo copy docker://${image} oci:hello:v1` : `${client} pull ${image}`;
}
