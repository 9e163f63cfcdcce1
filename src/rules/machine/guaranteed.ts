import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { MachineProps } from '../../machines/machine-props';
import { present } from '../../toolkit/shape';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const GUARANTEED: PropRule = {
  id: 'VM144',
  name: 'workers/guaranteed',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A size that is guaranteed has no requests and limits of its own',
  why: 'A guaranteed machine requests all of its CPU and memory, and is limited to them.',
  remedy: 'Leave guaranteed or the others out.',
  source: own(),
  acceptable: false,
};

export function* guaranteedFaults({ size }: MachineProps): Iterable<Fault> {
  const { guaranteed, requests, limits } = size._dimensions ?? {};
  if (guaranteed !== true) return;
  for (const field of present({ requests, limits })) {
    yield fault(`size.${field}`, 'is given beside guaranteed, which determines it', GUARANTEED.remedy);
  }
}
