/** How many random programs a test tries; the environment asks for more. */
export const RUNS = Number(process.env.RANDOM_PROGRAMS ?? 120);

/** Where the random numbers begin, so that a run can be repeated. */
export const SEED = Number(process.env.RANDOM_SEED ?? 1);
