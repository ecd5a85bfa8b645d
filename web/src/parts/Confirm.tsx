import { lazy, Suspense, useEffect, useState } from 'react';
import type { ConfirmProps } from './ConfirmDialog';

// Few who see a page are asked something on it, so what asks is fetched when it is needed.
const ConfirmDialog = lazy(() => import('./ConfirmDialog'));

/** Asks whether something is really meant. */
export function Confirm(props: ConfirmProps) {
  const [needed, setNeeded] = useState(props.opened);
  useEffect(() => {
    if (props.opened) setNeeded(true);
  }, [props.opened]);
  return needed ? (
    <Suspense fallback={null}>
      <ConfirmDialog {...props} />
    </Suspense>
  ) : null;
}
