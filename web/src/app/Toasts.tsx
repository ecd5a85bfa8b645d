import { Button, CloseButton } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { CheckIcon, WarningIcon } from '../parts/icons';
import { current, dismiss, subscribe } from '../parts/toast';
import classes from './Toasts.module.css';

/** What was done or failed lately, in a corner; screen readers hear it. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribe, current);
  return (
    <div className={classes.corner} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={classes.toast} data-kind={toast.kind}>
          {toast.kind === 'done' ? <CheckIcon /> : <WarningIcon />}
          <span className={classes.text}>{toast.text}</span>
          {toast.action && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                toast.action?.run();
                dismiss(toast.id);
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <CloseButton size="sm" aria-label="Close" onClick={() => dismiss(toast.id)} />
        </div>
      ))}
    </div>
  );
}
