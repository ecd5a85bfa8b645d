import { Anchor, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { post } from '../../api/client';
import { useSession, useSignIn } from '../../api/session';
import { Empty, ProblemNotice } from '../../parts/Notice';
import { SubmitButton } from '../../parts/SubmitButton';
import { AuthFrame } from './AuthFrame';

export default function SignUp() {
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const { me, session } = useSession();
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [email, setEmail] = useState(parameters.get('email') ?? '');
  const [password, setPassword] = useState('');
  const [invitation, setInvitation] = useState(parameters.get('invitation') ?? '');
  const invited = session?.sign_up === 'invited' || invitation !== '';

  const signUp = useMutation({
    mutationFn: async () => {
      await post('/users', {
        username,
        email,
        password,
        ...(invitation ? { invitation: invitation.trim() } : {}),
      });
      await signIn.mutateAsync({ name: username, password });
    },
    onSuccess: () => void navigate('/start', { replace: true }),
  });

  if (me && !signUp.isPending && !signUp.isSuccess) {
    return <Navigate to="/" replace />;
  }
  if (session?.sign_up === 'closed') {
    return (
      <AuthFrame title="Sign up">
        <Empty title="Nobody can sign up here by themselves">
          Ask the administrator of this Berth for an account; public images can be pulled without one.
        </Empty>
      </AuthFrame>
    );
  }

  return (
    <AuthFrame
      title="Sign up"
      below={
        <>
          You have an account?{' '}
          <Anchor component={Link} to="/signin">
            Sign in
          </Anchor>
        </>
      }
    >
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          signUp.mutate();
        }}
      >
        <Stack gap="md">
          {invited && (
            <TextInput
              label="Invitation"
              description="The code that the administrator gave you"
              value={invitation}
              onChange={(event) => setInvitation(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              required
              withAsterisk={false}
            />
          )}
          <TextInput
            label="Username"
            description="4 to 30 small letters and digits; your images will be named after it"
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value.toLowerCase())}
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={30}
            autoFocus
            required
            withAsterisk={false}
          />
          <TextInput
            type="email"
            label="E-mail"
            description="To find back in when you forget your password; nobody else sees it"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            autoComplete="email"
            required
            withAsterisk={false}
          />
          <PasswordInput
            label="Password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="new-password"
            required
            withAsterisk={false}
          />
          {signUp.error && <ProblemNotice problem={signUp.error} />}
          <SubmitButton busy={signUp.isPending}>Sign up</SubmitButton>
          {session && (
            <Text size="xs" c="dimmed">
              Your images will be <span className="mono">{`${session.registry_host}/${username || 'you'}/…`}</span>
            </Text>
          )}
        </Stack>
      </form>
    </AuthFrame>
  );
}
