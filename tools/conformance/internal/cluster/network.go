package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// network is the way of the API server to Services: the egress selector that managed control planes use to reach a
// cluster's network. It asks for a tunnel to a cluster IP and gets one to the process that plays the Service, so no
// cluster IP has to be bound, least of all its port 443.
type network struct {
	cluster *Cluster

	mu      sync.Mutex
	answers map[string]int // ports at the cluster's address, by namespace/name of the Service
}

// Answer has a process at a port of the cluster's address answer for a Service; the cluster must have been started with
// a network.
func (c *Cluster) Answer(namespace, service string, port int) {
	c.network.mu.Lock()
	defer c.network.mu.Unlock()
	c.network.answers[namespace+"/"+service] = port
}

// startNetwork returns the configuration that leads the API server to it.
func (c *Cluster) startNetwork() (file string, err error) {
	c.network = &network{cluster: c, answers: map[string]int{}}
	socket := filepath.Join(c.Dir, "network.sock")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return "", fmt.Errorf("the way to Services: %w", err)
	}
	server := &http.Server{Handler: c.network}
	go func() { _ = server.Serve(listener) }()
	c.AtStop(func() { _ = server.Close() })
	config, err := json.Marshal(map[string]any{
		"apiVersion": "apiserver.k8s.io/v1beta1", "kind": "EgressSelectorConfiguration",
		"egressSelections": []any{map[string]any{"name": "cluster", "connection": map[string]any{
			"proxyProtocol": "HTTPConnect", "transport": map[string]any{"uds": map[string]any{"udsName": socket}},
		}}},
	})
	if err != nil {
		return "", err
	}
	file = filepath.Join(c.Dir, "egress.json")
	return file, os.WriteFile(file, config, 0o644)
}

// ServeHTTP answers CONNECT.
func (n *network) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	target, err := n.resolve(request.Context(), request.Host)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	there, err := net.Dial("tcp", target)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	here, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		there.Close()
		return
	}
	if _, err := io.WriteString(here, "HTTP/1.1 200 OK\r\n\r\n"); err != nil {
		there.Close()
		here.Close()
		return
	}
	go pipe(here, there)
	pipe(there, here)
}

// pipe copies until either end is closed, and closes the other.
func pipe(to, from net.Conn) {
	_, _ = io.Copy(to, from)
	to.Close()
}

// resolve finds who plays the Service of a cluster IP.
func (n *network) resolve(ctx context.Context, target string) (string, error) {
	ip, _, err := net.SplitHostPort(target)
	if err != nil {
		return "", err
	}
	if ip == n.cluster.Address {
		return target, nil // a webhook that names the process itself (Readdress)
	}
	services, err := n.cluster.Client.List(ctx, "v1", "Service", "")
	if err != nil {
		return "", err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	for i := range services {
		if kube.Text(&services[i], "spec", "clusterIP") != ip {
			continue
		}
		name := services[i].GetNamespace() + "/" + services[i].GetName()
		if port, played := n.answers[name]; played {
			return n.cluster.At(port), nil
		}
		return "", fmt.Errorf("nobody plays Service %s", name)
	}
	return "", fmt.Errorf("%s is not the address of a Service", target)
}
