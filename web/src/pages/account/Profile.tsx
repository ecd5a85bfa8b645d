import { Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/changes';
import { patch } from '../../api/client';
import { userQuery, type User } from '../../api/people';
import { sessionQuery } from '../../api/session';
import { Fields, FieldsWaiting } from '../../parts/Field';
import { NamespaceSettings } from '../../parts/NamespaceSettings';
import { ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { SubmitButton } from '../../parts/SubmitButton';
import { done } from '../../parts/toast';
import { Email } from './Email';

/** What somebody tells about themselves, and the address that mails go to. */
export default function Profile() {
  useTitle('Profile');
  const { data: user, error, refetch } = useQuery(userQuery);
  if (error && !user) {
    return <ProblemNotice problem={error} retry={() => void refetch()} />;
  }
  return (
    <Stack gap="md">
      <Panel title="Profile">
        {user ? <ProfileForm key={user.username} user={user} /> : <FieldsWaiting count={4} />}
      </Panel>
      <Panel title="E-mail">{user ? <Email user={user} /> : <FieldsWaiting count={1} />}</Panel>
      {user && <NamespaceSettings namespace={user.username} />}
    </Stack>
  );
}

function ProfileForm({ user }: { user: User }) {
  const [displayName, setDisplayName] = useState(user.display_name ?? '');
  const [bio, setBio] = useState(user.bio ?? '');
  const [location, setLocation] = useState(user.location ?? '');
  const [website, setWebsite] = useState(user.website ?? '');
  const save = useChange(() => patch<User>('/user', { display_name: displayName, bio, location, website }), {
    stale: [userQuery.queryKey, sessionQuery.queryKey, ['namespace', user.username]],
    then: () => done('Your profile is saved.'),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Fields>
        <TextInput label="Username" value={user.username} readOnly description="It stays: images are named by it" />
        <TextInput
          label="Name"
          value={displayName}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
          autoComplete="name"
          maxLength={100}
        />
        <Textarea
          label="About you"
          value={bio}
          onChange={(event) => setBio(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={500}
          description={`Everybody can read this. ${500 - bio.length} characters are left.`}
        />
        <TextInput
          label="Location"
          value={location}
          onChange={(event) => setLocation(event.currentTarget.value)}
          maxLength={100}
        />
        <TextInput
          type="url"
          label="Website"
          placeholder="https://"
          value={website}
          onChange={(event) => setWebsite(event.currentTarget.value)}
          autoComplete="url"
          maxLength={200}
        />
        {save.error && <ProblemNotice problem={save.error} />}
        <div>
          <SubmitButton busy={save.isPending}>Save profile</SubmitButton>
        </div>
      </Fields>
    </form>
  );
}
