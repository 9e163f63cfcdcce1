/** The largest whole number of 32 bits, which numbers of machines have. */
export const MOST_INT32 = 2 ** 31 - 1;
