import * as fc from 'fast-check';
import type { Described } from './description';
import { props } from './props';
import { label, labels, subdomain } from './texts';
import type { DeletionGuardProps } from '../../src';

export const guardProps: fc.Arbitrary<Described<DeletionGuardProps>> = props<DeletionGuardProps>({
  name: label(),
  serviceAccounts: fc.array(fc.tuple(label(), subdomain()).map((names) => names.join('/')), { maxLength: 2 }),
  users: fc.array(fc.constantFrom('jane@example.org', "it's me"), { maxLength: 2 }),
  labels,
});
