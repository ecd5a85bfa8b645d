import { Anchor, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { post } from '../../api/client';
import { useSession } from '../../api/session';
import { ProblemNotice } from '../../parts/Notice';
import { SubmitButton } from '../../parts/SubmitButton';
import { done } from '../../parts/toast';
import { AuthFrame } from './AuthFrame';

/** Asks for the mail that lets a new password be chosen; with the code of that mail, lets it be chosen. */
export default function Reset() {
  const [parameters] = useSearchParams();
  const code = parameters.get('code');
  const { session } = useSession();
  if (code) {
    return <Choose code={code} />;
  }
  return session?.mail === false ? <AskAdministrator /> : <Ask />;
}

function AskAdministrator() {
  return (
    <AuthFrame title="Forgot your password?" below={<BackToSignIn />}>
      <Text>
        No mail is sent from this Berth, so ask its administrator: they can hand you a link by which you choose another
        password.
      </Text>
    </AuthFrame>
  );
}

function Ask() {
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => post('/password/forgot', { email }) });
  return (
    <AuthFrame title="Forgot your password?" below={<BackToSignIn />}>
      {ask.isSuccess ? (
        <Text role="status">
          If {email} belongs to an account, a mail with a link is on its way. It works once, and not for long.
        </Text>
      ) : (
        <form
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            ask.mutate();
          }}
        >
          <Stack gap="md">
            <TextInput
              type="email"
              label="E-mail"
              description="The one of your account"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              autoComplete="email"
              autoFocus
              required
              withAsterisk={false}
            />
            {ask.error && <ProblemNotice problem={ask.error} />}
            <SubmitButton busy={ask.isPending}>Send a link</SubmitButton>
          </Stack>
        </form>
      )}
    </AuthFrame>
  );
}

function Choose({ code }: { code: string }) {
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const choose = useMutation({
    mutationFn: () => post('/password/reset', { code, password }),
    onSuccess: () => {
      done('Your password is changed. Sign in with it.');
      void navigate('/signin', { replace: true });
    },
  });
  return (
    <AuthFrame title="Choose a new password" below={<BackToSignIn />}>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          choose.mutate();
        }}
      >
        <Stack gap="md">
          <PasswordInput
            label="New password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="new-password"
            autoFocus
            required
            withAsterisk={false}
          />
          {choose.error && <ProblemNotice problem={choose.error} />}
          <SubmitButton busy={choose.isPending}>Change password</SubmitButton>
        </Stack>
      </form>
    </AuthFrame>
  );
}

function BackToSignIn() {
  return (
    <Anchor component={Link} to="/signin">
      Back to sign in
    </Anchor>
  );
}
