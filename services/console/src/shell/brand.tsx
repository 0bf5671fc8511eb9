/** The house with its fire, as in the favicon. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d="M3 11.2 12 4l9 7.2" fill="none" stroke="var(--accent)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      <path d="M5.5 10.5V20h13v-9.5" fill="none" stroke="var(--accent)" strokeWidth="2" strokeLinejoin="round" />
      <path d="M12 18.6c-2 0-3.2-1.2-3.2-2.9 0-2.1 2.3-2.7 2.3-5.2 2.4 1.2 4.1 3.1 4.1 5.2 0 1.7-1.2 2.9-3.2 2.9z" fill="var(--chosen)" />
    </svg>
  );
}
