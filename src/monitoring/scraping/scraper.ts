import type { Target } from './targets';
import type { PlainObject } from '../plain-object';

/** What the objects for scraping have in common. */
export interface ScraperFacts {
  /** What their names begin with. */
  readonly name: string;
  /** The namespace of Prometheus. */
  readonly namespace: string;
  readonly targets: readonly Target[];
}

/** Makes the objects for one way to scrape. */
export type Scraper = (facts: ScraperFacts) => PlainObject[];
