import { ArgoCdForm, ArgoCdOptions } from '../../../src/delivery/argocd/options';
import { argoCdWriter } from '../../../src/delivery/argocd/writer';
import { MODEL } from '../../../test/delivery/argocd/model';

const OPTIONS: ArgoCdOptions = {
  repositoryUrl: 'https://git.example.org/platform.git',
  namePrefix: 'dc1-',
  cascade: true,
  clusters: [{ name: 'shop', stage: 'canary' }, { name: 'berlin', destination: 'in-cluster' }],
};

/** Prints the same model as an ApplicationSet, with the files that it reads, and as Applications. */
function objects(form: ArgoCdForm) {
  return argoCdWriter({ ...OPTIONS, form }).write(MODEL).filter(({ path }) => path.startsWith('applications/'))
    .flatMap((file) => file.objects);
}

process.stdout.write(JSON.stringify({
  set: objects(ArgoCdForm.APPLICATION_SET).find(({ kind }) => kind === 'ApplicationSet'),
  files: MODEL.clusters,
  applications: objects(ArgoCdForm.APPLICATIONS).filter(({ kind }) => kind === 'Application'),
}));
