import { Badge, Button, Group, PasswordInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../api/changes';
import { patch, post } from '../../api/client';
import { userQuery, type User } from '../../api/people';
import { sessionQuery } from '../../api/session';
import { Fields } from '../../parts/Field';
import { ProblemNotice } from '../../parts/Notice';
import { SubmitButton } from '../../parts/SubmitButton';
import { done, failed } from '../../parts/toast';

/** The address of an account, whether it is proved to be theirs, and another one instead. */
export function Email({ user }: { user: User }) {
  const [email, setEmail] = useState(user.email ?? '');
  const [password, setPassword] = useState('');
  const changed = email.trim() !== (user.email ?? '');
  const save = useChange(() => patch<User>('/user', { email: email.trim(), password }), {
    stale: [userQuery.queryKey, sessionQuery.queryKey],
    then: (saved) => {
      setPassword('');
      done(
        saved?.email && !saved.email_verified ? `A mail is on its way to ${saved.email}.` : 'Your address is saved.',
      );
    },
  });
  const again = useChange(() => post('/user/email/verification'), {
    stale: [],
    then: () => done(`A mail is on its way to ${user.email}: follow the link in it.`),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Fields>
        <TextInput
          type="email"
          label="Address"
          description="For signing in, and to choose another password when you forgot yours. Nobody else sees it."
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          autoComplete="email"
        />
        {!changed && user.email && (
          <Group gap="sm" mih={30}>
            {user.email_verified ? (
              <Badge color="teal" variant="light" tt="none">
                Verified
              </Badge>
            ) : (
              <>
                <Badge variant="default" tt="none">
                  Not verified
                </Badge>
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={again.isPending}
                  onClick={() => again.mutate(undefined, { onError: failed })}
                >
                  Send the mail again
                </Button>
              </>
            )}
          </Group>
        )}
        {!changed && !user.email && (
          <Text size="sm" c="dimmed">
            Without an address, only an administrator can let you in again when you forget your password.
          </Text>
        )}
        {changed && (
          <PasswordInput
            label="Your password"
            description="Who reads the mail of this address can choose another password, so it is asked for."
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            required
            withAsterisk={false}
          />
        )}
        {save.error && <ProblemNotice problem={save.error} />}
        {changed && (
          <Group gap="xs">
            <SubmitButton busy={save.isPending}>Change address</SubmitButton>
            <Button
              variant="default"
              onClick={() => {
                setEmail(user.email ?? '');
                setPassword('');
                save.reset();
              }}
            >
              Cancel
            </Button>
          </Group>
        )}
      </Fields>
    </form>
  );
}
