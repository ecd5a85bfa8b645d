import { Anchor, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { Problem } from '../../api/problem';
import { useSession, useSignIn } from '../../api/session';
import { safeNext } from '../../parts/next';
import { ProblemNotice } from '../../parts/Notice';
import { SubmitButton } from '../../parts/SubmitButton';
import { AuthFrame } from './AuthFrame';

const isCodeNeeded = (problem: unknown) => problem instanceof Problem && problem.title === 'Second factor needed';

export default function SignIn() {
  const [parameters] = useSearchParams();
  const next = safeNext(parameters.get('next'));
  const navigate = useNavigate();
  const { me, session } = useSession();
  const signIn = useSignIn();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeNeeded, setCodeNeeded] = useState(false);

  if (me && !signIn.isPending) {
    return <Navigate to={next} replace />;
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    signIn.mutate(codeNeeded ? { name, password, code: code.trim() } : { name, password }, {
      onSuccess: () => void navigate(next, { replace: true }),
      onError: (problem) => setCodeNeeded((needed) => needed || isCodeNeeded(problem)),
    });
  }

  return (
    <AuthFrame
      title={codeNeeded ? 'One more step' : 'Sign in'}
      below={
        session?.sign_up === 'closed' ? (
          'Accounts are made by the administrator here.'
        ) : (
          <>
            New here?{' '}
            <Anchor component={Link} to="/signup">
              Sign up
            </Anchor>
          </>
        )
      }
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {codeNeeded ? (
            <>
              <Text size="sm">Enter the code that your authenticator app shows, or one of your recovery codes.</Text>
              <TextInput
                label="Code"
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
                autoComplete="one-time-code"
                autoCapitalize="off"
                spellCheck={false}
                autoFocus
                required
                withAsterisk={false}
              />
            </>
          ) : (
            <>
              <TextInput
                label="Username or e-mail"
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                autoComplete="username"
                autoCapitalize="off"
                spellCheck={false}
                autoFocus
                required
                withAsterisk={false}
              />
              <PasswordInput
                label="Password"
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                autoComplete="current-password"
                required
                withAsterisk={false}
              />
            </>
          )}
          {signIn.error && !(isCodeNeeded(signIn.error) && code === '') && <ProblemNotice problem={signIn.error} />}
          <SubmitButton busy={signIn.isPending}>{codeNeeded ? 'Continue' : 'Sign in'}</SubmitButton>
          {codeNeeded ? (
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => {
                setCodeNeeded(false);
                setCode('');
                signIn.reset();
              }}
            >
              Sign in as somebody else
            </Anchor>
          ) : (
            <Anchor component={Link} to="/reset" size="sm" ta="center">
              Forgot your password?
            </Anchor>
          )}
        </Stack>
      </form>
    </AuthFrame>
  );
}
