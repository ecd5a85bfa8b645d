import classes from './Command.module.css';
import { CopyButton } from './CopyButton';

/** A command as it is typed, with a button that copies it. */
export function Command({ children, label = 'Copy command' }: { children: string; label?: string }) {
  return (
    <div className={classes.command}>
      <code>
        {children.split('\n').map((line, index) => (
          <span key={index} className={classes.line}>
            {line}
          </span>
        ))}
      </code>
      <CopyButton text={children} label={label} />
    </div>
  );
}
