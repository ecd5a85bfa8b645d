import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';

const DAY = 86_400_000;
const TERMS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: 'day', label: 'Until a day' },
  { value: 'never', label: 'Never' },
];

const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);

/** Asks when a token ends; what it says is the moment, or null for never. */
export function Expiry({ change }: { change: (expiresAt: string | null) => void }) {
  const [term, setTerm] = useState('never');
  const [day, setDay] = useState('');
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.75rem' }}>
      <NativeSelect
        label="Expires"
        data={TERMS}
        value={term}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          setTerm(chosen);
          const days = Number(chosen);
          change(Number.isNaN(days) ? null : new Date(Date.now() + days * DAY).toISOString());
        }}
      />
      {term === 'day' && (
        <TextInput
          type="date"
          label="Last day"
          min={dayOf(Date.now())}
          value={day}
          required
          withAsterisk={false}
          onChange={(event) => {
            setDay(event.currentTarget.value);
            const end = new Date(`${event.currentTarget.value}T23:59:59`);
            change(Number.isNaN(end.getTime()) ? null : end.toISOString());
          }}
        />
      )}
    </div>
  );
}
