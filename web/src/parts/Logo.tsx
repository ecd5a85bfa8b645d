/** A ship beside its quay. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <path fill="var(--berth-accent)" d="M11 6h5v4h4v4h-9zM3 16h19l-3.2 8H7.6a4 4 0 0 1-3.600-2.300z" />
      <path fill="var(--mantine-color-dimmed)" d="M25 12h5v16h-5zM2 26h21v2H2z" />
    </svg>
  );
}
