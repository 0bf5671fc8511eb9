/** Line icons of 16 pixels; the word beside them speaks, so they are silent. */
export const icon = { size: 16, stroke: 1.5, 'aria-hidden': true, className: 'icon' } as const;
export const largeIcon = { ...icon, size: 20, className: undefined } as const;
