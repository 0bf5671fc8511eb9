import { createHmac, randomBytes } from 'node:crypto';

const processKey = randomBytes(32);

/**
 * How a person is known inside the simulator: SHA-256 of the ID number under a key that lives and dies with this process. ID numbers
 * are few enough that a plain hash could be tried out.
 */
export const pseudonym = (idNumber: string): string => createHmac('sha256', processKey).update(idNumber).digest('base64url');
