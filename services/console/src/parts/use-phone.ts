import { useMediaQuery } from '@mantine/hooks';

/** The same width at which the styles fold the page into one column. */
export const usePhone = (): boolean => useMediaQuery('(max-width: 768px)', undefined, { getInitialValueInEffect: false });
