import { Badge, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../api/changes';
import { call, post, put } from '../../api/client';
import { userQuery } from '../../api/people';
import { sessionQuery } from '../../api/session';
import { Confirm } from '../../parts/Confirm';
import { ShieldIcon } from '../../parts/icons';
import { done } from '../../parts/toast';
import { Enrol, type Enrolment } from './Enrol';
import { RecoveryCodes } from './RecoveryCodes';

const STALE = [userQuery.queryKey, sessionQuery.queryKey];

/** The code from an app that is asked for beside the password: turned on, renewed, turned off. */
export function SecondFactor({ on }: { on: boolean }) {
  const [codes, setCodes] = useState<string[]>();
  const [asked, setAsked] = useState<'begin' | 'renew' | 'off'>();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const close = () => {
    setAsked(undefined);
    setPassword('');
    setCode('');
  };

  const begin = useChange(() => post<Enrolment>('/user/second-factor', { password }), { stale: [], then: close });
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
    () => post<{ recovery_codes: string[] }>('/user/second-factor/recovery-codes', { password, code: code.trim() }),
    {
      stale: [],
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
  const dialog = { begin, renew, off }[asked ?? 'begin'];

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
          <Text size="sm">Signing in asks for a code from your authenticator app.</Text>
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
        <Button leftSection={<ShieldIcon />} onClick={() => setAsked('begin')}>
          Turn on
        </Button>
      )}
      <Confirm
        opened={asked !== undefined}
        close={() => {
          close();
          dialog.reset();
        }}
        title={
          { begin: 'Turn on the second factor', renew: 'New recovery codes', off: 'Turn off the second factor' }[
            asked ?? 'begin'
          ]
        }
        action={{ begin: 'Continue', renew: 'Make new codes', off: 'Turn off' }[asked ?? 'begin']}
        run={() => dialog.mutate()}
        busy={dialog.isPending}
        problem={dialog.error}
        danger={asked === 'off'}
        ready={password !== '' && (asked === 'begin' || code.trim() !== '')}
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
        {asked !== 'begin' && (
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
