import { Badge, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/changes';
import { call, get, post, put } from '../../api/client';
import { userQuery } from '../../api/people';
import { sessionQuery } from '../../api/session';
import { Confirm } from '../../parts/Confirm';
import { plural } from '../../parts/format';
import { ShieldIcon } from '../../parts/icons';
import { done, failed } from '../../parts/toast';
import { Enrol, type Enrolment } from './Enrol';
import { RecoveryCodes } from './RecoveryCodes';

interface Details {
  enabled: boolean;
  recovery_codes_left: number | null;
}

const secondFactorQuery = queryOptions({
  queryKey: ['user', 'second-factor'],
  queryFn: ({ signal }) => get<Details>('/user/second-factor', {}, signal),
});

const STALE = [userQuery.queryKey, sessionQuery.queryKey, ['list', '/sessions']];

/** The code from an app that is asked for beside the password: turned on, renewed, turned off. */
export function SecondFactor({ on }: { on: boolean }) {
  const [codes, setCodes] = useState<string[]>();
  const { data: details } = useQuery({ ...secondFactorQuery, enabled: on });
  const [asked, setAsked] = useState<'renew' | 'off'>();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const close = () => {
    setAsked(undefined);
    setPassword('');
    setCode('');
  };

  const begin = useChange(() => post<Enrolment>('/user/second-factor'), { stale: [] });
  const confirm = useChange(
    (typed: string) => put<{ recovery_codes: string[] }>('/user/second-factor', { code: typed }),
    {
      stale: STALE,
      then: (answer) => {
        begin.reset();
        setCodes(answer.recovery_codes);
      },
    },
  );
  const renew = useChange(
    () => post<{ recovery_codes: string[] }>('/user/second-factor/recovery-codes', { password }),
    {
      stale: [secondFactorQuery.queryKey],
      then: (answer) => {
        setCodes(answer.recovery_codes);
        close();
      },
    },
  );
  const off = useChange(() => call('DELETE', '/user/second-factor', { body: { password, code: code.trim() } }), {
    stale: STALE,
    then: () => {
      setCodes(undefined);
      done('The second factor is off.');
      close();
    },
  });
  const dialog = asked === 'off' ? off : renew;

  if (begin.data && !on) {
    return (
      <Enrol
        enrolment={begin.data}
        confirm={(typed) => confirm.mutate(typed)}
        busy={confirm.isPending}
        problem={confirm.error}
        cancel={() => {
          begin.reset();
          confirm.reset();
        }}
      />
    );
  }
  return (
    <Stack gap="md" align="flex-start">
      {on ? (
        <Group gap="xs">
          <Badge color="teal" variant="light" tt="none">
            On
          </Badge>
          <Text size="sm">
            Signing in asks for a code from your authenticator app.{' '}
            {details?.recovery_codes_left != null && `${plural(details.recovery_codes_left, 'recovery code')} left.`}
          </Text>
        </Group>
      ) : (
        <Text size="sm" maw="36rem">
          With it, signing in asks for a code from an app on your phone too, so a stolen password is not enough.{' '}
          <code className="mono">docker login</code> then needs a token instead of the password.
        </Text>
      )}
      {codes && <RecoveryCodes codes={codes} close={() => setCodes(undefined)} />}
      {on ? (
        <Group gap="xs">
          <Button variant="default" onClick={() => setAsked('renew')}>
            New recovery codes
          </Button>
          <Button variant="default" color="red" onClick={() => setAsked('off')}>
            Turn off
          </Button>
        </Group>
      ) : (
        <Button
          leftSection={<ShieldIcon />}
          loading={begin.isPending}
          onClick={() => begin.mutate(undefined, { onError: failed })}
        >
          Turn on
        </Button>
      )}
      <Confirm
        opened={asked !== undefined}
        close={() => {
          close();
          dialog.reset();
        }}
        title={asked === 'off' ? 'Turn off the second factor' : 'New recovery codes'}
        action={asked === 'off' ? 'Turn off' : 'Make new codes'}
        run={() => dialog.mutate()}
        busy={dialog.isPending}
        problem={dialog.error}
        danger={asked === 'off'}
        ready={password !== '' && (asked !== 'off' || code.trim() !== '')}
      >
        {asked === 'renew' && <Text size="sm">The codes that you have stop working.</Text>}
        {asked === 'off' && <Text size="sm">The password alone will be enough to sign in.</Text>}
        <PasswordInput
          label="Your password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          data-autofocus
        />
        {asked === 'off' && (
          <TextInput
            label="Code"
            description="From the app, or a recovery code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            autoComplete="one-time-code"
            spellCheck={false}
          />
        )}
      </Confirm>
    </Stack>
  );
}
