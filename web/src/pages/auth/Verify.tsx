import { Button, Loader, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { post } from '../../api/client';
import { sessionQuery, useSession } from '../../api/session';
import { ProblemNotice } from '../../parts/Notice';
import { AuthFrame } from './AuthFrame';

/** What the link in the mail leads to. */
export default function Verify() {
  const [parameters] = useSearchParams();
  const code = parameters.get('code') ?? '';
  const { me, isPending } = useSession();
  const queries = useQueryClient();
  const begun = useRef(false);
  const verify = useMutation({
    mutationFn: () => post('/email/verify', { code }),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });

  // The session is known first, since its token goes with what changes something.
  useEffect(() => {
    if (!isPending && !begun.current) {
      begun.current = true;
      verify.mutate();
    }
  }, [isPending, verify]);

  return (
    <AuthFrame title="Verify your e-mail">
      <Stack align="center" gap="md" aria-live="polite">
        {verify.isSuccess ? (
          <>
            <Text>Your e-mail address is verified.</Text>
            <Button component={Link} to={me ? '/' : '/signin'}>
              {me ? 'Go on' : 'Sign in'}
            </Button>
          </>
        ) : verify.error ? (
          <>
            <ProblemNotice problem={verify.error} />
            <Text size="sm" c="dimmed">
              A link works once and not for ever. Another can be sent from your account.
            </Text>
            <Button component={Link} to="/account" variant="default">
              To your account
            </Button>
          </>
        ) : (
          <Loader />
        )}
      </Stack>
    </AuthFrame>
  );
}
