interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string; readonly lang?: string }[];
  readonly onChange: (value: V) => void;
}

/** One of a few: toggle buttons in one frame. */
export function Segmented<V extends string>({ label, value, options, onChange }: SegmentedProps<V>) {
  return (
    <span className="seg" role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" lang={option.lang} aria-pressed={option.value === value} onClick={() => onChange(option.value)}>{option.label}</button>
      ))}
    </span>
  );
}
