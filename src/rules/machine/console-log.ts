import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES } from './paths';

export const CONSOLE_LOG: MachineRule = {
  id: 'VM077',
  name: 'machines/console-log',
  on: 'machine',
  concerns: ['domain.devices.logSerialConsole'],
  severity: Severity.ERROR,
  title: 'A machine whose serial console is logged has one',
  why: 'KubeVirt logs nothing of a machine without a serial console.',
  remedy: 'Leave one of the two out.',
  source: kubevirt('pkg/virt-controller/services/serialconsolelog.go: isSerialConsoleLogEnabled'),
  acceptable: true,

  *check({ vmi }) {
    const { autoattachSerialConsole, logSerialConsole } = vmi.domain?.devices ?? {};
    if (logSerialConsole !== true || autoattachSerialConsole !== false) return;
    yield fault(`${DEVICES}.logSerialConsole`, 'is true, but the machine has no serial console, so nothing is logged',
      this.remedy);
  },
};
