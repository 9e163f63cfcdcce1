package suite

import (
	"context"
	"errors"
	"fmt"
	"os"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
)

// Cluster starts a cluster with nothing in it but CRDs of others: Velero's Schedules and Multus' networks. The caller stops
// it with Release.
func (s *Suite) Cluster(ctx context.Context, kubernetes programs.KubernetesRelease, name string, changes ...func(*cluster.Options)) (*cluster.Cluster, error) {
	server, err := s.Store.Path(ctx, kubernetes.Module, "kube-apiserver")
	if err != nil {
		return nil, err
	}
	etcd, err := s.Store.Path(ctx, "etcd", "etcd")
	if err != nil {
		return nil, err
	}
	folder, err := s.Folder("clusters", name)
	if err != nil {
		return nil, err
	}
	options := cluster.Options{Dir: folder, APIServer: server, Etcd: etcd, Kubernetes: kubernetes.Version}
	for _, change := range changes {
		change(&options)
	}
	c, err := cluster.Start(ctx, options)
	if err != nil {
		return nil, fmt.Errorf("cluster %s: %w", name, err)
	}
	if err := s.serveSchedules(ctx, c); err != nil {
		c.Stop()
		return nil, fmt.Errorf("cluster %s: %w", name, err)
	}
	if err := serveNetworks(ctx, c); err != nil {
		c.Stop()
		return nil, fmt.Errorf("cluster %s: %w", name, err)
	}
	c.Client.Warned = s.warned
	s.mu.Lock()
	s.clusters = append(s.clusters, c)
	s.mu.Unlock()
	return c, nil
}

// Release stops a cluster, unless clusters are to be kept. Programs that have ended by themselves are a failure,
// whatever came of the scenario: a controller that dies of what it is given is down in a real cluster too.
func (s *Suite) Release(c *cluster.Cluster) {
	for _, err := range c.Processes.AllEnded() {
		s.Console.Printf("%v", err)
		s.mu.Lock()
		s.ended = append(s.ended, err)
		s.mu.Unlock()
	}
	if s.Keep {
		return
	}
	c.Stop()
	_ = os.RemoveAll(c.Dir)
}

// Ended are the programs that have ended by themselves in clusters so far.
func (s *Suite) Ended() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return errors.Join(s.ended...)
}

// Kept are the kubeconfigs of the clusters that are left up, if clusters are to be kept.
func (s *Suite) Kept() []string {
	if !s.Keep {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var files []string
	for _, c := range s.clusters {
		if file, err := c.Kubeconfig(cluster.Admin); err == nil {
			files = append(files, file)
		}
	}
	return files
}

// Stop stops every cluster, whatever happens to the scenarios.
func (s *Suite) Stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.clusters {
		c.Stop()
	}
	s.clusters = nil
}
