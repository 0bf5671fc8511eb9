/**
 * What another language must provide for the Chinese original: every key, and beside each plural
 * (Chinese has one form) the singular of Mongolian and English. A key too many or too few fails the type check.
 */
export type Translation<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]>;
} & {
  readonly [K in keyof T as K extends `${infer Base}_other` ? `${Base}_one` : never]: string;
};
